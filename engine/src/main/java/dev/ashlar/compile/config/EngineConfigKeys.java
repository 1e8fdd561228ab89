package dev.ashlar.compile.config;

import static dev.ashlar.manifest.NodeKind.ANALYSIS;
import static dev.ashlar.manifest.NodeKind.DATA_TEST;
import static dev.ashlar.manifest.NodeKind.EXPOSURE;
import static dev.ashlar.manifest.NodeKind.MODEL;
import static dev.ashlar.manifest.NodeKind.SEED;
import static dev.ashlar.manifest.NodeKind.SNAPSHOT;
import static dev.ashlar.manifest.NodeKind.SOURCE;
import static dev.ashlar.manifest.NodeKind.UNIT_TEST;

import dev.ashlar.manifest.ConfigSchema;
import dev.ashlar.manifest.ConfigSchema.Effect;
import dev.ashlar.manifest.ConfigSchema.Key;
import dev.ashlar.manifest.ConfigSchema.Merging;
import dev.ashlar.manifest.ConfigSchema.ValueType;
import dev.ashlar.manifest.NodeKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The configuration keys that need no particular engine: dbt 1.12's
 * (https://docs.getdbt.com/reference/configs-and-properties) and Ashlar's own.
 */
public final class EngineConfigKeys {
    private static final Set<NodeKind> ALL =
            EnumSet.of(MODEL, SEED, SNAPSHOT, SOURCE, DATA_TEST, UNIT_TEST, ANALYSIS, EXPOSURE);
    private static final Set<NodeKind> BUILT = EnumSet.of(MODEL, SEED, SNAPSHOT);
    private static final Set<NodeKind> WRITTEN = EnumSet.of(MODEL, SEED, SNAPSHOT, DATA_TEST);
    private static final Set<NodeKind> QUERIES = EnumSet.of(MODEL, SNAPSHOT);
    private static final Set<NodeKind> GATED = EnumSet.of(MODEL, SEED, SNAPSHOT, SOURCE);
    private static final Set<NodeKind> MODELS = EnumSet.of(MODEL);
    private static final Set<NodeKind> SNAPSHOTS = EnumSet.of(SNAPSHOT);
    private static final Set<NodeKind> TESTS = EnumSet.of(DATA_TEST);

    public static final ConfigSchema SCHEMA = new ConfigSchema(all());

    private EngineConfigKeys() {}

    private static List<Key> all() {
        List<Key> keys = new ArrayList<>();
        general(keys);
        builds(keys);
        incrementals(keys);
        snapshots(keys);
        others(keys);
        return keys;
    }

    private static void general(List<Key> keys) {
        keys.add(key("enabled", ValueType.FLAG, ALL));
        keys.add(adding("tags", ValueType.TEXTS, ALL));
        keys.add(adding("meta", ValueType.MAPPING, ALL));
        keys.add(key("group", ValueType.TEXT, EnumSet.of(MODEL, SEED, SNAPSHOT, DATA_TEST, ANALYSIS, EXPOSURE)));
        keys.add(key("docs", ValueType.MAPPING, EnumSet.of(MODEL, SEED, SNAPSHOT, ANALYSIS, DATA_TEST)));
        keys.add(key("alias", ValueType.TEXT, WRITTEN));
        keys.add(key("schema", ValueType.TEXT, WRITTEN));
        keys.add(key("database", ValueType.TEXT, WRITTEN));
    }

    private static void builds(List<Key> keys) {
        keys.add(key("materialized", ValueType.TEXT, MODELS));
        keys.add(key("layer", ValueType.TEXT, MODELS));
        keys.add(words("access", MODELS, "private", "protected", "public"));
        keys.add(key("expires", ValueType.TEXT, MODELS));
        keys.add(key("grants", ValueType.MAPPING, BUILT, Merging.GRANTS));
        keys.add(adding("pre_hook", ValueType.ANY, BUILT));
        keys.add(adding("post_hook", ValueType.ANY, BUILT));
        keys.add(key("persist_docs", ValueType.MAPPING, BUILT));
        keys.add(key("contract", ValueType.MAPPING, MODELS));
        keys.add(key("full_refresh", ValueType.FLAG, EnumSet.of(MODEL, SEED)));
        keys.add(key("sql_header", ValueType.TEXT, EnumSet.of(MODEL, SNAPSHOT, DATA_TEST)));
        keys.add(words("static_analysis", QUERIES, "off", "warn", "strict"));
        keys.add(key("inherit_docs", ValueType.FLAG, QUERIES));
        keys.add(key("event_time", ValueType.TEXT, EnumSet.of(MODEL, SEED, SNAPSHOT, SOURCE)));
        keys.add(words("publish", GATED, "tested", "always"));
        keys.add(words("on_error", GATED, "skip_children", "continue"));
        keys.add(key("timeout", ValueType.DURATION, EnumSet.of(MODEL, SEED, SNAPSHOT, SOURCE, DATA_TEST)));
        keys.add(key("keep_previous", ValueType.FLAG, MODELS));
        keys.add(words("drop_old", MODELS, "now", "later"));
        keys.add(words("on_configuration_change", MODELS, "apply", "continue", "fail"));
        keys.add(key("location", ValueType.TEXT, MODELS));
        keys.add(words("format", MODELS, "parquet"));
    }

    private static void incrementals(List<Key> keys) {
        keys.add(key("unique_key", ValueType.TEXTS, QUERIES));
        keys.add(key("incremental_strategy", ValueType.TEXT, MODELS));
        keys.add(key("incremental_predicates", ValueType.TEXTS, MODELS));
        keys.add(words("on_schema_change", MODELS, "ignore", "fail", "append_new_columns", "sync_all_columns"));
        keys.add(key("merge_update_columns", ValueType.TEXTS, MODELS));
        keys.add(key("merge_exclude_columns", ValueType.TEXTS, MODELS));
        keys.add(key("allow_null_keys", ValueType.FLAG, MODELS));
        keys.add(key("partition_by", ValueType.TEXTS, MODELS));
        keys.add(key("batch_size", ValueType.TEXT, MODELS));
        keys.add(key("begin", ValueType.TEXT, MODELS));
        keys.add(key("lookback", ValueType.INTEGER, MODELS));
        keys.add(key("concurrent_batches", ValueType.FLAG, MODELS));
        keys.add(key("time_zone", ValueType.TEXT, QUERIES));
        keys.add(key("transaction_group", ValueType.TEXT, MODELS));
        keys.add(key("operation_column", ValueType.TEXT, QUERIES));
        keys.add(key("sequence_column", ValueType.TEXTS, QUERIES));
        keys.add(key("operation_values", ValueType.MAPPING, QUERIES));
        keys.add(words("cdc_deletes", MODELS, "hard", "soft"));
        keys.add(words("cdc_update", MODELS, "full", "changed"));
        keys.add(words("on_stale", MODELS, "skip", "warn", "fail"));
        keys.add(key("tombstone_retention", ValueType.DURATION, MODELS));
        keys.add(key("orphans", ValueType.MAPPING, MODELS));
    }

    private static void snapshots(List<Key> keys) {
        keys.add(words("strategy", SNAPSHOTS, "timestamp", "check", "changelog"));
        keys.add(key("updated_at", ValueType.TEXT, SNAPSHOTS));
        keys.add(key("check_cols", ValueType.TEXTS, SNAPSHOTS));
        keys.add(words("hard_deletes", SNAPSHOTS, "ignore", "invalidate", "new_record"));
        keys.add(key("snapshot_meta_column_names", ValueType.MAPPING, SNAPSHOTS));
        keys.add(key("valid_to_current", ValueType.TEXT, SNAPSHOTS));
        keys.add(key("first_valid_from", ValueType.TEXT, SNAPSHOTS));
        keys.add(key("max_hard_deletes", ValueType.ANY, SNAPSHOTS));
        keys.add(key("arrival_column", ValueType.TEXT, SNAPSHOTS));
        keys.add(key("retention", ValueType.DURATION, SNAPSHOTS));
    }

    private static void others(List<Key> keys) {
        keys.add(key("quote_columns", ValueType.FLAG, EnumSet.of(SEED)));
        keys.add(key("column_types", ValueType.MAPPING, EnumSet.of(SEED)));
        keys.add(key("delimiter", ValueType.TEXT, EnumSet.of(SEED)));
        keys.add(key("nulls", ValueType.TEXTS, EnumSet.of(SEED)));
        keys.add(words("severity", TESTS, "error", "warn"));
        keys.add(key("warn_if", ValueType.TEXT, TESTS));
        keys.add(key("error_if", ValueType.TEXT, TESTS));
        keys.add(key("fail_calc", ValueType.TEXT, TESTS));
        keys.add(key("limit", ValueType.INTEGER, TESTS));
        keys.add(key("where", ValueType.TEXT, TESTS));
        keys.add(key("store_failures", ValueType.FLAG, TESTS));
        keys.add(words("store_failures_as", TESTS, "ephemeral", "table"));
        keys.add(words("test_scope", TESTS, "batch", "relation"));
        keys.add(key("gate", ValueType.FLAG, TESTS));
        keys.add(key("freshness", ValueType.MAPPING, EnumSet.of(SOURCE)));
        keys.add(key("loaded_at_field", ValueType.TEXT, EnumSet.of(SOURCE)));
        keys.add(key("loaded_at_query", ValueType.TEXT, EnumSet.of(SOURCE)));
    }

    private static Key key(String name, ValueType type, Set<NodeKind> kinds) {
        return key(name, type, kinds, Merging.REPLACE);
    }

    private static Key adding(String name, ValueType type, Set<NodeKind> kinds) {
        return key(name, type, kinds, Merging.ADD);
    }

    private static Key key(String name, ValueType type, Set<NodeKind> kinds, Merging merging) {
        return new Key(name, type, kinds, List.of(), merging, Effect.SEMANTICS, Set.of());
    }

    private static Key words(String name, Set<NodeKind> kinds, String... allowed) {
        return new Key(name, ValueType.TEXT, kinds, List.of(allowed), Merging.REPLACE, Effect.SEMANTICS, Set.of());
    }
}
