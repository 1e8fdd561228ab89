package dev.ashlar.compile;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Target;
import dev.ashlar.port.TemplateScope.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What every template of a run may ask, whichever node it belongs to.
 *
 * @param vars variables after {@code --vars}
 * @param environment environment variables, those of {@code .env} included
 * @param docs texts of doc blocks by name
 * @param messages receives {@code log} and {@code warn}
 */
public record TemplateWorld(
        Target target,
        Map<String, Object> vars,
        Function<String, Optional<String>> environment,
        Map<String, String> docs,
        String invocationId,
        Instant runStartedAt,
        Messages messages) {

    /** Receives what templates say. Called from several threads. */
    public interface Messages {
        void said(Level level, String text, SourceLocation at);
    }

    /** {@code target} in templates: the plain facts; options are left out, since secrets stand among them. */
    public Map<String, Object> targetFacts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("profile_name", target.profile());
        facts.put("name", target.name());
        facts.put("type", target.type());
        facts.put("schema", target.schema());
        facts.put("schemas", target.naming().name().toLowerCase(Locale.ROOT));
        facts.put("threads", target.threads());
        Object database = target.options().get("database");
        if (database != null) facts.put("database", database);
        return facts;
    }
}
