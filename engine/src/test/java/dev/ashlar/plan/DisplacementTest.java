package dev.ashlar.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.Displaced;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.NamesOnly.Entry;
import dev.ashlar.plan.PlanEngine.Type;
import dev.ashlar.plan.RelationState.Adoption;
import dev.ashlar.plan.Situation.Published;
import dev.ashlar.plan.Situation.Trace;
import dev.ashlar.report.CatalogColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of the table whose place another takes, in every state it can be found in. */
class DisplacementTest {
    private static final String QUERY = "select 1 as id";

    private enum Kept {
        TABLE(new Materialization.Table(), Displaced.KEPT),
        INCREMENTAL(PlanNodes.incremental(PlanNodes.merge(), OnSchemaChange.IGNORE, "id"), Displaced.KEPT),
        TABLE_LATER(new Materialization.Table(), Displaced.DROPPED_LATER),
        /** Nothing is kept any more. */
        TABLE_DROPPED(new Materialization.Table(), Displaced.DROPPED),
        VIEW(new Materialization.View(), Displaced.KEPT);

        @SuppressWarnings("ImmutableEnumChecker") // a record of immutable lists
        private final Materialization how;

        private final Displaced displaced;

        Kept(Materialization how, Displaced displaced) {
            this.how = how;
            this.displaced = displaced;
        }

        Node.Model node() {
            return PlanNodes.model(how, PlanNodes.displacing(displaced));
        }
    }

    static Stream<Arguments> cases() {
        return Stream.of(PlanEngine.values())
                .flatMap(engine -> Stream.of(Kept.values()).map(kept -> Arguments.of(engine, kept)));
    }

    private static List<CatalogColumn> columns(PlanEngine engine) {
        return List.of(engine.column("id", Type.INTEGER));
    }

    private static RelationState state(PlanEngine engine, Node node, Situation situation) {
        return situation.state(node.id(), PlanNodes.compiled(node, QUERY).checksum(), columns(engine));
    }

    private static List<Statement> built(PlanEngine engine, Node node, RelationState state, Situation situation) {
        CompiledNode compiled = PlanNodes.compiled(node, QUERY);
        PlanContext context = situation.context(engine);
        Plan plan = Planners.begin(compiled, state, context);
        List<Statement> all = new ArrayList<>();
        statements(plan, all);
        while (plan.asksForShape()) {
            Shape shape = new Shape(columns(engine), Map.of(), plan.bound().map(bound -> situation.bindings()));
            plan = Planners.proceed(compiled, state, context, shape);
            statements(plan, all);
        }
        return all;
    }

    private static List<Statement> rolledBack(
            PlanEngine engine, Node.Model node, RelationState state, Situation situation) {
        PlanContext context = situation.context(engine);
        Plan plan = PreviousTable.begin(node, "earlier", state, context);
        List<Statement> all = new ArrayList<>();
        statements(plan, all);
        if (plan.asksForShape()) {
            Shape shape = new Shape(columns(engine), Map.of(), plan.bound().map(bound -> situation.bindings()));
            statements(PreviousTable.proceed(node, "earlier", state, context, shape), all);
        }
        return all;
    }

    private static void statements(Plan plan, List<Statement> all) {
        for (Step step : plan.steps()) {
            switch (step) {
                case Step.Stage stage -> all.addAll(stage.statements());
                case Step.Publish publish -> all.addAll(publish.statements());
                case Step.LoadRows load -> {}
                case Step.Read read -> {}
                case Step.Check check -> {}
            }
        }
    }

    private static boolean refused(Kept kept, Situation situation) {
        boolean foreignPrevious = situation.traces().contains(Trace.FOREIGN_PREVIOUS);
        return (foreignPrevious && kept.displaced == Displaced.KEPT && kept != Kept.VIEW) || situation.strange();
    }

    private static List<Situation> buildable(PlanEngine engine, Kept kept) {
        return Situation.ofDisplaced(engine).stream()
                .filter(s -> !refused(kept, s))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsDisplacedIsKeptOnceAsTheNodeSays(PlanEngine engine, Kept kept) {
        for (Situation situation : buildable(engine, kept)) {
            Node.Model node = kept.node();
            RelationState state = state(engine, node, situation);
            NamesOnly names = NamesOnly.of(state, engine, situation);
            List<Statement> all = built(engine, node, state, situation);
            all.forEach(names::run);
            Map<RelationName, Entry> relations = names.relations();
            boolean swapped = relations.get(PlanNodes.ORDERS).origin().equals("built");
            boolean ourTable = situation.published() == Published.OUR_TABLE;
            assertThat(names.inTransaction()).isFalse();
            assertThat(names.astray()).as("%s", situation).isEmpty();
            assertThat(relations).doesNotContainKeys(Situation.CANDIDATE, Situation.REPLACED);
            Entry previous = relations.get(Situation.PREVIOUS);
            Entry old = relations.get(Situation.OLD);
            boolean keeps = kept == Kept.TABLE || kept == Kept.INCREMENTAL;
            if (situation.traces().contains(Trace.FOREIGN_PREVIOUS)) {
                assertThat(previous.origin()).as("%s", situation).isEqualTo("stranger");
            } else if (keeps && swapped && ourTable) {
                assertThat(previous).as("%s", situation).isEqualTo(new Entry(tableKind(), "published"));
            } else if (!keeps) {
                assertThat(previous).as("%s", situation).isNull();
            }
            if (situation.traces().contains(Trace.FOREIGN_OLD)) {
                assertThat(old.origin()).as("%s", situation).isEqualTo("stranger");
            } else if (situation.adopted() && swapped) {
                assertThat(old.origin()).as("%s", situation).isEqualTo("published");
            } else if (kept == Kept.TABLE_LATER && ourTable) {
                assertThat(old).as("%s", situation).isEqualTo(new Entry(tableKind(), "published"));
            } else {
                assertThat(old).as("%s", situation).isNull();
            }
        }
    }

    private static dev.ashlar.report.CatalogRelation.Kind tableKind() {
        return dev.ashlar.report.CatalogRelation.Kind.TABLE;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aRunKilledAnywhereIsFinishedByTheNext(PlanEngine engine, Kept kept) {
        for (Situation situation : buildable(engine, kept)) {
            Node.Model node = kept.node();
            RelationState state = state(engine, node, situation);
            List<Statement> all = built(engine, node, state, situation);
            for (int kill = 0; kill <= all.size(); kill++) {
                NamesOnly names = NamesOnly.of(state, engine, situation);
                all.subList(0, kill).forEach(names::run);
                NamesOnly after = names.killed();
                Adoption adoption = situation.adopted() ? Adoption.ALLOWED : Adoption.REFUSED;
                RelationState next = after.state(node.id(), adoption, columns(engine));
                built(engine, node, next, situation).forEach(after::run);
                assertThat(after.astray())
                        .as("%s killed at %s", situation, kill)
                        .isEmpty();
                assertThat(after.relations())
                        .as("%s killed at %s", situation, kill)
                        .containsKey(PlanNodes.ORDERS)
                        .doesNotContainKeys(Situation.CANDIDATE, Situation.REPLACED);
                boolean swaps = kept == Kept.TABLE && situation.published() == Published.OUR_TABLE;
                if (swaps) assertThat(after.relations()).containsKey(Situation.PREVIOUS);
                // what was taken over stands as it was, whatever came after
                if (situation.published() == Published.ADOPTED_TABLE && kept != Kept.INCREMENTAL) {
                    assertThat(after.relations().get(Situation.OLD).origin())
                            .as("%s killed at %s", situation, kill)
                            .isEqualTo("published");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRollbackChangesThePlacesOfTheTwoOrNothingAtAll(PlanEngine engine) {
        Node.Model node = Kept.TABLE.node();
        int tried = 0;
        for (Situation situation : buildable(engine, Kept.TABLE)) {
            boolean possible = situation.published() == Published.OUR_TABLE
                    && situation.traces().contains(Trace.KEPT_PREVIOUS);
            if (!possible) continue;
            tried++;
            RelationState state = state(engine, node, situation);
            List<Statement> all = rolledBack(engine, node, state, situation);
            for (int kill = 0; kill <= all.size(); kill++) {
                NamesOnly names = NamesOnly.of(state, engine, situation);
                all.subList(0, kill).forEach(names::run);
                NamesOnly after = names.killed();
                boolean done = kill == all.size();
                assertThat(after.relations().get(PlanNodes.ORDERS).origin())
                        .as("%s killed at %s", situation, kill)
                        .isEqualTo(done ? "previous" : "published");
                assertThat(after.relations().get(Situation.PREVIOUS).origin())
                        .as("%s killed at %s", situation, kill)
                        .isEqualTo(done ? "published" : "previous");
                assertThat(after.astray()).as("%s", situation).isEmpty();
                assertThat(after.relations()).doesNotContainKey(Situation.REPLACED);
                if (done) {
                    RelationState again = after.state(node.id(), Adoption.REFUSED, columns(engine));
                    rolledBack(engine, node, again, situation).forEach(after::run);
                    assertThat(after.relations().get(PlanNodes.ORDERS).origin()).isEqualTo("published");
                    assertThat(after.astray()).as("%s", situation).isEmpty();
                }
            }
        }
        assertThat(tried).isGreaterThan(3);
    }

    @ParameterizedTest
    @EnumSource
    void aRollbackIsRefusedByName(PlanEngine engine) {
        Node.Model node = Kept.TABLE.node();
        refuses(engine, node, Published.OUR_TABLE, Trace.OUR_OLD)
                .hasMessage("models/orders.sql:1:1 Cannot roll back model 'orders': there is no shop.orders__previous."
                        + " A table is kept from the second build on that publishes it.");
        refuses(engine, node, Published.OUR_TABLE, Trace.FOREIGN_PREVIOUS)
                .hasMessage("models/orders.sql:1:1 Cannot roll back model 'orders': table shop.orders__previous was not"
                        + " made by Ashlar. Drop or rename it.");
        refuses(engine, node, Published.UNKNOWN_TABLE, Trace.KEPT_PREVIOUS)
                .hasMessage("models/orders.sql:1:1 Cannot roll back model 'orders': table shop.orders was not made by"
                        + " Ashlar. Take it over with --adopt first.");
        refuses(engine, node, Published.OUR_VIEW, Trace.KEPT_PREVIOUS)
                .hasMessage("models/orders.sql:1:1 Cannot roll back model 'orders': view shop.orders stands under its"
                        + " name. Build it.");
        refuses(engine, Kept.TABLE_DROPPED.node(), Published.OUR_TABLE, Trace.KEPT_PREVIOUS)
                .hasMessage("models/orders.sql:1:1 Cannot roll back model 'orders': nothing that it replaces is kept."
                        + " Write keep_previous: true; the build after the next one can be rolled back.");
        refuses(engine, Kept.VIEW.node(), Published.OUR_VIEW, Trace.KEPT_PREVIOUS)
                .hasMessageContaining("nothing that it replaces is kept.");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refuses(
            PlanEngine engine, Node.Model node, Published published, Trace trace) {
        Situation situation = new Situation(
                published, java.util.Set.of(trace), PlanContext.GateMode.OPEN, PlanContext.Rebuild.AS_NEEDED);
        RelationState state = state(engine, node, situation);
        return assertThatThrownBy(() -> rolledBack(engine, node, state, situation))
                .isInstanceOf(dev.ashlar.diagnostic.DiagnosticException.class);
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeKeptUntilTheNextRunIsSaid(PlanEngine engine) {
        Situation situation = new Situation(
                Published.OUR_TABLE,
                java.util.Set.of(Trace.FOREIGN_OLD),
                PlanContext.GateMode.OPEN,
                PlanContext.Rebuild.AS_NEEDED);
        Node node = Kept.TABLE_LATER.node();
        Plan plan = Planners.begin(
                PlanNodes.compiled(node, QUERY), state(engine, node, situation), situation.context(engine));
        assertThat(plan.notes())
                .extracting(dev.ashlar.diagnostic.Diagnostic::text)
                .containsExactly(
                        "models/orders.sql:1:1 The table that model 'orders' replaces is dropped at once, not later:"
                                + " shop.orders__old exists and is not Ashlar's. Drop or rename that.");
    }

    /** Whole plans, as files. */
    @ParameterizedTest
    @EnumSource
    void plans(PlanEngine engine) {
        GoldenPlans golden = new GoldenPlans(engine, "displaced");
        Map<String, Object> indexed = Map.of("indexes", List.of(Map.of("columns", List.of("id"))));
        for (Situation situation : Situation.ofDisplaced(engine)) {
            boolean plain = situation.gatedOrRefreshed();
            if (plain || situation.published() != Published.OUR_TABLE) continue;
            for (Displaced displaced : List.of(Displaced.KEPT, Displaced.DROPPED_LATER)) {
                if (situation.traces().contains(Trace.FOREIGN_PREVIOUS)) continue;
                Node.Model node =
                        PlanNodes.model(new Materialization.Table(), PlanNodes.displacing(displaced, indexed));
                String name = displaced.name().toLowerCase(java.util.Locale.ROOT) + ", " + situation;
                golden.add(
                        name,
                        engine.planned(
                                PlanNodes.compiled(node, QUERY),
                                situation,
                                engine.columns(),
                                PlanEngine.shape(engine.columns())));
                boolean back = displaced == Displaced.KEPT && situation.traces().contains(Trace.KEPT_PREVIOUS);
                if (!back) continue;
                RelationState state = situation.state(node.id(), "", engine.columns());
                PlanContext context = situation.context(engine);
                golden.add(
                        "rollback, " + situation,
                        PlanText.of(
                                engine,
                                () -> PreviousTable.begin(node, "earlier", state, context),
                                shape -> PreviousTable.proceed(node, "earlier", state, context, shape),
                                PlanEngine.shape(engine.columns()),
                                situation.bindings()));
            }
        }
        golden.compare();
    }
}
