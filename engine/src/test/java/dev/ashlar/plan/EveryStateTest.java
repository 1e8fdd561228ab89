package dev.ashlar.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.CdcDeletes;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.NamesOnly.Entry;
import dev.ashlar.plan.PlanEngine.Type;
import dev.ashlar.plan.RelationState.Adoption;
import dev.ashlar.plan.Situation.Published;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds in every state a node can be found in, whatever it is. */
class EveryStateTest {
    private static List<CatalogColumn> rows(PlanEngine engine, Node node) {
        CatalogColumn id = engine.column("id", Type.INTEGER);
        return isChangelog(node) ? List.of(id, engine.column("updated_at", Type.TIMESTAMP)) : List.of(id);
    }

    private static boolean isChangelog(Node node) {
        return node instanceof Node.Snapshot snapshot
                && snapshot.history().strategy() instanceof SnapshotStrategy.Changelog;
    }

    private static List<CatalogColumn> columns(PlanEngine engine, Node node) {
        List<CatalogColumn> columns = new ArrayList<>(rows(engine, node));
        columns.addAll(engine.meta());
        return columns;
    }

    static Stream<Arguments> cases() {
        return Arrays.stream(PlanEngine.values()).flatMap(engine -> nodes().map(node -> Arguments.of(engine, node)));
    }

    private static Stream<Node> nodes() {
        return Stream.of(
                PlanNodes.model(new Materialization.View()),
                PlanNodes.model(new Materialization.Table()),
                PlanNodes.model(new Materialization.MaterializedView()),
                PlanNodes.model(new Materialization.Custom("cube")),
                PlanNodes.model(
                        PlanNodes.incremental(new IncrementalStrategy.Custom("own"), OnSchemaChange.IGNORE, "id")),
                PlanNodes.model(PlanNodes.incremental(
                        new IncrementalStrategy.Custom("own"), OnSchemaChange.SYNC_ALL_COLUMNS, "id")),
                PlanNodes.model(PlanNodes.incremental(new IncrementalStrategy.Append(), OnSchemaChange.IGNORE)),
                PlanNodes.model(PlanNodes.incremental(PlanNodes.merge(), OnSchemaChange.IGNORE, "id")),
                PlanNodes.model(
                        PlanNodes.incremental(new IncrementalStrategy.DeleteInsert(), OnSchemaChange.IGNORE, "id")),
                PlanNodes.model(PlanNodes.incremental(
                        new IncrementalStrategy.InsertOverwrite(PlanNodes.names("id")), OnSchemaChange.IGNORE)),
                PlanNodes.model(PlanNodes.incremental(PlanNodes.microbatch("id"), OnSchemaChange.IGNORE)),
                PlanNodes.model(PlanNodes.incremental(PlanNodes.merge(), OnSchemaChange.SYNC_ALL_COLUMNS, "id")),
                PlanNodes.model(PlanNodes.incremental(
                        PlanNodes.cdc(CdcDeletes.HARD, "valid_from"), OnSchemaChange.IGNORE, "id")),
                PlanNodes.model(PlanNodes.incremental(
                        PlanNodes.cdc(CdcDeletes.HARD, "valid_from"), OnSchemaChange.SYNC_ALL_COLUMNS, "id")),
                PlanNodes.snapshot(PlanNodes.history(new SnapshotStrategy.Check(List.of()), HardDeletes.IGNORE, "id")),
                PlanNodes.snapshot(
                        PlanNodes.history(new SnapshotStrategy.Check(List.of()), HardDeletes.INVALIDATE, "id")),
                PlanNodes.snapshot(PlanNodes.history(PlanNodes.changelog(), HardDeletes.INVALIDATE, "id")),
                PlanNodes.seed(PlanNodes.build(PlanNodes.ORDERS)));
    }

    /** Those that follow changes of their columns find another type at every run. */
    private static boolean findsAnotherType(Node node, RelationState state) {
        if (state.ownership() == RelationState.Ownership.ADOPTED) return false;
        return switch (node) {
            case Node.Model model ->
                model.materialization() instanceof Materialization.Incremental incremental
                        && incremental.onSchemaChange() == OnSchemaChange.SYNC_ALL_COLUMNS;
            case Node.Snapshot snapshot -> snapshot.history().hardDeletes() == HardDeletes.IGNORE;
            default -> false;
        };
    }

    private static boolean isStream(Node node) {
        return node instanceof Node.Model model
                && model.materialization() instanceof Materialization.Incremental incremental
                && incremental.strategy() instanceof IncrementalStrategy.Cdc;
    }

    private static List<CatalogColumn> withOperation(PlanEngine engine, List<CatalogColumn> columns) {
        List<CatalogColumn> all = new ArrayList<>(columns);
        all.add(engine.column("op", Type.TEXT));
        return all;
    }

    private static List<CatalogColumn> ofAnotherType(List<CatalogColumn> columns) {
        return columns.stream()
                .map(c -> c.name().name().equals("id") ? new CatalogColumn(c.name(), "bigint", Optional.empty()) : c)
                .toList();
    }

    /** Steps of one run; asked plan by plan. */
    private record Run(PlanEngine engine, Node node, RelationState state, PlanContext context, Bindings bindings) {
        List<Step> steps() {
            List<Step> steps = new ArrayList<>();
            for (Portion portion : portions()) steps.addAll(steps(context.of(portion)));
            return steps;
        }

        /** A microbatch model is built of one batch. */
        private List<Portion> portions() {
            boolean batches = node instanceof Node.Model model
                    && model.materialization() instanceof Materialization.Incremental incremental
                    && incremental.strategy() instanceof IncrementalStrategy.Microbatch;
            if (!batches) return List.of(new Portion.Whole());
            TimeInterval day =
                    new TimeInterval(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-02T00:00:00Z"));
            return Planners.adds((Node.Model) node, state, context.rebuild())
                    ? List.of(new Portion.Batch(day, Portion.Place.ONLY, Portion.Entry.WRITTEN))
                    : List.of(
                            new Portion.FirstOfTable(day, Portion.Entry.WRITTEN),
                            new Portion.Table(day, Portion.Entry.WRITTEN, Optional.empty()));
        }

        private List<Step> steps(PlanContext context) {
            CompiledNode compiled = compiled(node);
            Plan plan = node instanceof Node.Seed
                    ? Planners.seed(compiled, rows(engine, node), state, context)
                    : Planners.begin(compiled, state, context);
            List<Step> steps = new ArrayList<>(plan.steps());
            while (plan.asksForShape()) {
                // an adopted incremental is compared with the columns its table has, whatever these tests call them
                boolean adds = node instanceof Node.Model || plan.bound().isPresent();
                List<CatalogColumn> columns =
                        adds && !(node instanceof Node.Snapshot) ? columns(engine, node) : rows(engine, node);
                if (findsAnotherType(node, state)) columns = ofAnotherType(columns);
                if (isStream(node)) columns = withOperation(engine, columns);
                Shape bare = PlanEngine.shape(columns);
                Shape shape = new Shape(
                        columns, PlanText.answers(plan, bare), plan.bound().map(bound -> bindings));
                plan = node instanceof Node.Seed
                        ? Planners.seeded(compiled, state, context, shape)
                        : Planners.proceed(compiled, state, context, shape);
                steps.addAll(plan.steps());
            }
            return steps;
        }
    }

    private static CompiledNode compiled(Node node) {
        return node instanceof Node.Seed ? CompiledNode.bare(node) : PlanNodes.compiled(node, "select 1 as id");
    }

    private static Run run(PlanEngine engine, Node node, Situation situation) {
        return new Run(
                engine,
                node,
                situation.state(node.id(), compiled(node).checksum(), columns(engine, node)),
                situation.context(engine),
                situation.bindings());
    }

    private static boolean refused(Node node, Situation situation) {
        boolean noHistory = node instanceof Node.Snapshot
                && situation.published().kind().filter(k -> k != Kind.TABLE).isPresent();
        return situation.published() == Published.UNKNOWN_TABLE || situation.strange() || noHistory;
    }

    private static List<Situation> buildable(PlanEngine engine, Node node) {
        Stream<Situation> beside = isStream(node) ? Situation.remembering().stream() : Stream.of();
        return Stream.concat(Situation.all(engine).stream(), beside)
                .filter(s -> !refused(node, s))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsNotOursIsRefusedByNameWithARemedy(PlanEngine engine, Node node) {
        for (Situation situation : Situation.all(engine)) {
            if (!refused(node, situation)) continue;
            assertThatThrownBy(() -> run(engine, node, situation).steps())
                    .as("%s", situation)
                    .isInstanceOf(DiagnosticException.class)
                    .hasMessageStartingWith("models/orders.sql:1:1 Cannot build ")
                    .hasMessageContaining("shop.orders")
                    .hasMessageContaining("rop");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aGoodRunPublishesAndLeavesNothingButWhatIsNotOurs(PlanEngine engine, Node node) {
        for (Situation situation : buildable(engine, node)) {
            Run run = run(engine, node, situation);
            NamesOnly names = NamesOnly.of(run.state(), engine, situation);
            for (Step step : run.steps()) statements(step).forEach(names::run);
            assertPublished(names, situation);
            assertThat(names.relations().containsKey(Situation.DELETED))
                    .as("%s", situation)
                    .isEqualTo(isStream(node));
        }
    }

    private static void assertPublished(NamesOnly names, Situation situation) {
        assertThat(names.inTransaction()).as("%s", situation).isFalse();
        Map<dev.ashlar.manifest.RelationName, Entry> relations = names.relations();
        assertThat(relations.get(PlanNodes.ORDERS).origin())
                .as("%s", situation)
                .matches("built.*|published, written.*");
        assertThat(relations)
                .as("%s", situation)
                .doesNotContainKeys(Situation.CANDIDATE, Situation.FAILED, Situation.REPLACED);
        assertThat(relations.keySet())
                .as("%s", situation)
                .containsAll(situation.bindings().views().stream()
                        .map(Bindings.BoundView::name)
                        .toList());
        assertThat(names.astray()).as("%s", situation).isEmpty();
        assertThat(relations).as("%s", situation).doesNotContainKeys(Situation.DELETED_NEW, Situation.DELETED_FAILED);
        boolean foreignOld = situation.traces().contains(Situation.Trace.FOREIGN_OLD);
        String origin = relations.get(PlanNodes.ORDERS).origin();
        // a table that was taken over where it stands is not kept, and a later run may make it anew and write to that
        boolean kept = switch (situation.published()) {
            case ADOPTED_TABLE -> origin.equals("built");
            case ADOPTED_VIEW -> !origin.startsWith("published");
            default -> false;
        };
        if (foreignOld) assertThat(relations).containsEntry(Situation.OLD, new Entry(Kind.TABLE, "stranger"));
        else if (kept) assertThat(relations.get(Situation.OLD).origin()).isEqualTo("published");
        else assertThat(relations).doesNotContainKey(Situation.OLD);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aGateThatFailsLeavesThePublishedAsItWasAndKeepsWhatFailed(PlanEngine engine, Node node) {
        for (Situation situation : buildable(engine, node)) {
            Run run = run(engine, node, situation);
            List<Step> steps = run.steps();
            for (int at = 0; at < steps.size(); at++) {
                if (!(steps.get(at) instanceof Step.Check check)) continue;
                NamesOnly names = NamesOnly.of(run.state(), engine, situation);
                Entry before = names.relations().get(PlanNodes.ORDERS);
                Entry beside = names.relations().get(Situation.DELETED);
                for (Step step : steps.subList(0, at)) statements(step).forEach(names::run);
                check.onFailure().forEach(names::run);
                assertThat(names.inTransaction()).isFalse();
                assertThat(names.relations().get(PlanNodes.ORDERS))
                        .as("%s", situation)
                        .isEqualTo(before);
                assertThat(names.relations().get(Situation.DELETED))
                        .as("%s", situation)
                        .isEqualTo(beside);
                assertThat(names.relations()).doesNotContainKey(Situation.DELETED_NEW);
                assertThat(names.relations().get(Situation.FAILED).origin())
                        .as("%s", situation)
                        .isEqualTo("built");
                assertThat(names.relations()).doesNotContainKey(Situation.CANDIDATE);
                assertThat(names.astray()).as("%s", situation).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aRunKilledAnywhereIsFinishedByTheNext(PlanEngine engine, Node node) {
        Map<Run, List<Step>> planned = new HashMap<>();
        for (Situation situation : buildable(engine, node)) {
            Run run = run(engine, node, situation);
            List<Statement> all =
                    run.steps().stream().flatMap(s -> statements(s).stream()).toList();
            NamesOnly names = NamesOnly.of(run.state(), engine, situation);
            Set<NamesOnly.Left> finished = new HashSet<>();
            for (int kill = 0; kill <= all.size(); kill++) {
                if (kill > 0) names.run(all.get(kill - 1));
                NamesOnly after = names.killed();
                // what a kill within a transaction leaves is what one before it leaves
                if (!finished.add(after.left())) continue;
                Entry published = after.relations().get(PlanNodes.ORDERS);
                if (situation.published() != Published.ABSENT && situation.published() != Published.DROPPED) {
                    assertThat(published).as("%s killed at %s", situation, kill).isNotNull();
                }
                Adoption adoption = situation.adopted() ? Adoption.ALLOWED : Adoption.REFUSED;
                RelationState next = after.state(node.id(), adoption, columns(engine, node));
                Run finishing = new Run(engine, node, next, run.context(), run.bindings());
                for (Step step : planned.computeIfAbsent(finishing, Run::steps)) {
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
