package dev.ashlar.adapter.duckdb;

import dev.ashlar.manifest.ConfigSchema;
import dev.ashlar.manifest.ConfigSchema.Effect;
import dev.ashlar.manifest.ConfigSchema.Key;
import dev.ashlar.manifest.ConfigSchema.Merging;
import dev.ashlar.manifest.ConfigSchema.ValueType;
import dev.ashlar.manifest.NodeKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** DuckDB's own keys of nodes. */
public final class DuckDbConfigSchema {
    public static final ConfigSchema SCHEMA = new ConfigSchema(List.of(new Key(
            "indexes",
            ValueType.LIST,
            EnumSet.of(NodeKind.MODEL, NodeKind.SEED, NodeKind.SNAPSHOT),
            List.of(),
            Merging.REPLACE,
            Effect.LAYOUT,
            Set.of("duckdb"))));

    private DuckDbConfigSchema() {}
}
