package dev.ashlar.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.BindingStatement.AddForeignKey;
import dev.ashlar.plan.BindingStatement.DropForeignKey;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.plan.PlanContext.Rebuild;
import dev.ashlar.plan.PlanEngine.Type;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several models in one transaction: whole plans, and what a kill at any of their statements leaves. */
class JointPublicationTest {
    private static final List<RelationName> NAMES =
            List.of(PlanNodes.ORDERS, RelationName.of("shop", "items"), RelationName.of("shop", "totals"));

    private enum Standing {
        NOTHING,
        ALL,
        ALL_WITH_TRACES;

        private boolean holds(RelationName name) {
            return switch (this) {
                case NOTHING -> false;
                case ALL -> NAMES.contains(name);
                case ALL_WITH_TRACES -> true;
            };
        }
    }

    private static List<Node.Model> members() {
        return List.of(
                PlanNodes.model(new Materialization.Table(), PlanNodes.build(NAMES.get(0))),
                PlanNodes.model(
                        PlanNodes.incremental(PlanNodes.merge(), OnSchemaChange.APPEND_NEW_COLUMNS, "id"),
                        PlanNodes.build(NAMES.get(1))),
                PlanNodes.model(
                        PlanNodes.incremental(new IncrementalStrategy.DeleteInsert(), OnSchemaChange.IGNORE, "id"),
                        PlanNodes.build(NAMES.get(2))));
    }

    private static List<CatalogColumn> columns(PlanEngine engine) {
        return engine.columns();
    }

    private static RelationState standing(PlanEngine engine, Node.Model model, Standing standing) {
        RelationName name = model.build().relation();
        CandidateNames names = CandidateNames.of(name, 255);
        List<CatalogRelation> relations = new ArrayList<>();
        for (RelationName one : List.of(name, names.candidate(), names.failed())) {
            if (standing.holds(one))
                relations.add(new CatalogRelation(one, Kind.TABLE, columns(engine), Optional.empty()));
        }
        return RelationState.observed(
                model.id(),
                name,
                Catalog.of(relations),
                one -> standing == Standing.NOTHING
                        ? Optional.empty()
                        : Optional.of(new RelationState.Known(model.id(), Instant.EPOCH, "")),
                RelationState.Adoption.REFUSED,
                255);
    }

    private static PlanContext context(PlanEngine engine, GateMode gate) {
        EngineFacts facts = engine.facts();
        return new PlanContext(
                facts.name(),
                facts.can(),
                facts.identifierLimit(),
                facts.types(),
                Rebuild.AS_NEEDED,
                gate,
                Instant.parse("2026-11-02T03:00:00Z"),
                "invocation",
                "attempt",
                PlanDesk.MARKERS);
    }

    /** @param taken steps of the plans before the last */
    private static HeldPlan held(
            PlanEngine engine, Node.Model model, RelationState state, GateMode gate, List<Step> taken) {
        CompiledNode compiled = PlanNodes.compiled(model, "select id, name, day from shop.raw");
        PlanContext context = context(engine, gate);
        List<CatalogColumn> found = new ArrayList<>(columns(engine));
        found.add(engine.column("day", Type.DATE));
        Plan plan = Planners.begin(compiled, state, context);
        while (plan.asksForShape()) {
            taken.addAll(plan.steps());
            Shape shape = new Shape(
                    found,
                    PlanText.answers(plan, PlanEngine.shape(found)),
                    plan.bound().map(bound -> Bindings.NONE));
            plan = Planners.proceed(compiled, state, context, shape);
        }
        return HeldPlan.of(plan, model.build().relation());
    }

    @ParameterizedTest
    @EnumSource
    void wholePlans(PlanEngine engine) {
        GoldenPlans golden = new GoldenPlans(engine, "transaction_group");
        for (Standing standing : Standing.values()) {
            for (GateMode gate : GateMode.values()) {
                List<HeldPlan> plans = members().stream()
                        .map(model -> held(engine, model, standing(engine, model, standing), gate, new ArrayList<>()))
                        .toList();
                golden.add((standing + ", " + gate).toLowerCase(Locale.ROOT), PlanText.together(engine, NAMES, plans));
            }
        }
        golden.compare();
    }

    /** All statements of a run that meets nothing amiss. */
    private static List<Statement> run(PlanEngine engine, GateMode gate, Function<Node.Model, RelationState> states) {
        List<Statement> all = new ArrayList<>();
        List<HeldPlan> plans = new ArrayList<>();
        for (Node.Model model : members()) {
            List<Step> taken = new ArrayList<>();
            HeldPlan plan = held(engine, model, states.apply(model), gate, taken);
            taken.addAll(plan.staging());
            taken.forEach(step -> all.addAll(statements(step)));
            plans.add(plan);
        }
        JointPublication.of(plans).forEach(turn -> all.addAll(statements(turn.step())));
        return all;
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

    @ParameterizedTest
    @EnumSource
    void aRunKilledAnywherePublishedAllOrNoneAndIsFinishedByTheNext(PlanEngine engine) {
        for (Standing standing : Standing.values()) {
            for (GateMode gate : GateMode.values()) {
                List<RelationState> before = members().stream()
                        .map(model -> standing(engine, model, standing))
                        .toList();
                List<Statement> all = run(engine, gate, model -> standing(engine, model, standing));
                assertThat(all)
                        .filteredOn(TransactionStatement.Commit.class::isInstance)
                        .hasSizeGreaterThan(0);
                for (int kill = 0; kill <= all.size(); kill++) {
                    NamesOnly names = NamesOnly.of(before, engine);
                    all.subList(0, kill).forEach(names::run);
                    NamesOnly after = names.killed();
                    assertThat(published(after))
                            .as("%s, %s, killed at %s", standing, gate, kill)
                            .isIn(published(NamesOnly.of(before, engine)), done(engine, before, all));
                    for (Statement statement : run(
                            engine,
                            gate,
                            model -> after.state(
                                    model.id(),
                                    model.build().relation(),
                                    RelationState.Adoption.REFUSED,
                                    columns(engine)))) {
                        after.run(statement);
                    }
                    assertThat(after.inTransaction()).isFalse();
                    assertThat(after.relations().keySet()).containsExactlyInAnyOrderElementsOf(NAMES);
                }
            }
        }
    }

    private static List<Optional<String>> done(PlanEngine engine, List<RelationState> before, List<Statement> all) {
        NamesOnly names = NamesOnly.of(before, engine);
        all.forEach(names::run);
        assertThat(names.relations().keySet()).containsExactlyInAnyOrderElementsOf(NAMES);
        return published(names);
    }

    private static List<Optional<String>> published(NamesOnly names) {
        return NAMES.stream()
                .map(name -> Optional.ofNullable(names.relations().get(name)).map(NamesOnly.Entry::origin))
                .toList();
    }

    @Test
    void foreignKeysAreDroppedFirstAndMadeAgainOnceAllIsThere() {
        Statement drop = new DropForeignKey(NAMES.get(1), "items_order");
        Statement add = new AddForeignKey(NAMES.get(1), "items_order", "foreign key (order_id) references shop.orders");
        Statement lock = new TransactionStatement.LockTables(List.of(NAMES.get(1), NAMES.get(0)));
        HeldPlan orders = plan(NAMES.get(0), lock, drop, swap(0), add);
        HeldPlan items = plan(NAMES.get(1), swap(1), add);

        List<Statement> all = JointPublication.of(List.of(orders, items)).stream()
                .flatMap(turn -> statements(turn.step()).stream())
                .toList();

        assertThat(all)
                .containsExactly(
                        new TransactionStatement.Begin(),
                        lock,
                        drop,
                        swap(0),
                        swap(1),
                        add,
                        new TransactionStatement.Commit());
    }

    private static Statement swap(int member) {
        RelationName name = NAMES.get(member);
        return new RelationStatement.RenameTable(CandidateNames.of(name, 255).candidate(), name);
    }

    private static HeldPlan plan(RelationName own, Statement... publishing) {
        List<Statement> all = new ArrayList<>(List.of(publishing));
        all.add(0, new TransactionStatement.Begin());
        all.add(new TransactionStatement.Commit());
        return HeldPlan.of(new Plan(List.of(new Step.Publish(all)), List.of(), List.of()), own);
    }

    @Test
    void aPlanWithoutATransactionIsNoPartOfOne() {
        Plan plan = new Plan(
                List.of(new Step.Publish(List.of(new RelationStatement.DropTable(NAMES.get(0))))),
                List.of(),
                List.of());
        assertThatThrownBy(() -> HeldPlan.of(plan, NAMES.get(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No transaction publishes " + NAMES.get(0));
    }

    @Test
    void aPlanThatPublishesTwiceIsNoPartOfOne() {
        Statement marker = new MarkerStatement.RecordMarker(
                PlanDesk.MARKERS, NAMES.get(0), members().get(0).id(), "attempt", "invocation", "", Instant.EPOCH);
        Step transaction = new Step.Publish(
                List.of(new TransactionStatement.Begin(), swap(0), marker, new TransactionStatement.Commit()));
        Plan plan = new Plan(List.of(transaction, transaction), List.of(), List.of());
        assertThatThrownBy(() -> HeldPlan.of(plan, NAMES.get(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("More than one transaction publishes " + NAMES.get(0));
    }
}
