package dev.ashlar.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.NamesOnly.Entry;
import dev.ashlar.plan.RelationState.Adoption;
import dev.ashlar.plan.Situation.Published;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds in every state a node can be found in, whatever it is. */
class EveryStateTest {
    private static final List<CatalogColumn> ROWS = List.of(CatalogColumn.of("id", "INTEGER"));
    private static final List<CatalogColumn> COLUMNS = List.of(
            ROWS.get(0),
            CatalogColumn.of("valid_from", "TIMESTAMP"),
            CatalogColumn.of("valid_to", "TIMESTAMP"),
            CatalogColumn.of("is_current", "BOOLEAN"),
            CatalogColumn.of("scd_id", "VARCHAR"),
            CatalogColumn.of("scd_updated_at", "TIMESTAMP"));

    static Stream<Node> nodes() {
        return Stream.of(
                PlanNodes.model(new Materialization.View()),
                PlanNodes.model(new Materialization.Table()),
                PlanNodes.model(PlanNodes.incremental(new IncrementalStrategy.Append(), OnSchemaChange.IGNORE)),
                PlanNodes.model(PlanNodes.incremental(PlanNodes.merge(), OnSchemaChange.IGNORE, "id")),
                PlanNodes.model(
                        PlanNodes.incremental(new IncrementalStrategy.DeleteInsert(), OnSchemaChange.IGNORE, "id")),
                PlanNodes.snapshot(
                        PlanNodes.history(new SnapshotStrategy.Check(List.of()), HardDeletes.INVALIDATE, "id")),
                PlanNodes.seed(PlanNodes.build(PlanNodes.ORDERS)));
    }

    /** Steps of one run; asked plan by plan. */
    private record Run(Node node, RelationState state, PlanContext context) {
        List<Step> steps() {
            if (node instanceof Node.Seed) {
                return Planners.seed(CompiledNode.bare(node), ROWS, state, context)
                        .steps();
            }
            CompiledNode compiled = PlanNodes.compiled(node, "select 1 as id");
            Plan first = Planners.begin(compiled, state, context);
            List<Step> steps = new ArrayList<>(first.steps());
            if (first.asksForShape()) {
                // an adopted incremental is compared with the columns its table has, whatever these tests call them
                boolean adds = node instanceof Node.Model;
                Shape shape = new Shape(adds ? COLUMNS : ROWS, Map.of());
                steps.addAll(Planners.proceed(compiled, state, context, shape).steps());
            }
            return steps;
        }
    }

    private static Run run(Node node, Situation situation) {
        return new Run(node, situation.state(node.id(), COLUMNS), situation.context());
    }

    private static boolean refused(Node node, Situation situation) {
        boolean noHistory = node instanceof Node.Snapshot
                && (situation.published() == Published.OUR_VIEW || situation.published() == Published.ADOPTED_VIEW);
        return situation.published() == Published.UNKNOWN_TABLE || situation.strange() || noHistory;
    }

    private static List<Situation> buildable(Node node) {
        return Situation.all().stream().filter(s -> !refused(node, s)).toList();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void whatIsNotOursIsRefusedByNameWithARemedy(Node node) {
        for (Situation situation : Situation.all()) {
            if (!refused(node, situation)) continue;
            assertThatThrownBy(() -> run(node, situation).steps())
                    .as("%s", situation)
                    .isInstanceOf(DiagnosticException.class)
                    .hasMessageStartingWith("models/orders.sql:1:1 Cannot build ")
                    .hasMessageContaining("shop.orders")
                    .hasMessageContaining("rop");
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void aGoodRunPublishesAndLeavesNothingButWhatIsNotOurs(Node node) {
        for (Situation situation : buildable(node)) {
            Run run = run(node, situation);
            NamesOnly names = NamesOnly.of(run.state());
            for (Step step : run.steps()) statements(step).forEach(names::run);
            assertPublished(names, situation);
        }
    }

    private static void assertPublished(NamesOnly names, Situation situation) {
        assertThat(names.inTransaction()).as("%s", situation).isFalse();
        Map<dev.ashlar.manifest.RelationName, Entry> relations = names.relations();
        assertThat(relations.get(PlanNodes.ORDERS).origin())
                .as("%s", situation)
                .matches("built.*|published, written.*");
        assertThat(relations).as("%s", situation).doesNotContainKeys(Situation.CANDIDATE, Situation.FAILED);
        boolean foreignOld = situation.traces().contains(Situation.Trace.FOREIGN_OLD);
        boolean kept =
                situation.adopted() && !relations.get(PlanNodes.ORDERS).origin().startsWith("published");
        if (foreignOld) assertThat(relations).containsEntry(Situation.OLD, new Entry(Kind.TABLE, "stranger"));
        else if (kept) assertThat(relations.get(Situation.OLD).origin()).isEqualTo("published");
        else assertThat(relations).doesNotContainKey(Situation.OLD);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void aGateThatFailsLeavesThePublishedAsItWasAndKeepsWhatFailed(Node node) {
        for (Situation situation : buildable(node)) {
            Run run = run(node, situation);
            List<Step> steps = run.steps();
            for (int at = 0; at < steps.size(); at++) {
                if (!(steps.get(at) instanceof Step.Check check)) continue;
                NamesOnly names = NamesOnly.of(run.state());
                Entry before = names.relations().get(PlanNodes.ORDERS);
                for (Step step : steps.subList(0, at)) statements(step).forEach(names::run);
                check.onFailure().forEach(names::run);
                assertThat(names.inTransaction()).isFalse();
                assertThat(names.relations().get(PlanNodes.ORDERS))
                        .as("%s", situation)
                        .isEqualTo(before);
                assertThat(names.relations().get(Situation.FAILED).origin())
                        .as("%s", situation)
                        .isEqualTo("built");
                assertThat(names.relations()).doesNotContainKey(Situation.CANDIDATE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void aRunKilledAnywhereIsFinishedByTheNext(Node node) {
        for (Situation situation : buildable(node)) {
            Run run = run(node, situation);
            List<Statement> all =
                    run.steps().stream().flatMap(s -> statements(s).stream()).toList();
            for (int kill = 0; kill <= all.size(); kill++) {
                NamesOnly names = NamesOnly.of(run.state());
                all.subList(0, kill).forEach(names::run);
                NamesOnly after = names.killed();
                Entry published = after.relations().get(PlanNodes.ORDERS);
                if (situation.published() != Published.ABSENT) {
                    assertThat(published).as("%s killed at %s", situation, kill).isNotNull();
                }
                Adoption adoption = situation.adopted() ? Adoption.ALLOWED : Adoption.REFUSED;
                RelationState next = after.state(node.id(), adoption, COLUMNS);
                for (Step step : new Run(node, next, run.context()).steps()) {
                    statements(step).forEach(after::run);
                }
                assertPublished(after, situation);
            }
        }
    }

    private static List<Statement> statements(Step step) {
        return switch (step) {
            case Step.Stage stage -> stage.statements();
            case Step.Publish publish -> publish.statements();
            case Step.LoadRows load -> List.of();
            case Step.Read read -> List.of();
            case Step.Check check -> List.of();
        };
    }
}
