package dev.ashlar.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.Constraint;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.plan.PlanContext.Rebuild;
import dev.ashlar.plan.PlanEngine.Type;
import dev.ashlar.plan.Situation.Published;
import dev.ashlar.report.CatalogColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a build costs on Redshift, where commits queue cluster-wide: counted in the plan. The manual has the same figures. */
class RedshiftCountsTest {
    private static final PlanEngine ENGINE = PlanEngine.REDSHIFT;

    /** @param transactions those that begin and commit; other statements commit by themselves */
    private record Counts(int statements, int transactions, int commits) {}

    /** @param table columns of the published relation; the shape is what the query gives */
    private record Case(
            String name, Node node, Published published, List<CatalogColumn> table, Shape shape, Counts counts) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case model(String name, Materialization materialization, Published published, Counts counts) {
        return new Case(name, PlanNodes.model(materialization), published, ENGINE.columns(), plain(), counts);
    }

    private static Shape plain() {
        return PlanEngine.shape(ENGINE.columns());
    }

    private static Materialization merging(OnSchemaChange policy) {
        return PlanNodes.incremental(PlanNodes.merge(), policy, "id");
    }

    static Stream<Case> cases() {
        Materialization table = new Materialization.Table();
        Materialization view = new Materialization.View();
        Materialization append = PlanNodes.incremental(new IncrementalStrategy.Append(), OnSchemaChange.IGNORE);
        Materialization replacing =
                PlanNodes.incremental(new IncrementalStrategy.DeleteInsert(), OnSchemaChange.IGNORE, "id");
        Node.Build promising = PlanNodes.promising(
                List.of(
                        PlanNodes.column("id", "int", "", PlanNodes.constraint(Constraint.Kind.NOT_NULL, "")),
                        PlanNodes.column("name", "varchar(40)", "")),
                List.of());
        Shape promised = PlanEngine.shape(List.of(
                ENGINE.columns().get(0),
                ENGINE.columns().get(1),
                ENGINE.column("declared 1", Type.INTEGER),
                ENGINE.column("declared 2", Type.TEXT)));
        List<CatalogColumn> history = new ArrayList<>(ENGINE.columns());
        history.addAll(ENGINE.meta());
        Node snapshot = PlanNodes.snapshot(
                PlanNodes.history(new SnapshotStrategy.Check(List.of()), HardDeletes.INVALIDATE, "id"));
        Shape living = PlanEngine.shape(ENGINE.columns());
        return Stream.of(
                model("table", table, Published.OUR_TABLE, new Counts(6, 1, 2)),
                model("incremental, built anew", append, Published.OUR_VIEW, new Counts(6, 1, 2)),
                new Case(
                        "table with a contract",
                        PlanNodes.model(table, promising),
                        Published.OUR_TABLE,
                        ENGINE.columns(),
                        promised,
                        new Counts(11, 2, 2)),
                new Case(
                        "table with encodings",
                        PlanNodes.model(table, PlanNodes.laidOut(Map.of("encode", Map.of("name", "zstd")))),
                        Published.OUR_TABLE,
                        ENGINE.columns(),
                        plain(),
                        new Counts(11, 2, 2)),
                new Case(
                        "table with a query group",
                        PlanNodes.model(table, PlanNodes.laidOut(Map.of("query_group", "night"))),
                        Published.OUR_TABLE,
                        ENGINE.columns(),
                        plain(),
                        new Counts(7, 1, 2)),
                model("view", view, Published.OUR_VIEW, new Counts(6, 1, 2)),
                model("append", append, Published.OUR_TABLE, new Counts(6, 1, 2)),
                model("merge", merging(OnSchemaChange.IGNORE), Published.OUR_TABLE, new Counts(6, 1, 2)),
                model("delete+insert", replacing, Published.OUR_TABLE, new Counts(7, 1, 2)),
                new Case(
                        "append of a tenth of the table",
                        PlanNodes.model(append),
                        Published.OUR_TABLE,
                        ENGINE.columns(),
                        PlanEngine.counted(ENGINE.columns(), Map.of("batch_rows", 20_000, "table_rows", 100_000)),
                        new Counts(7, 1, 2)),
                new Case(
                        "append of few rows that are most of the table",
                        PlanNodes.model(append),
                        Published.OUR_TABLE,
                        ENGINE.columns(),
                        PlanEngine.counted(ENGINE.columns(), Map.of("batch_rows", 9_999, "table_rows", 9_999)),
                        new Counts(6, 1, 2)),
                new Case(
                        "merge of longer texts",
                        PlanNodes.model(merging(OnSchemaChange.IGNORE)),
                        Published.OUR_TABLE,
                        ENGINE.columns(),
                        PlanEngine.shape(List.of(ENGINE.columns().get(0), ENGINE.column("name", Type.LONGER_TEXT))),
                        new Counts(7, 1, 3)),
                new Case(
                        "merge of a wider type",
                        PlanNodes.model(merging(OnSchemaChange.IGNORE)),
                        Published.OUR_TABLE,
                        ENGINE.columns(),
                        PlanEngine.shape(List.of(
                                ENGINE.column("id", Type.BIGINT),
                                ENGINE.columns().get(1))),
                        new Counts(12, 2, 3)),
                new Case("snapshot", snapshot, Published.OUR_TABLE, history, living, new Counts(11, 1, 4)),
                new Case(
                        "seed",
                        PlanNodes.seed(PlanNodes.build(PlanNodes.ORDERS)),
                        Published.OUR_TABLE,
                        ENGINE.columns(),
                        plain(),
                        new Counts(10, 2, 2)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aBuildThatTestsGateCostsWhatTheManualSays(Case one) {
        assertThat(counts(steps(one, GateMode.GATED))).isEqualTo(one.counts());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void testsThatGateCostNoStatementAndNoCommit(Case one) {
        if (one.node() instanceof Node.Model model && model.materialization() instanceof Materialization.View) {
            assertThat(counts(steps(one, GateMode.OPEN))).isEqualTo(new Counts(4, 1, 1));
            return;
        }
        assertThat(counts(steps(one, GateMode.OPEN))).isEqualTo(one.counts());
    }

    private enum Way {
        APPEND(new IncrementalStrategy.Append()),
        MERGE(PlanNodes.merge()),
        DELETE_INSERT(new IncrementalStrategy.DeleteInsert());

        @SuppressWarnings("ImmutableEnumChecker") // a record of immutable lists
        private final IncrementalStrategy strategy;

        Way(IncrementalStrategy strategy) {
            this.strategy = strategy;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIncrementTouchesThePublishedTableInOneTransaction(Way way) {
        Materialization increment = PlanNodes.incremental(way.strategy, OnSchemaChange.IGNORE, "id");
        List<Statement> all =
                statements(steps(model("", increment, Published.OUR_TABLE, new Counts(0, 0, 0)), GateMode.GATED));
        int begin = all.indexOf(new TransactionStatement.Begin());
        assertThat(all.subList(0, begin)).singleElement().isInstanceOf(RelationStatement.CreateTemporaryTableAs.class);
        assertThat(all.get(all.size() - 1)).isEqualTo(new TransactionStatement.Commit());
        assertThat(all.get(all.size() - 2)).isInstanceOf(MarkerStatement.RecordMarker.class);
    }

    private static List<Step> steps(Case one, GateMode gate) {
        Situation situation = new Situation(one.published(), Set.of(), gate, Rebuild.AS_NEEDED);
        CompiledNode node = one.node() instanceof Node.Seed
                ? CompiledNode.bare(one.node())
                : PlanNodes.compiled(one.node(), "select id, name from shop.raw_orders");
        RelationState state = situation.state(one.node().id(), node.checksum(), one.table());
        PlanContext context = situation.context(ENGINE);
        if (one.node() instanceof Node.Seed)
            return Planners.seed(node, one.table(), state, context).steps();
        Plan plan = Planners.begin(node, state, context);
        List<Step> steps = new ArrayList<>(plan.steps());
        while (plan.asksForShape()) {
            Shape found = new Shape(one.shape().columns(), PlanText.answers(plan, one.shape()));
            plan = Planners.proceed(node, state, context, found);
            steps.addAll(plan.steps());
        }
        return steps;
    }

    private static List<Statement> statements(List<Step> steps) {
        List<Statement> statements = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Stage stage) statements.addAll(stage.statements());
            if (step instanceof Step.Publish publish) statements.addAll(publish.statements());
        }
        return statements;
    }

    private static Counts counts(List<Step> steps) {
        int transactions = 0;
        int commits = 0;
        boolean open = false;
        List<Statement> statements = statements(steps);
        for (Statement statement : statements) {
            if (statement instanceof TransactionStatement.Begin) {
                open = true;
                transactions++;
            } else if (statement instanceof TransactionStatement.Commit) {
                open = false;
                commits++;
            } else if (!open && !(statement instanceof TransactionStatement.SetQueryGroup)) {
                commits++;
            }
        }
        return new Counts(statements.size(), transactions, commits);
    }
}
