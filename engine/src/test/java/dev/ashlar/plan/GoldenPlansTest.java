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
import dev.ashlar.plan.Situation.Published;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.QueryResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole plans, for every state that a node can be found in. */
class GoldenPlansTest {
    private static final String QUERY = "select id, name from shop.raw";
    private static final List<CatalogColumn> COLUMNS =
            List.of(CatalogColumn.of("id", "INTEGER"), CatalogColumn.of("name", "VARCHAR"));
    private static final List<CatalogColumn> META = List.of(
            CatalogColumn.of("valid_from", "TIMESTAMP"),
            CatalogColumn.of("valid_to", "TIMESTAMP"),
            CatalogColumn.of("is_current", "BOOLEAN"),
            CatalogColumn.of("scd_id", "VARCHAR"),
            CatalogColumn.of("scd_updated_at", "TIMESTAMP"));

    private enum Strategy {
        APPEND(new IncrementalStrategy.Append()),
        MERGE(PlanNodes.merge()),
        DELETE_INSERT(new IncrementalStrategy.DeleteInsert());

        @SuppressWarnings("ImmutableEnumChecker") // a record of immutable lists
        private final IncrementalStrategy strategy;

        Strategy(IncrementalStrategy strategy) {
            this.strategy = strategy;
        }
    }

    private static String text(CompiledNode node, Situation situation, List<CatalogColumn> table, Shape shape) {
        RelationState state = situation.state(node.node().id(), table);
        PlanContext context = situation.context();
        return PlanText.of(
                () -> Planners.begin(node, state, context), s -> Planners.proceed(node, state, context, s), shape);
    }

    private static Shape shape(List<CatalogColumn> columns) {
        return new Shape(columns, Map.of());
    }

    private static Shape counted(List<CatalogColumn> columns, Map<String, Integer> answers) {
        Map<String, QueryResult> results = new HashMap<>();
        answers.forEach((question, number) ->
                results.put(question, new QueryResult(List.of(), List.of(List.<Object>of(number)))));
        return new Shape(columns, results);
    }

    private static void compareStates(String folder, Node node, List<CatalogColumn> table) {
        GoldenPlans golden = new GoldenPlans(folder);
        for (Situation situation : Situation.ofOneself()) {
            golden.add(situation.toString(), text(PlanNodes.compiled(node, QUERY), situation, table, shape(COLUMNS)));
        }
        golden.compare();
    }

    @Test
    void views() {
        compareStates("view", PlanNodes.model(new Materialization.View()), COLUMNS);
    }

    @Test
    void tables() {
        compareStates("table", PlanNodes.model(new Materialization.Table()), COLUMNS);
    }

    @ParameterizedTest
    @EnumSource
    void incrementals(Strategy strategy) {
        compareStates(
                "incremental_" + strategy.name().toLowerCase(Locale.ROOT),
                PlanNodes.model(PlanNodes.incremental(strategy.strategy, OnSchemaChange.IGNORE, "id")),
                COLUMNS);
    }

    @Test
    void snapshotsByCheck() {
        List<CatalogColumn> table = new ArrayList<>(COLUMNS);
        table.addAll(META);
        SnapshotHistory history =
                PlanNodes.history(new SnapshotStrategy.Check(List.of()), HardDeletes.NEW_RECORD, "id");
        compareStates("snapshot_check", PlanNodes.snapshot(history), table);
    }

    @Test
    void seeds() {
        GoldenPlans golden = new GoldenPlans("seed");
        CompiledNode seed = CompiledNode.bare(PlanNodes.seed(PlanNodes.build(PlanNodes.ORDERS)));
        for (Situation situation : Situation.ofOneself()) {
            RelationState state = situation.state(seed.node().id(), COLUMNS);
            golden.add(
                    situation.toString(),
                    PlanText.of(
                            () -> Planners.seed(seed, COLUMNS, state, situation.context()),
                            s -> {
                                throw new AssertionError("A seed asks for no shape");
                            },
                            shape(COLUMNS)));
        }
        golden.compare();
    }

    @Test
    void changesOfTheSchema() {
        Map<String, List<CatalogColumn>> rows = new java.util.LinkedHashMap<>();
        rows.put("same", COLUMNS);
        rows.put("narrower type", List.of(CatalogColumn.of("id", "SMALLINT"), CatalogColumn.of("name", "VARCHAR")));
        rows.put("new column", List.of(COLUMNS.get(0), COLUMNS.get(1), CatalogColumn.of("city", "VARCHAR")));
        rows.put("column gone", List.of(COLUMNS.get(0)));
        rows.put("wider type", List.of(CatalogColumn.of("id", "BIGINT"), CatalogColumn.of("name", "VARCHAR")));
        rows.put("other type", List.of(CatalogColumn.of("id", "INTEGER"), CatalogColumn.of("name", "INTEGER")));
        rows.put("spelled otherwise", List.of(CatalogColumn.of("ID", "int4"), CatalogColumn.of("Name", "text")));
        GoldenPlans golden = new GoldenPlans("incremental_schema_change");
        for (OnSchemaChange policy : OnSchemaChange.values()) {
            for (Published published : List.of(Published.OUR_TABLE, Published.ADOPTED_TABLE)) {
                Situation situation = new Situation(published, Set.of(), GateMode.GATED, Rebuild.AS_NEEDED);
                rows.forEach((name, columns) -> golden.add(
                        policy.name().toLowerCase(Locale.ROOT) + ", " + name + ", " + situation,
                        text(
                                PlanNodes.compiled(
                                        PlanNodes.model(PlanNodes.incremental(PlanNodes.merge(), policy, "id")), QUERY),
                                situation,
                                COLUMNS,
                                shape(columns))));
            }
        }
        golden.compare();
    }

    @Test
    void whatElseMayBeSaidOfANode() {
        GoldenPlans golden = new GoldenPlans("options");
        Situation ours = new Situation(Published.OUR_TABLE, Set.of(), GateMode.GATED, Rebuild.AS_NEEDED);
        Situation open = new Situation(Published.OUR_VIEW, Set.of(), GateMode.OPEN, Rebuild.AS_NEEDED);
        Shape asPromised = shape(List.of(
                COLUMNS.get(0),
                COLUMNS.get(1),
                CatalogColumn.of("declared 1", "INTEGER"),
                CatalogColumn.of("declared 2", "VARCHAR")));
        Shape broken = shape(List.of(
                CatalogColumn.of("name", "DATE"),
                CatalogColumn.of("extra", "DATE"),
                CatalogColumn.of("declared 1", "INTEGER"),
                CatalogColumn.of("declared 2", "VARCHAR")));
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

        add(golden, "table with a contract", PlanNodes.model(table, promising), ours, asPromised);
        add(golden, "table that breaks its contract", PlanNodes.model(table, promising), ours, broken);
        add(golden, "view with a contract", PlanNodes.model(view, promising), open, asPromised);
        add(golden, "incremental with a contract", PlanNodes.model(merge, promising), ours, asPromised);
        add(golden, "table with descriptions", PlanNodes.model(table, documented), ours, shape(COLUMNS));
        add(golden, "view with descriptions", PlanNodes.model(view, documented), open, shape(COLUMNS));
        add(golden, "incremental with descriptions", PlanNodes.model(merge, documented), ours, shape(COLUMNS));
        add(golden, "table with an index", PlanNodes.model(table, indexed), ours, shape(COLUMNS));
        add(
                golden,
                "incremental with an index that would change",
                PlanNodes.model(merge, indexed),
                ours,
                shape(List.of(CatalogColumn.of("id", "BIGINT"), COLUMNS.get(1))));
        add(
                golden,
                "incremental with an index beside a change",
                PlanNodes.model(
                        PlanNodes.incremental(PlanNodes.merge(), OnSchemaChange.SYNC_ALL_COLUMNS, "id"), indexed),
                ours,
                shape(List.of(COLUMNS.get(0), CatalogColumn.of("city", "VARCHAR"))));
        add(golden, "materialized view", PlanNodes.model(new Materialization.MaterializedView()), ours, shape(COLUMNS));
        add(
                golden,
                "incremental that allows null keys",
                PlanNodes.model(new Incremental(
                        new IncrementalStrategy.DeleteInsert(),
                        PlanNodes.names("id", "name"),
                        NullKeys.ALLOWED,
                        OnSchemaChange.IGNORE,
                        List.of("DBT_INTERNAL_DEST.id > 10", "true or false"))),
                ours,
                shape(COLUMNS));
        add(
                golden,
                "merge of null keys that updates nothing",
                PlanNodes.model(new Incremental(
                        new IncrementalStrategy.Merge(List.of(), PlanNodes.names("NAME")),
                        PlanNodes.names("id"),
                        NullKeys.ALLOWED,
                        OnSchemaChange.IGNORE,
                        List.of("DBT_INTERNAL_DEST.id > 10"))),
                ours,
                shape(COLUMNS));
        add(
                golden,
                "merge of a column that is none",
                PlanNodes.model(PlanNodes.incremental(
                        new IncrementalStrategy.Merge(PlanNodes.names("nam"), List.of()), OnSchemaChange.IGNORE, "id")),
                ours,
                shape(COLUMNS));
        add(
                golden,
                "insert overwrite",
                PlanNodes.model(PlanNodes.incremental(
                        new IncrementalStrategy.Named("insert_overwrite", Map.of()), OnSchemaChange.IGNORE)),
                ours,
                shape(COLUMNS));
        add(
                golden,
                "external",
                PlanNodes.model(new Materialization.External("out/*.parquet", "parquet")),
                ours,
                shape(COLUMNS));
        add(golden, "own materialization", PlanNodes.model(new Materialization.Custom("cube")), ours, shape(COLUMNS));
        golden.compare();
    }

    private static void add(GoldenPlans golden, String name, Node.Model model, Situation situation, Shape shape) {
        golden.add(name, text(PlanNodes.compiled(model, QUERY), situation, COLUMNS, shape));
    }

    @Test
    void hooks() {
        GoldenPlans golden = new GoldenPlans("hooks");
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
                        name, text(PlanNodes.hooked(PlanNodes.model(one), QUERY), situation, COLUMNS, shape(COLUMNS)));
                golden.add(
                        name + ", described",
                        text(
                                PlanNodes.hooked(PlanNodes.model(one, documented), QUERY),
                                situation,
                                COLUMNS,
                                shape(COLUMNS)));
            }
        }
        golden.compare();
    }

    @Test
    void snapshotsByTimeWithEveryOption() {
        List<CatalogColumn> rows = List.of(
                CatalogColumn.of("id", "INTEGER"),
                CatalogColumn.of("line", "INTEGER"),
                CatalogColumn.of("updated_at", "TIMESTAMP"));
        List<CatalogColumn> table = new ArrayList<>(rows);
        table.addAll(META);
        GoldenPlans golden = new GoldenPlans("snapshot_timestamp");
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
                        text(node, situation, table, counted(rows, Map.of("living_keys", 10, "keys_gone", 1))));
            }
        }
        golden.compare();
    }
}
