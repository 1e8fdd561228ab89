package dev.ashlar.adapter.duckdb;

import dev.ashlar.adapter.jdbc.TargetOptions;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.ConfigSchema;
import dev.ashlar.manifest.ConfigSchema.Effect;
import dev.ashlar.manifest.ConfigSchema.Key;
import dev.ashlar.manifest.ConfigSchema.Merging;
import dev.ashlar.manifest.ConfigSchema.ValueType;
import dev.ashlar.manifest.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * A duckdb target's keys, beside those that every target has.
 *
 * @param file the database file, absolute; empty for one that lives in memory
 * @param settings the engine's own settings by name
 * @param statementTimeout zero for none
 */
record DuckDbProfile(Optional<Path> file, Map<String, String> settings, Duration statementTimeout) {
    static final ConfigSchema KEYS = new ConfigSchema(List.of(
            key("path", ValueType.TEXT),
            key("memory_limit", ValueType.TEXT),
            key("temp_directory", ValueType.TEXT),
            key("engine_threads", ValueType.INTEGER),
            key("statement_timeout", ValueType.DURATION),
            key("settings", ValueType.MAPPING)));

    static final String IN_MEMORY = ":memory:";

    /** @param base the folder at which relative paths of the profile start */
    static DuckDbProfile of(Target target, Path base) {
        Map<String, Object> options = target.options();
        Map<String, String> settings = new LinkedHashMap<>();
        if (options.get("settings") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> settings.put(String.valueOf(name), String.valueOf(value)));
        }
        text(options, "memory_limit").ifPresent(limit -> settings.put("memory_limit", limit));
        text(options, "temp_directory")
                .ifPresent(folder ->
                        settings.put("temp_directory", base.resolve(folder).toString()));
        text(options, "engine_threads").ifPresent(count -> settings.put("threads", count));
        String path = text(options, "path")
                .orElseThrow(() -> new DiagnosticException(Diagnostic.error(
                        "Target '" + target.name() + "' of profile '" + target.profile() + "' has no path.",
                        "Add 'path: <file>.duckdb' to it in profiles.yml.")));
        Optional<Path> file = path.equals(IN_MEMORY)
                ? Optional.empty()
                : Optional.of(base.resolve(path).toAbsolutePath().normalize());
        TargetOptions timed = new TargetOptions(target);
        DuckDbProfile profile = new DuckDbProfile(file, settings, timed.duration("statement_timeout", Duration.ZERO));
        timed.done();
        return profile;
    }

    /** What the connection is opened with. Sessions run in UTC; nothing is fetched from the network unasked. */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("TimeZone", "UTC");
        // named here, so that a session may set it
        properties.setProperty("jdbc_stream_results", "false");
        settings.forEach(properties::setProperty);
        return properties;
    }

    /** Whether rows stay in the order in which they were read. The engine's default; without it, it needs less memory. */
    boolean keepsOrder() {
        return settings.entrySet().stream()
                .filter(setting -> setting.getKey().toLowerCase(Locale.ROOT).equals("preserve_insertion_order"))
                .allMatch(setting -> setting.getValue().toLowerCase(Locale.ROOT).equals("true"));
    }

    private static Optional<String> text(Map<String, Object> options, String key) {
        return Optional.ofNullable(options.get(key)).map(String::valueOf);
    }

    private static Key key(String name, ValueType type) {
        return new Key(
                name, type, Set.of(), List.of(), Merging.REPLACE, Effect.SEMANTICS, Set.of(DuckDbWarehouse.ENGINE));
    }
}
