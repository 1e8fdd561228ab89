package dev.ashlar.adapter.freemarker;

import dev.ashlar.manifest.TemplateText;

/**
 * A file of macros and functions.
 *
 * @param packageName empty for the project's own: these are known by bare name, a package's as {@code pkg.name}
 */
public record MacroFile(String packageName, TemplateText text) {
    public static MacroFile ofProject(TemplateText text) {
        return new MacroFile("", text);
    }
}
