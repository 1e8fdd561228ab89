package dev.ashlar.plan;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RelationState.Ownership;
import dev.ashlar.plan.Statement.RecordMarker;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One node to plan for, and all that may be known about it. */
record Assignment(
        CompiledNode compiled, Node.Build build, RelationState state, PlanContext context, CandidateNames names) {

    static Assignment of(CompiledNode compiled, RelationState state, PlanContext context) {
        Node.Build build = switch (compiled.node()) {
            case Node.Model model -> model.build();
            case Node.Snapshot snapshot -> snapshot.build();
            case Node.Seed seed -> seed.build();
            case Node.Source n -> throw notBuilt(n);
            case Node.DataTest n -> throw notBuilt(n);
            case Node.UnitTest n -> throw notBuilt(n);
            case Node.Analysis n -> throw notBuilt(n);
            case Node.Exposure n -> throw notBuilt(n);
        };
        return new Assignment(
                compiled, build, state, context, CandidateNames.of(state.name(), context.identifierLimit()));
    }

    private static IllegalArgumentException notBuilt(Node node) {
        return new IllegalArgumentException(node.id() + " is not built by a plan");
    }

    Node node() {
        return compiled.node();
    }

    RelationName name() {
        return state.name();
    }

    boolean can(EngineCapability capability) {
        return context.can().contains(capability);
    }

    boolean gated() {
        return context.gate() == PlanContext.GateMode.GATED;
    }

    boolean adopts() {
        return state.ownership() == Ownership.ADOPTED;
    }

    Optional<CatalogRelation> published(Kind kind) {
        return state.published().filter(relation -> relation.kind() == kind);
    }

    /** Says that the relation is this node's: ends a transaction that writes. */
    RecordMarker marker(RelationName relation) {
        return new RecordMarker(
                context.markers(),
                relation,
                node().id(),
                context.attempt(),
                context.invocationId(),
                CandidateNames.hash(compiled.sql()),
                context.runTime());
    }

    /**
     * Refuses to touch what is not this node's, and what the engine cannot replace.
     *
     * @throws dev.ashlar.diagnostic.DiagnosticException naming the relation
     */
    void demandFreeWay() {
        state.published().filter(r -> state.ownership() == Ownership.UNKNOWN).ifPresent(taken -> {
            throw PlanRefusal.cannotBuild(
                    node(),
                    PlanRefusal.thing(taken) + " exists and was not made by Ashlar.",
                    "Drop or rename it, give the node another alias, or take it over with --adopt.");
        });
        for (CatalogRelation stranger : state.strangers()) {
            boolean needed = !stranger.name().equals(names.old()) || adopts();
            if (needed) {
                throw PlanRefusal.cannotBuild(
                        node(),
                        PlanRefusal.thing(stranger)
                                + " stands where the build puts what it works on, and was not made by Ashlar.",
                        "Drop or rename it.");
            }
        }
        if (!state.dependents().isEmpty()) {
            throw PlanRefusal.cannotBuild(
                    node(),
                    state.dependents().get(0).plain() + " is bound to it.",
                    "Drop that view first, or make it late binding.");
        }
    }

    /** Hooks before everything, and the end of what a killed run left. */
    List<Step> opening() {
        List<Step> steps = new ArrayList<>();
        stage(steps, List.copyOf(compiled.preHooksOutside()));
        stage(steps, state.leftovers().stream().map(Assignment::dropIfExists).toList());
        return steps;
    }

    /** Hooks after everything. */
    List<Step> closing() {
        List<Step> steps = new ArrayList<>();
        stage(steps, List.copyOf(compiled.postHooksOutside()));
        return steps;
    }

    static void stage(List<Step> steps, List<? extends Statement> statements) {
        if (!statements.isEmpty()) steps.add(new Step.Stage(List.copyOf(statements)));
    }

    /** Statements that give the kept candidate's name free. */
    List<Statement> dropFailed() {
        return state.failed().map(this::drop).stream().toList();
    }

    /** @throws dev.ashlar.diagnostic.DiagnosticException for a kind that is never dropped */
    Statement drop(CatalogRelation relation) {
        return switch (relation.kind()) {
            case TABLE -> new Statement.DropTable(relation.name());
            case VIEW -> new Statement.DropView(relation.name());
            case MATERIALIZED_VIEW, EXTERNAL -> throw irreplaceable(relation);
        };
    }

    Statement rename(CatalogRelation relation, RelationName to) {
        return switch (relation.kind()) {
            case TABLE -> new Statement.RenameTable(relation.name(), to);
            case VIEW -> new Statement.RenameView(relation.name(), to);
            case MATERIALIZED_VIEW, EXTERNAL -> throw irreplaceable(relation);
        };
    }

    private RuntimeException irreplaceable(CatalogRelation relation) {
        return PlanRefusal.cannotBuild(
                node(),
                PlanRefusal.thing(relation) + " is in its place, which " + context.engine() + " cannot swap.",
                "Drop it by hand.");
    }

    static Statement dropIfExists(CatalogRelation relation) {
        return relation.kind() == Kind.VIEW
                ? new Statement.DropViewIfExists(relation.name())
                : new Statement.DropTableIfExists(relation.name());
    }

    /** Privileges on the published relation; none on engines that have none. */
    List<Statement> grants() {
        if (!can(EngineCapability.GRANTS)) return List.of();
        return build.grants().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .<Statement>map(e -> new Statement.Grant(name(), e.getKey(), e.getValue()))
                .toList();
    }
}
