package dev.ashlar.compile.read;

import dev.ashlar.compile.config.ConfigReader;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.manifest.ConfigSchema;
import dev.ashlar.manifest.ConfigSchema.Effect;
import dev.ashlar.manifest.ConfigSchema.Key;
import dev.ashlar.manifest.ConfigSchema.Merging;
import dev.ashlar.manifest.ConfigSchema.ValueType;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The keys a target may have: those of every target, and those of its engine. */
final class TargetKeys {
    /** Taken one by one; named here for the nearest name. */
    private static final List<String> OWN = List.of("type", "schema", "schemas", "protected", "threads");

    private static final List<Key> EVERY_TARGET = List.of(
            key("retries", ValueType.INTEGER),
            key("connect_timeout", ValueType.DURATION),
            key("statement_timeout", ValueType.DURATION),
            key("lock_timeout", ValueType.DURATION),
            key("keep_alive", ValueType.DURATION),
            key("run_lock", ValueType.TEXT, "wait", "fail", "off"),
            key("run_lock_timeout", ValueType.DURATION),
            key("staging_location", ValueType.TEXT),
            key("places", ValueType.MAPPING),
            key("defer_to", ValueType.TEXT));

    private final ConfigReader reader;
    private final Diagnostics diagnostics;

    TargetKeys(ConfigSchema ofEngine, Diagnostics diagnostics) {
        List<Key> keys = new ArrayList<>(EVERY_TARGET);
        for (Key key : ofEngine.keys())
            keys.add(key(key.name(), key.type(), key.allowed().toArray(String[]::new)));
        this.reader = new ConfigReader(new ConfigSchema(keys), diagnostics);
        this.diagnostics = diagnostics;
    }

    /** A target is no node; the kind only keeps its keys together. */
    private static Key key(String name, ValueType type, String... words) {
        return new Key(
                name, type, Set.of(NodeKind.OPERATION), List.of(words), Merging.REPLACE, Effect.SEMANTICS, Set.of());
    }

    /** Reports a key that is not known or whose value does not fit. */
    void check(Tree.Entry entry, String what) {
        if (reader.find(entry.key(), NodeKind.OPERATION).isPresent()) {
            reader.read(
                    entry.key(),
                    entry.value().plain(),
                    NodeKind.OPERATION,
                    what,
                    entry.keyAt(),
                    entry.value().at());
            return;
        }
        List<String> known = new ArrayList<>(OWN);
        known.addAll(reader.names(NodeKind.OPERATION));
        String near = NearestName.didYouMean(entry.key(), known);
        diagnostics.error(
                entry.keyAt(),
                "Unknown key '" + entry.key() + "' in " + what + ".",
                near.isEmpty() ? "Known keys: " + String.join(", ", known) + "." : near);
    }
}
