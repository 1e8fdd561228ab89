package dev.ashlar.compile.config;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.NodeConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of all levels for one node, weakest applied first. Not safe for several threads. */
public final class ResolvedConfig {
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, SourceLocation> places = new HashMap<>();

    public ResolvedConfig apply(List<Setting> level) {
        for (Setting setting : level) apply(setting);
        return this;
    }

    private void apply(Setting setting) {
        String name = setting.key().name();
        Object before = values.get(name);
        Object merged = switch (setting.key().merging()) {
            case REPLACE -> setting.value();
            case ADD -> before == null ? setting.value() : sum(before, setting.value());
            case GRANTS -> grants(before, setting.value());
        };
        values.put(name, merged);
        places.put(name, setting.at());
    }

    private static Object sum(Object before, Object more) {
        if (before instanceof Map<?, ?> one && more instanceof Map<?, ?> other) {
            Map<Object, Object> all = new LinkedHashMap<>(one);
            all.putAll(other);
            return all;
        }
        Set<Object> all = new LinkedHashSet<>(listed(before));
        all.addAll(listed(more));
        return new ArrayList<>(all);
    }

    private static List<?> listed(Object value) {
        if (value == null) return List.of();
        return value instanceof List<?> list ? list : List.of(value);
    }

    /** A privilege written with {@code +} adds its grantees to those of the weaker levels. */
    private static Map<String, Object> grants(Object before, Object value) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (before instanceof Map<?, ?> map) map.forEach((k, v) -> all.put(k.toString(), v));
        ((Map<?, ?>) value).forEach((k, grantees) -> {
            String privilege = k.toString();
            boolean adds = privilege.startsWith("+");
            String name = adds ? privilege.substring(1) : privilege;
            all.put(name, adds && all.containsKey(name) ? sum(all.get(name), grantees) : listed(grantees));
        });
        return all;
    }

    /** Where the strongest level that set the key did so. */
    public SourceLocation placeOf(String key, SourceLocation otherwise) {
        return places.getOrDefault(key, otherwise);
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public Optional<Object> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public Optional<String> text(String key) {
        return find(key).map(Object::toString);
    }

    public boolean flag(String key, boolean otherwise) {
        return values.get(key) instanceof Boolean flag ? flag : otherwise;
    }

    public List<String> texts(String key) {
        return values.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : text(key).map(List::of).orElse(List.of());
    }

    /** Empty when the key was not set. */
    public Map<String, Object> mapping(String key) {
        Map<String, Object> out = new LinkedHashMap<>();
        if (values.get(key) instanceof Map<?, ?> map) map.forEach((k, v) -> out.put(String.valueOf(k), v));
        return out;
    }

    public Map<String, Object> values() {
        return values;
    }

    public NodeConfig toNodeConfig() {
        return new NodeConfig(values);
    }
}
