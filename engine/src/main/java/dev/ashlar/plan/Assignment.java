package dev.ashlar.plan;

import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.CdcDeletes;
import dev.ashlar.manifest.Materialization.Displaced;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Cdc;
import dev.ashlar.manifest.Materialization.OnOrphan;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.MarkerStatement.RecordMarker;
import dev.ashlar.plan.RelationState.Ownership;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
                compiled.of(context.portion()),
                build,
                state,
                context,
                CandidateNames.of(state.name(), context.identifierLimit()));
    }

    private static IllegalArgumentException notBuilt(Node node) {
        return new IllegalArgumentException(node.id() + " is not built by a plan");
    }

    /** The same with the names of the configuration as these columns spell them. */
    Assignment spelledAs(List<CatalogColumn> columns) {
        return of(compiled.as(new NamedColumns(node()).spelledAs(columns)), state, context);
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

    /** Whether the node is built anew although it could be brought up to date; its own word is stronger than the run's. */
    boolean rebuilds() {
        return build.conduct().fullRefresh().orElse(context.rebuild() == PlanContext.Rebuild.FULL_REFRESH);
    }

    Optional<CatalogRelation> published(Kind kind) {
        return state.published().filter(relation -> relation.kind() == kind);
    }

    /** Says that the relation is this node's: ends a transaction that writes. */
    RecordMarker marker(RelationName relation) {
        return marker(relation, compiled.checksum());
    }

    /** @param checksum of what the relation was built from, where that is not the node as it is now */
    RecordMarker marker(RelationName relation, String checksum) {
        return new RecordMarker(
                context.markers(),
                relation,
                node().id(),
                context.attempt(),
                context.invocationId(),
                checksum,
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
            if (inTheWay(stranger.name())) {
                throw PlanRefusal.cannotBuild(
                        node(),
                        PlanRefusal.thing(stranger)
                                + " stands where the build puts what it works on, and was not made by Ashlar.",
                        "Drop or rename it.");
            }
        }
    }

    private boolean inTheWay(RelationName stranger) {
        if (stranger.equals(names.old())) return adopts();
        if (stranger.equals(names.previous())) return displaced() == Displaced.KEPT;
        if (names.ofDeleted().contains(stranger)) return remembersDeletes();
        if (names.ofOrphans().contains(stranger)) return quarantines();
        return !stranger.equals(names.replaced()) || asksBindings();
    }

    /** What becomes of a table of the node that another takes the place of; only where a swap is all there is to it. */
    Displaced displaced() {
        boolean swaps = node() instanceof Node.Model model
                && switch (model.materialization()) {
                    case Materialization.Table m -> true;
                    case Materialization.Incremental m -> true;
                    case Materialization.Custom m -> true;
                    case Materialization.View m -> false;
                    case Materialization.MaterializedView m -> false;
                    case Materialization.External m -> false;
                    case Materialization.Ephemeral m -> false;
                };
        return swaps ? build.conduct().displaced() : Displaced.DROPPED;
    }

    /** Whether deleted rows are remembered in a table beside the node's own. */
    boolean remembersDeletes() {
        return node() instanceof Node.Model model
                && model.materialization() instanceof Incremental incremental
                && incremental.strategy() instanceof Cdc cdc
                && cdc.deletes() == CdcDeletes.HARD;
    }

    /** Whether rows that point nowhere wait in a table beside the node's own. */
    boolean quarantines() {
        return node() instanceof Node.Model model
                && model.materialization() instanceof Incremental incremental
                && incremental.strategy() instanceof Cdc cdc
                && cdc.orphans()
                        .filter(orphans -> orphans.onOrphan() == OnOrphan.QUARANTINE)
                        .isPresent();
    }

    /** Whether what hangs on the published relation must be read before it is replaced. */
    boolean asksBindings() {
        return state.published()
                .filter(r -> !state.dependents().isEmpty()
                        || (r.kind() == Kind.TABLE && !r.references().isEmpty())
                        || r.access().privileges().stream()
                                .anyMatch(p -> p.column().isPresent()))
                .isPresent();
    }

    /** The published relation, if what hangs on it must be read. */
    Optional<RelationName> bound() {
        return asksBindings() ? Optional.of(name()) : Optional.empty();
    }

    /** Hooks before everything, and the end of what a killed run left. */
    List<Step> opening() {
        List<Step> steps = new ArrayList<>();
        stage(steps, queryGroup());
        stage(steps, List.copyOf(compiled.hooks().beforeOutside()));
        stage(steps, dropLeftovers());
        return steps;
    }

    /** With what was kept of a table that is not kept any more. */
    List<Statement> dropLeftovers() {
        List<Statement> statements = new ArrayList<>();
        state.leftovers().forEach(relation -> statements.add(dropIfExists(relation)));
        if (displaced() != Displaced.KEPT) {
            state.previous().ifPresent(relation -> statements.add(dropIfExists(relation)));
        }
        return statements;
    }

    /** What a session needs to go on with a table that others began. */
    List<Step> resuming() {
        List<Step> steps = new ArrayList<>();
        stage(steps, queryGroup());
        return steps;
    }

    /** The session's settings are undone when it is given back, to those of the profile. */
    private List<Statement> queryGroup() {
        Object group = build.layout().values().get("query_group");
        return can(EngineCapability.QUERY_GROUPS) && group != null
                ? List.of(new TransactionStatement.SetQueryGroup(String.valueOf(group)))
                : List.of();
    }

    /** Hooks after everything. */
    List<Step> closing() {
        List<Step> steps = new ArrayList<>();
        stage(steps, List.copyOf(compiled.hooks().afterOutside()));
        return steps;
    }

    static void stage(List<Step> steps, List<? extends Statement> statements) {
        if (!statements.isEmpty()) steps.add(new Step.Stage(List.copyOf(statements)));
    }

    /** Statements that give the kept candidate's name free. */
    List<Statement> dropFailed() {
        // another batch may have kept its rows since the state was read
        if (context.portion().isBeside()) return List.of(new RelationStatement.DropTableIfExists(names.failed()));
        return Stream.of(
                        state.failed(),
                        state.remembered().failed(),
                        state.remembered().failedOrphans())
                .flatMap(Optional::stream)
                .map(this::drop)
                .toList();
    }

    /** What goes with a good publication. What a batch of this run left stays when the next batch is good. */
    List<Statement> dropFailedBefore() {
        return context.portion() instanceof Portion.Batch batch && !batch.opens() ? List.of() : dropFailed();
    }

    /** @throws dev.ashlar.diagnostic.DiagnosticException for a kind that is never dropped */
    Statement drop(CatalogRelation relation) {
        return drop(relation, relation.name());
    }

    /** @param name that the relation bears by then */
    Statement drop(CatalogRelation relation, RelationName name) {
        return switch (relation.kind()) {
            case TABLE -> new RelationStatement.DropTable(name);
            case VIEW -> new RelationStatement.DropView(name);
            case MATERIALIZED_VIEW -> new RelationStatement.DropMaterializedView(name);
            case EXTERNAL -> throw irreplaceable(relation);
        };
    }

    Statement rename(CatalogRelation relation, RelationName to) {
        return switch (relation.kind()) {
            case TABLE -> new RelationStatement.RenameTable(relation.name(), to);
            case VIEW -> new RelationStatement.RenameView(relation.name(), to);
            case MATERIALIZED_VIEW -> {
                if (!can(EngineCapability.MATERIALIZED_VIEW_RENAME)) throw irreplaceable(relation);
                yield new RelationStatement.RenameMaterializedView(relation.name(), to);
            }
            case EXTERNAL -> throw irreplaceable(relation);
        };
    }

    private RuntimeException irreplaceable(CatalogRelation relation) {
        return PlanRefusal.cannotBuild(
                node(),
                PlanRefusal.thing(relation) + " is in its place, which " + context.engine() + " cannot swap.",
                "Drop it by hand.");
    }

    static Statement dropIfExists(CatalogRelation relation) {
        return switch (relation.kind()) {
            case TABLE, EXTERNAL -> new RelationStatement.DropTableIfExists(relation.name());
            case VIEW -> new RelationStatement.DropViewIfExists(relation.name());
            case MATERIALIZED_VIEW -> new RelationStatement.DropMaterializedViewIfExists(relation.name());
        };
    }

    /** Gives a relation that has taken the published one's place the same owner, where that is another role. */
    List<Statement> owner() {
        if (adopts() || !can(EngineCapability.GRANTS)) return List.of();
        return state.published().stream()
                .flatMap(r -> r.access().otherOwner().stream())
                .<Statement>map(role -> new AccessStatement.SetOwner(name(), role))
                .toList();
    }
}
