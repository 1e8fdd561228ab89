package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Constraint;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.NullKeys;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.plan.PlanContext.Rebuild;
import dev.ashlar.plan.PlanEngine.Type;
import dev.ashlar.plan.Situation.Published;
import dev.ashlar.report.CatalogColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole plans for what may be said of a node besides its materialization, on every engine. */
class GoldenOptionsTest {
    private static final String QUERY = "select id, name from shop.raw";

    @ParameterizedTest
    @EnumSource
    void changesOfTheSchema(PlanEngine engine) {
        Map<String, List<CatalogColumn>> rows = new java.util.LinkedHashMap<>();
        rows.put("same", engine.columns());
        rows.put("narrower type", List.of(engine.column("id", Type.SMALLINT), engine.column("name", Type.TEXT)));
        rows.put(
                "new column",
                List.of(engine.columns().get(0), engine.columns().get(1), engine.column("city", Type.TEXT)));
        rows.put("column gone", List.of(engine.columns().get(0)));
        rows.put("longer text", List.of(engine.column("id", Type.INTEGER), engine.column("name", Type.LONGER_TEXT)));
        rows.put("wider type", List.of(engine.column("id", Type.BIGINT), engine.column("name", Type.TEXT)));
        rows.put("other type", List.of(engine.column("id", Type.INTEGER), engine.column("name", Type.INTEGER)));
        rows.put(
                "wider type beside others",
                List.of(engine.column("id", Type.BIGINT), engine.column("city", Type.TEXT)));
        rows.put(
                "spelled otherwise",
                List.of(
                        engine.column("ID", Type.INTEGER_BY_ANOTHER_NAME),
                        engine.column("Name", Type.TEXT_BY_ANOTHER_NAME)));
        GoldenPlans golden = new GoldenPlans(engine, "incremental_schema_change");
        for (OnSchemaChange policy : OnSchemaChange.values()) {
            for (Published published : List.of(Published.OUR_TABLE, Published.ADOPTED_TABLE)) {
                Situation situation = new Situation(published, Set.of(), GateMode.GATED, Rebuild.AS_NEEDED);
                rows.forEach((name, columns) -> golden.add(
                        policy.name().toLowerCase(Locale.ROOT) + ", " + name + ", " + situation,
                        engine.planned(
                                PlanNodes.compiled(
                                        PlanNodes.model(PlanNodes.incremental(PlanNodes.merge(), policy, "id")), QUERY),
                                situation,
                                engine.columns(),
                                PlanEngine.shape(columns))));
            }
        }
        golden.compare();
    }

    @ParameterizedTest
    @EnumSource
    void whatElseMayBeSaidOfANode(PlanEngine engine) {
        GoldenPlans golden = new GoldenPlans(engine, "options");
        Situation ours = new Situation(Published.OUR_TABLE, Set.of(), GateMode.GATED, Rebuild.AS_NEEDED);
        Situation open = new Situation(Published.OUR_VIEW, Set.of(), GateMode.OPEN, Rebuild.AS_NEEDED);
        Shape asPromised = PlanEngine.shape(List.of(
                engine.columns().get(0),
                engine.columns().get(1),
                engine.column("declared 1", Type.INTEGER),
                engine.column("declared 2", Type.TEXT)));
        Shape broken = PlanEngine.shape(List.of(
                engine.column("name", Type.DATE),
                engine.column("extra", Type.DATE),
                engine.column("declared 1", Type.INTEGER),
                engine.column("declared 2", Type.TEXT)));
        Materialization table = new Materialization.Table();
        Materialization view = new Materialization.View();
        Node.Build promising = PlanNodes.promising(
                List.of(
                        PlanNodes.column("id", "int", "", PlanNodes.constraint(Constraint.Kind.NOT_NULL, "")),
                        PlanNodes.column(
                                "name", "varchar(20)", "", PlanNodes.constraint(Constraint.Kind.CHECK, "name <> ''"))),
                List.of(
                        PlanNodes.constraint(Constraint.Kind.PRIMARY_KEY, "", "id"),
                        PlanNodes.constraint(Constraint.Kind.FOREIGN_KEY, "shop.customers (id)", "id")));
        Node.Build documented = PlanNodes.documented(
                List.of(PlanNodes.column("ID", "", "The key"), PlanNodes.column("gone", "", "Not there any more")));
        Node.Build indexed = PlanNodes.laidOut(Map.of(
                "indexes",
                List.of(Map.of("columns", List.of("id"), "unique", true)),
                "dist",
                "id",
                "sort",
                List.of("id")));
        Materialization merge = PlanNodes.incremental(PlanNodes.merge(), OnSchemaChange.APPEND_NEW_COLUMNS, "id");

        add(engine, golden, "table with a contract", PlanNodes.model(table, promising), ours, asPromised);
        add(engine, golden, "table that breaks its contract", PlanNodes.model(table, promising), ours, broken);
        add(engine, golden, "view with a contract", PlanNodes.model(view, promising), open, asPromised);
        add(engine, golden, "incremental with a contract", PlanNodes.model(merge, promising), ours, asPromised);
        add(
                engine,
                golden,
                "table with descriptions",
                PlanNodes.model(table, documented),
                ours,
                PlanEngine.shape(engine.columns()));
        add(
                engine,
                golden,
                "view with descriptions",
                PlanNodes.model(view, documented),
                open,
                PlanEngine.shape(engine.columns()));
        add(
                engine,
                golden,
                "incremental with descriptions",
                PlanNodes.model(merge, documented),
                ours,
                PlanEngine.shape(engine.columns()));
        add(
                engine,
                golden,
                "table with an index",
                PlanNodes.model(table, indexed),
                ours,
                PlanEngine.shape(engine.columns()));
        add(
                engine,
                golden,
                "incremental with an index that would change",
                PlanNodes.model(merge, indexed),
                ours,
                PlanEngine.shape(List.of(
                        engine.column("id", Type.BIGINT), engine.columns().get(1))));
        add(
                engine,
                golden,
                "incremental with an index beside a change",
                PlanNodes.model(
                        PlanNodes.incremental(PlanNodes.merge(), OnSchemaChange.SYNC_ALL_COLUMNS, "id"), indexed),
                ours,
                PlanEngine.shape(List.of(engine.columns().get(0), engine.column("city", Type.TEXT))));
        Node.Build encoded =
                PlanNodes.laidOut(Map.of("encode", Map.of("NAME", "text255"), "sort_type", "auto", "backup", false));
        Node.Build encodedByEngine = PlanNodes.laidOut(Map.of("encode", "auto", "dist", "even", "sort", List.of("id")));
        add(
                engine,
                golden,
                "table with encodings",
                PlanNodes.model(table, encoded),
                ours,
                PlanEngine.shape(engine.columns()));
        add(
                engine,
                golden,
                "table with encodings of the engine's choice",
                PlanNodes.model(table, encodedByEngine),
                ours,
                PlanEngine.shape(engine.columns()));
        add(
                engine,
                golden,
                "incremental with encodings that gets longer texts",
                PlanNodes.model(merge, encoded),
                ours,
                PlanEngine.shape(List.of(engine.columns().get(0), engine.column("name", Type.LONGER_TEXT))));
        add(
                engine,
                golden,
                "incremental with a contract whose key gets longer texts",
                PlanNodes.model(
                        merge,
                        PlanNodes.promising(
                                List.of(
                                        PlanNodes.column("id", "int", ""),
                                        PlanNodes.column(
                                                "name",
                                                "varchar(80)",
                                                "",
                                                PlanNodes.constraint(Constraint.Kind.UNIQUE, ""))),
                                List.of())),
                ours,
                PlanEngine.shape(List.of(
                        engine.columns().get(0),
                        engine.column("name", Type.LONGER_TEXT),
                        engine.column("declared 1", Type.INTEGER),
                        engine.column("declared 2", Type.LONGER_TEXT))));
        add(
                engine,
                golden,
                "incremental with a query group",
                PlanNodes.model(
                        PlanNodes.incremental(new IncrementalStrategy.Append(), OnSchemaChange.IGNORE),
                        PlanNodes.laidOut(Map.of("query_group", "night's"))),
                ours,
                PlanEngine.shape(engine.columns()));
        add(
                engine,
                golden,
                "incremental that brings a tenth of the table",
                PlanNodes.model(PlanNodes.incremental(new IncrementalStrategy.Append(), OnSchemaChange.IGNORE)),
                ours,
                PlanEngine.counted(engine.columns(), Map.of("batch_rows", 10_000, "table_rows", 100_000)));
        add(
                engine,
                golden,
                "incremental that brings less than a tenth of the table",
                PlanNodes.model(PlanNodes.incremental(new IncrementalStrategy.Append(), OnSchemaChange.IGNORE)),
                ours,
                PlanEngine.counted(engine.columns(), Map.of("batch_rows", 10_000, "table_rows", 100_001)));
        List<CatalogColumn> keyed = List.of(
                engine.column("day", Type.DATE),
                engine.column("flag", Type.BOOLEAN),
                engine.column("at", Type.TIMESTAMP),
                engine.column("name", Type.TEXT));
        golden.add(
                "null keys of many types",
                engine.planned(
                        PlanNodes.compiled(
                                PlanNodes.model(new Incremental(
                                        new IncrementalStrategy.Merge(PlanNodes.names("name"), List.of()),
                                        PlanNodes.names("day", "flag", "at"),
                                        NullKeys.ALLOWED,
                                        OnSchemaChange.IGNORE,
                                        List.of("DBT_INTERNAL_DEST.day > date '2026-01-01'"))),
                                QUERY),
                        ours,
                        keyed,
                        PlanEngine.shape(keyed)));
        add(
                engine,
                golden,
                "materialized view with a layout",
                PlanNodes.model(
                        new Materialization.MaterializedView(),
                        PlanNodes.laidOut(Map.of(
                                "auto_refresh", true, "dist", "id", "sort", List.of("id", "name"), "backup", false))),
                ours,
                PlanEngine.shape(engine.columns()));
        add(
                engine,
                golden,
                "materialized view",
                PlanNodes.model(new Materialization.MaterializedView()),
                ours,
                PlanEngine.shape(engine.columns()));
        add(
                engine,
                golden,
                "incremental that allows null keys",
                PlanNodes.model(new Incremental(
                        new IncrementalStrategy.DeleteInsert(),
                        PlanNodes.names("id", "name"),
                        NullKeys.ALLOWED,
                        OnSchemaChange.IGNORE,
                        List.of("DBT_INTERNAL_DEST.id > 10", "true or false"))),
                ours,
                PlanEngine.shape(engine.columns()));
        add(
                engine,
                golden,
                "merge of null keys that updates nothing",
                PlanNodes.model(new Incremental(
                        new IncrementalStrategy.Merge(List.of(), PlanNodes.names("NAME")),
                        PlanNodes.names("id"),
                        NullKeys.ALLOWED,
                        OnSchemaChange.IGNORE,
                        List.of("DBT_INTERNAL_DEST.id > 10"))),
                ours,
                PlanEngine.shape(engine.columns()));
        add(
                engine,
                golden,
                "merge of a column that is none",
                PlanNodes.model(PlanNodes.incremental(
                        new IncrementalStrategy.Merge(PlanNodes.names("nam"), List.of()), OnSchemaChange.IGNORE, "id")),
                ours,
                PlanEngine.shape(engine.columns()));
        add(
                engine,
                golden,
                "insert overwrite by a column that is none",
                overwriting("nam"),
                ours,
                PlanEngine.shape(engine.columns()));
        add(
                engine,
                golden,
                "insert overwrite by a column that the table lacks",
                overwriting("day"),
                ours,
                PlanEngine.shape(List.of(engine.columns().get(0), engine.column("day", Type.DATE))));
        add(
                engine,
                golden,
                "insert overwrite with an empty batch",
                overwriting("name"),
                ours,
                PlanEngine.counted(engine.columns(), Map.of("batch_rows", 0, "table_rows", 50)));
        add(
                engine,
                golden,
                "first insert overwrite by a column that is none",
                overwriting("nam"),
                new Situation(Published.ABSENT, Set.of(), GateMode.OPEN, Rebuild.AS_NEEDED),
                PlanEngine.shape(engine.columns()));
        add(
                engine,
                golden,
                "external",
                PlanNodes.model(new Materialization.External("out/*.parquet", "parquet")),
                ours,
                PlanEngine.shape(engine.columns()));
        add(
                engine,
                golden,
                "own materialization",
                PlanNodes.model(new Materialization.Custom("cube"), promising),
                ours,
                asPromised);
        List<CatalogColumn> history = new ArrayList<>(engine.columns());
        history.addAll(engine.meta());
        SnapshotHistory byCheck =
                PlanNodes.history(new SnapshotStrategy.Check(List.of()), HardDeletes.INVALIDATE, "id");
        golden.add(
                "snapshot of a wider type",
                engine.planned(
                        PlanNodes.compiled(PlanNodes.snapshot(byCheck), QUERY),
                        ours,
                        history,
                        PlanEngine.shape(List.of(
                                engine.column("id", Type.BIGINT),
                                engine.columns().get(1),
                                engine.column("city", Type.TEXT)))));
        golden.add(
                "first snapshot with encodings",
                engine.planned(
                        PlanNodes.compiled(PlanNodes.snapshot(byCheck, encoded), QUERY),
                        new Situation(Published.ABSENT, Set.of(), GateMode.OPEN, Rebuild.AS_NEEDED),
                        history,
                        PlanEngine.shape(engine.columns())));
        golden.compare();
    }

    private static Node.Model overwriting(String partition) {
        return PlanNodes.model(PlanNodes.incremental(
                new IncrementalStrategy.InsertOverwrite(PlanNodes.names(partition)), OnSchemaChange.IGNORE));
    }

    private static void add(
            PlanEngine engine, GoldenPlans golden, String name, Node.Model model, Situation situation, Shape shape) {
        golden.add(name, engine.planned(PlanNodes.compiled(model, QUERY), situation, engine.columns(), shape));
    }

    @ParameterizedTest
    @EnumSource
    void hooks(PlanEngine engine) {
        GoldenPlans golden = new GoldenPlans(engine, "hooks");
        Situation gated = new Situation(Published.OUR_TABLE, Set.of(), GateMode.GATED, Rebuild.AS_NEEDED);
        Situation open = new Situation(Published.OUR_VIEW, Set.of(), GateMode.OPEN, Rebuild.AS_NEEDED);
        Node.Build documented = PlanNodes.documented(List.of(PlanNodes.column("id", "", "The key")));
        for (Materialization one : List.of(
                new Materialization.Table(),
                new Materialization.View(),
                PlanNodes.incremental(PlanNodes.merge(), OnSchemaChange.IGNORE, "id"))) {
            for (Situation situation : List.of(gated, open)) {
                String name = one.word() + ", " + situation;
                golden.add(
                        name,
                        engine.planned(
                                PlanNodes.hooked(PlanNodes.model(one), QUERY),
                                situation,
                                engine.columns(),
                                PlanEngine.shape(engine.columns())));
                golden.add(
                        name + ", described",
                        engine.planned(
                                PlanNodes.hooked(PlanNodes.model(one, documented), QUERY),
                                situation,
                                engine.columns(),
                                PlanEngine.shape(engine.columns())));
            }
        }
        golden.compare();
    }

    @ParameterizedTest
    @EnumSource
    void snapshotsByTimeWithEveryOption(PlanEngine engine) {
        List<CatalogColumn> rows = List.of(
                engine.column("id", Type.INTEGER),
                engine.column("line", Type.INTEGER),
                engine.column("updated_at", Type.TIMESTAMP));
        List<CatalogColumn> table = new ArrayList<>(rows);
        table.addAll(engine.meta());
        GoldenPlans golden = new GoldenPlans(engine, "snapshot_timestamp");
        for (HardDeletes deletes : HardDeletes.values()) {
            SnapshotHistory history = new SnapshotHistory(
                    new SnapshotStrategy.Timestamp(new ColumnName("updated_at")),
                    PlanNodes.names("id", "line"),
                    PlanNodes.META,
                    deletes,
                    Optional.of("timestamp '1900-01-01'"),
                    Optional.of("timestamp '9999-12-31'"),
                    "Europe/Vienna",
                    Optional.of(0.25));
            for (Published published : Arrays.asList(Published.ABSENT, Published.OUR_TABLE, Published.ADOPTED_TABLE)) {
                Situation situation = new Situation(published, Set.of(), GateMode.GATED, Rebuild.AS_NEEDED);
                CompiledNode node = PlanNodes.compiled(PlanNodes.snapshot(history), QUERY);
                golden.add(
                        deletes.name().toLowerCase(Locale.ROOT) + ", " + situation,
                        engine.planned(node, situation, table, PlanEngine.shape(rows)));
            }
        }
        golden.compare();
    }
}
