package dev.ashlar.compile.parse;

import dev.ashlar.compile.TemplateWorld;
import dev.ashlar.manifest.Project;

/** A project, and the world its templates are rendered in from now on. */
public record ParsedProject(Project project, TemplateWorld world) {}
