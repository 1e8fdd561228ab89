package dev.ashlar.adapter.freemarker;

import dev.ashlar.adapter.freemarker.SourcedTemplate.Origin;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.TemplateText;
import freemarker.core.ParseException;
import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Parsed templates by their text, since parsing is nearly all of what a render costs. They are given up when memory is
 * short. Safe for many threads.
 */
final class ParsedTemplates {
    private final Configuration settings;
    private final Map<TemplateText, SoftReference<SourcedTemplate>> parsed = new ConcurrentHashMap<>();

    ParsedTemplates(Configuration settings) {
        this.settings = settings;
    }

    /** @throws DiagnosticException when FreeMarker cannot read the text */
    SourcedTemplate parse(TemplateText source, Origin origin) {
        SoftReference<SourcedTemplate> held = parsed.get(source);
        SourcedTemplate template = held == null ? null : held.get();
        if (template == null) {
            template = read(source, origin);
            parsed.put(source, new SoftReference<>(template));
        }
        return template;
    }

    private SourcedTemplate read(TemplateText source, Origin origin) {
        try {
            SourcedTemplate template = new SourcedTemplate(source, origin, settings);
            _CoreAPI.addThreadInterruptedChecks(
                    template); // puts an element into every loop, where the tracer looks at the clock
            return template;
        } catch (ParseException e) {
            throw new DiagnosticException(ParseFaults.explain(e, source), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
