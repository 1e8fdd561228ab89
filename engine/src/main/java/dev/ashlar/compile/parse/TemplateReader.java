package dev.ashlar.compile.parse;

import dev.ashlar.compile.TemplateWorld;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.port.ModelTemplates;
import dev.ashlar.port.ModelTemplates.Rendered;
import dev.ashlar.port.ProjectSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads files of SQL and learns what they say of themselves, on as many threads as there are cores. */
final class TemplateReader {
    private final ProjectSource source;
    private final ModelTemplates templates;
    private final TemplateWorld world;
    private final TemplateCache cache;
    private final Diagnostics diagnostics;

    TemplateReader(
            ProjectSource source,
            ModelTemplates templates,
            TemplateWorld world,
            TemplateCache cache,
            Diagnostics diagnostics) {
        this.source = source;
        this.templates = templates;
        this.world = world;
        this.cache = cache;
        this.diagnostics = diagnostics;
    }

    /** @param facts none where the template failed, which has then been reported */
    record Read(TemplateText text, TemplateFacts facts) {}

    /** By path; files that cannot be read are reported and left out. */
    Map<String, Read> read(Collection<String> paths) {
        Map<String, Read> found = new ConcurrentHashMap<>();
        List.copyOf(paths).parallelStream().forEach(path -> read(path).ifPresent(read -> found.put(path, read)));
        cache.store();
        return found;
    }

    private Optional<Read> read(String path) {
        String text;
        try {
            text = source.read(path);
        } catch (DiagnosticException e) {
            diagnostics.addAll(e.diagnostics());
            return Optional.empty();
        }
        TemplateText template = TemplateText.ofFile(path, text);
        if (text.isBlank()) {
            diagnostics.error(
                    SourceLocation.ofFile(path),
                    "The file is empty.",
                    "Write one SELECT in it, or take the file away.");
            return Optional.of(new Read(template, TemplateFacts.NONE));
        }
        return Optional.of(new Read(template, facts(template)));
    }

    private TemplateFacts facts(TemplateText template) {
        if (!templates.isTemplate(template.text())) return TemplateFacts.NONE;
        Optional<TemplateFacts> kept = cache.find(template);
        if (kept.isPresent()) return kept.get();
        String path = template.file();
        ParseScope scope = new ParseScope(
                world,
                ProjectFiles.stem(path),
                Map.of("name", ProjectFiles.stem(path), "original_file_path", path, "path", path));
        try {
            Rendered rendered = templates.render(template, scope);
            TemplateFacts facts = scope.facts(templates.literalReferences(template), rendered.macrosUsed());
            cache.keep(template, facts, scope.asked());
            return facts;
        } catch (DiagnosticException e) {
            diagnostics.addAll(e.diagnostics());
            return scope.facts(List.of(), List.of());
        }
    }
}
