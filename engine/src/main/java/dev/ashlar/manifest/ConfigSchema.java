package dev.ashlar.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration keys that may be written, and what each means to an engine that lacks it. Every adapter contributes
 * one; the strict reader knows them all without knowing any engine.
 */
public record ConfigSchema(List<Key> keys) {
    public ConfigSchema {
        keys = List.copyOf(keys);
    }

    /** What a value may be. {@code TEXTS}: one text or a list of them. {@code DURATION}: {@code 30s}, {@code 10m}, {@code 30 days}. */
    public enum ValueType {
        TEXT,
        TEXTS,
        FLAG,
        INTEGER,
        NUMBER,
        MAPPING,
        LIST,
        DURATION,
        ANY
    }

    /** What an engine does that does not have the key: note it once and go on, or refuse the node. */
    public enum Effect {
        LAYOUT,
        SEMANTICS
    }

    /** How a value of a stronger level meets one of a weaker level. */
    public enum Merging {
        REPLACE,
        ADD,
        GRANTS
    }

    /**
     * @param name as the user writes it
     * @param kinds nodes it may stand on
     * @param allowed the words it takes; empty when any value of the type will do
     * @param engines the engines that have it; empty for all
     */
    public record Key(
            String name,
            ValueType type,
            Set<NodeKind> kinds,
            List<String> allowed,
            Merging merging,
            Effect effect,
            Set<String> engines) {
        public Key {
            kinds = Set.copyOf(kinds);
            allowed = List.copyOf(allowed);
            engines = Set.copyOf(engines);
        }
    }

    public ConfigSchema and(ConfigSchema other) {
        List<Key> all = new ArrayList<>(keys);
        all.addAll(other.keys);
        return new ConfigSchema(all);
    }

    public Optional<Key> find(String name, NodeKind kind) {
        return keys.stream()
                .filter(k -> k.name.equals(name) && k.kinds.contains(kind))
                .findFirst();
    }
}
