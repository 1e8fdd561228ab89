package dev.ashlar.compile.config;

import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.ConfigSchema;
import dev.ashlar.manifest.ConfigSchema.Key;
import dev.ashlar.manifest.Durations;
import dev.ashlar.manifest.NodeKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks configuration keys and their values against all keys that are known. Safe for several threads. */
public final class ConfigReader {
    private final Map<NodeKind, Map<String, Key>> keys = new EnumMap<>(NodeKind.class);
    private final Diagnostics diagnostics;

    /** @param schema the engine's own keys and every adapter's */
    public ConfigReader(ConfigSchema schema, Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        for (Key key : schema.keys()) {
            for (NodeKind kind : key.kinds()) {
                keys.computeIfAbsent(kind, k -> new LinkedHashMap<>()).merge(key.name(), key, ConfigReader::united);
            }
        }
    }

    /** Two adapters may have the same key; it is then known to both engines. */
    private static Key united(Key one, Key other) {
        Set<String> engines = new HashSet<>(one.engines());
        engines.addAll(other.engines());
        if (one.engines().isEmpty() || other.engines().isEmpty()) engines.clear();
        return new Key(one.name(), one.type(), one.kinds(), one.allowed(), one.merging(), one.effect(), engines);
    }

    /** Also by dbt's older spelling with dashes, {@code pre-hook}. */
    public Optional<Key> find(String name, NodeKind kind) {
        Map<String, Key> known = keys.getOrDefault(kind, Map.of());
        Key key = known.get(name);
        return Optional.ofNullable(key != null ? key : known.get(name.replace('-', '_')));
    }

    public Collection<String> names(NodeKind kind) {
        return keys.getOrDefault(kind, Map.of()).keySet();
    }

    /**
     * @param what who carries the key, for messages: {@code model 'orders'}
     * @return empty when the key or its value is wrong, which has then been reported
     */
    public Optional<Setting> read(
            String name, Object value, NodeKind kind, String what, SourceLocation keyAt, SourceLocation valueAt) {
        Optional<Key> key = find(name, kind);
        if (key.isEmpty()) {
            unknown(name, kind, what, keyAt);
            return Optional.empty();
        }
        return checked(key.get(), value, what, valueAt).map(good -> new Setting(key.get(), good, valueAt));
    }

    private void unknown(String name, NodeKind kind, String what, SourceLocation at) {
        Optional<RefusedKeys.Refusal> refusal = RefusedKeys.find(name);
        if (refusal.isPresent()) {
            diagnostics.error(
                    at,
                    "The configuration key '" + name + "' of " + what + " is not supported: "
                            + refusal.get().reason() + ".",
                    refusal.get().remedy());
            return;
        }
        List<String> elsewhere = keys.entrySet().stream()
                .filter(entry -> entry.getValue().containsKey(name))
                .map(entry -> entry.getKey().word().replace('_', ' ') + "s")
                .toList();
        if (!elsewhere.isEmpty()) {
            diagnostics.error(
                    at,
                    "The configuration key '" + name + "' does not belong to " + what + ".",
                    "It is one of " + String.join(", ", elsewhere) + ".");
            return;
        }
        String near = NearestName.didYouMean(name, names(kind));
        diagnostics.error(
                at,
                "Unknown configuration key '" + name + "' in " + what + ".",
                near.isEmpty() ? "Facts of your own belong under 'meta:'." : near);
    }

    private Optional<Object> checked(Key key, Object value, String what, SourceLocation at) {
        Optional<Object> good = value == null ? Optional.empty() : fitting(key, value);
        if (good.isEmpty()) {
            diagnostics.error(
                    at,
                    "'" + key.name() + "' of " + what + " must be " + wanted(key) + ", but it is "
                            + Values.describe(value) + ".",
                    example(key));
        }
        return good;
    }

    private static Optional<Object> fitting(Key key, Object value) {
        return switch (key.type()) {
            case TEXT -> text(key, value);
            case TEXTS -> texts(value);
            case FLAG -> Optional.of(value).filter(v -> v instanceof Boolean);
            case INTEGER -> Optional.ofNullable(integer(value));
            case NUMBER -> Optional.of(value).filter(v -> v instanceof Number);
            case MAPPING -> Optional.of(value).filter(v -> v instanceof Map);
            case LIST -> Optional.of(value).filter(v -> v instanceof List);
            case DURATION ->
                Optional.of(value)
                        .filter(v ->
                                v instanceof String text && Durations.find(text).isPresent());
            case ANY -> Optional.of(value);
        };
    }

    private static Optional<Object> text(Key key, Object value) {
        if (value instanceof LocalDate date) return Optional.of(date.toString());
        // YAML reads the bare words on and off as flags
        Object word = value instanceof Boolean flag && !key.allowed().isEmpty() ? (flag ? "on" : "off") : value;
        if (!(word instanceof String text)) return Optional.empty();
        if (key.allowed().isEmpty()) return Optional.of(text);
        String lower = text.toLowerCase(Locale.ROOT);
        return key.allowed().contains(lower) ? Optional.of(lower) : Optional.empty();
    }

    private static Optional<Object> texts(Object value) {
        if (value instanceof String text) return Optional.of(List.of(text));
        if (!(value instanceof List<?> list)) return Optional.empty();
        List<String> all = new ArrayList<>(list.size());
        for (Object item : list) {
            if (!(item instanceof String text)) return Optional.empty();
            all.add(text);
        }
        return Optional.of(all);
    }

    private static Object integer(Object value) {
        return switch (value) {
            case Integer i -> i.longValue();
            case Long l -> l;
            case BigDecimal d when d.stripTrailingZeros().scale() <= 0 && d.precision() < 19 -> d.longValue();
            default -> null;
        };
    }

    private static String wanted(Key key) {
        if (!key.allowed().isEmpty()) return "one of " + String.join(", ", key.allowed());
        return switch (key.type()) {
            case TEXT -> "a text";
            case TEXTS -> "a text or a list of texts";
            case FLAG -> "true or false";
            case INTEGER -> "a whole number";
            case NUMBER -> "a number";
            case MAPPING -> "a mapping";
            case LIST -> "a list";
            case DURATION -> "a duration";
            case ANY -> "a value";
        };
    }

    private static String example(Key key) {
        String name = key.name();
        if (!key.allowed().isEmpty())
            return "Write for example '" + name + ": " + key.allowed().get(0) + "'.";
        return switch (key.type()) {
            case TEXT, TEXTS -> "Put the value within quotes.";
            case FLAG -> "Write '" + name + ": true', without quotes.";
            case INTEGER, NUMBER -> "Write for example '" + name + ": 10', without quotes.";
            case MAPPING -> "Write '" + name + ": {key: value}'.";
            case LIST -> "Write '" + name + ": [...]'.";
            case DURATION -> "Write for example '" + name + ": 30s', '10m', '2 hours' or '30 days'.";
            case ANY -> "Give it a value, or take the key out.";
        };
    }
}
