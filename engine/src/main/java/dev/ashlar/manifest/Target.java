package dev.ashlar.manifest;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One output of a profile, rendered.
 *
 * @param type the engine: duckdb, postgres, redshift
 * @param schema the target's schema, or prefix of schemas
 * @param options every other key of the target; secrets among them are never printed
 */
public record Target(
        String profile,
        String name,
        String type,
        String schema,
        SchemaNaming naming,
        Protection protection,
        int threads,
        Map<String, Object> options) {
    public Target {
        options = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    public enum SchemaNaming {
        PREFIXED,
        PLAIN
    }

    public enum Protection {
        OPEN,
        PROTECTED
    }

    /** Options may hold secrets, so none is printed. */
    @Override
    public String toString() {
        return profile + "." + name + " (" + type + ", schema " + schema + ")";
    }
}
