package dev.ashlar.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The resolved configuration of a node: every key that some level set, by the name the user writes, types already
 * checked against the {@link ConfigSchema}. What shapes the work (materialization, hooks, contract) is also held typed
 * by the node; this map is what artifacts print, selectors ask and layout is read from.
 */
public record NodeConfig(Map<String, Object> values) {
    public static final NodeConfig EMPTY = new NodeConfig(Map.of());

    public NodeConfig {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public Optional<Object> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public Optional<String> text(String key) {
        return find(key).map(String::valueOf);
    }

    public Optional<Boolean> flag(String key) {
        return find(key).map(value -> (Boolean) value);
    }

    public Optional<Long> number(String key) {
        return find(key).map(value -> ((Number) value).longValue());
    }

    /** A list of texts; a single text counts as a list of one. */
    public List<String> texts(String key) {
        Object value = values.get(key);
        if (value == null) return List.of();
        if (value instanceof List<?> list)
            return list.stream().map(String::valueOf).toList();
        return List.of(String.valueOf(value));
    }

    @SuppressWarnings("unchecked") // the schema lets only maps with text keys through
    public Map<String, Object> mapping(String key) {
        Object value = values.get(key);
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
