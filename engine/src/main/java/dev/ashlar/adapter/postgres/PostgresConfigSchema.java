package dev.ashlar.adapter.postgres;

import dev.ashlar.manifest.ConfigSchema;
import dev.ashlar.manifest.ConfigSchema.Effect;
import dev.ashlar.manifest.ConfigSchema.Key;
import dev.ashlar.manifest.ConfigSchema.Merging;
import dev.ashlar.manifest.ConfigSchema.ValueType;
import dev.ashlar.manifest.NodeKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Postgres' own keys. None changes what a query returns. */
public final class PostgresConfigSchema {
    private static final Set<String> ENGINE = Set.of("postgres");
    private static final Set<NodeKind> TABLES = EnumSet.of(NodeKind.MODEL, NodeKind.SEED, NodeKind.SNAPSHOT);

    public static final ConfigSchema SCHEMA =
            new ConfigSchema(List.of(key("indexes", ValueType.LIST), key("unlogged", ValueType.FLAG)));

    private PostgresConfigSchema() {}

    private static Key key(String name, ValueType type) {
        return new Key(name, type, TABLES, List.of(), Merging.REPLACE, Effect.LAYOUT, ENGINE);
    }
}
