package dev.ashlar.adapter.redshift;

import dev.ashlar.manifest.ConfigSchema;
import dev.ashlar.manifest.ConfigSchema.Effect;
import dev.ashlar.manifest.ConfigSchema.Key;
import dev.ashlar.manifest.ConfigSchema.Merging;
import dev.ashlar.manifest.ConfigSchema.ValueType;
import dev.ashlar.manifest.NodeKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Redshift's own keys: how rows are spread, sorted and kept. None changes what a query returns. */
public final class RedshiftConfigSchema {
    private static final Set<String> ENGINE = Set.of("redshift");
    private static final Set<NodeKind> TABLES = EnumSet.of(NodeKind.MODEL, NodeKind.SEED, NodeKind.SNAPSHOT);

    /** Words and meanings: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html */
    public static final ConfigSchema SCHEMA = new ConfigSchema(List.of(
            key("dist", ValueType.TEXT),
            key("sort", ValueType.TEXTS),
            key("sort_type", ValueType.TEXT, "compound", "interleaved", "auto"),
            key("encode", ValueType.ANY),
            key("backup", ValueType.FLAG),
            key("bind", ValueType.FLAG),
            key("auto_refresh", ValueType.FLAG),
            key("query_group", ValueType.TEXT)));

    private RedshiftConfigSchema() {}

    private static Key key(String name, ValueType type, String... words) {
        return new Key(name, type, TABLES, List.of(words), Merging.REPLACE, Effect.LAYOUT, ENGINE);
    }
}
