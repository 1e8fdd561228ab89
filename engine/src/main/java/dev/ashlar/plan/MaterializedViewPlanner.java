package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization.MaterializedView;
import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RelationState.Known;
import dev.ashlar.plan.Replacement.Hooks;
import dev.ashlar.plan.Step.Publish;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows that the engine keeps of a query. While neither the query nor the layout changes, a run refreshes them; else the
 * view is built anew and takes the place of the old one. Whether anything changed is told by the marker's checksum.
 *
 * <p>Where such a view cannot be renamed, a table of the same rows is tested in its stead, and the view is made within the
 * swap; where it cannot be refreshed within a transaction, such a table is tested before the refresh.
 */
final class MaterializedViewPlanner {
    private final Assignment work;
    private final ColumnContract contract;
    private final MaterializedView how;

    MaterializedViewPlanner(Assignment work, MaterializedView how) {
        this.work = work;
        this.contract = new ColumnContract(work);
        this.how = how;
    }

    Plan begin() {
        work.demandFreeWay();
        demandTables();
        List<Step> steps = new ArrayList<>(work.opening());
        if (refreshes()) {
            steps.addAll(new ViewRefresh(work, lastChecksum()).steps());
            return new Plan(steps, kept(), candidate().cleanup());
        }
        if (contract.enforced()
                || ColumnDocs.ofColumns(work)
                || Indexes.of(work).askForColumns()
                || (!builtBeside() && work.asksBindings())) {
            steps.addAll(Describing.of(work, contract, builtBeside() ? Optional.empty() : work.bound()));
            return new Plan(steps, contract.notes(), List.of());
        }
        steps.addAll(built(Hooks.TO_RUN, Optional.empty(), work.compiled().sqlHeader()));
        return new Plan(steps, contract.notes(), candidate().cleanup());
    }

    Plan proceed(Shape shape) {
        Replacement candidate = candidate();
        if (builtBeside() && shape.bindings().isPresent()) {
            return new Plan(
                    candidate.swapSteps(work.names().candidate(), Optional.of(shape)), List.of(), candidate.cleanup());
        }
        Shape checked = new Shape(contract.checked(shape.columns()), shape.answers(), shape.bindings());
        return new Plan(built(Describing.hooks(work), Optional.of(checked), ""), List.of(), candidate.cleanup());
    }

    private void demandTables() {
        if (work.can(EngineCapability.MATERIALIZED_VIEW_OVER_VIEW)) return;
        work.state().inputs().stream()
                .filter(r -> r.kind() == Kind.VIEW)
                .findFirst()
                .ifPresent(view -> {
                    throw PlanRefusal.cannotBuild(
                            work.node(),
                            "it reads " + PlanRefusal.thing(view) + ", and a materialized view of "
                                    + work.context().engine() + " reads tables only.",
                            "Materialize what it reads as a table, or this model as one.");
                });
    }

    private boolean refreshes() {
        boolean asNeeded = !work.rebuilds() && !work.adopts();
        Optional<CatalogRelation> present = work.published(Kind.MATERIALIZED_VIEW);
        if (!asNeeded || present.isEmpty() || !definition(lastChecksum()).equals(definition(checksum()))) return false;
        if (lastChecksum().equals(checksum())) return true;
        return switch (how.onConfigurationChange()) {
            case APPLY -> false;
            case CONTINUE -> true;
            case FAIL ->
                throw PlanRefusal.cannotBuild(
                        work.node(),
                        "its layout is not the one that " + PlanRefusal.thing(present.get()) + " was built with.",
                        "Take the change back, write on_configuration_change: apply, or build it with --full-refresh.");
        };
    }

    private String checksum() {
        return work.compiled().checksum();
    }

    private String lastChecksum() {
        return work.state().last().map(Known::checksum).orElse("");
    }

    private static String definition(String checksum) {
        return checksum.split("\\.", 2)[0];
    }

    /** What is left as it is although it should be otherwise. */
    private List<Diagnostic> kept() {
        if (lastChecksum().equals(checksum())) return List.of();
        return List.of(Diagnostic.warning(
                work.node().header().location(),
                "The layout of " + PlanRefusal.thing(work.node())
                        + " has changed; it is refreshed as it is, since on_configuration_change is 'continue'.",
                "Build it with --full-refresh."));
    }

    private boolean builtBeside() {
        return work.can(EngineCapability.MATERIALIZED_VIEW_RENAME);
    }

    private Replacement candidate() {
        return new Replacement(work, builtBeside() ? Kind.MATERIALIZED_VIEW : Kind.TABLE);
    }

    private List<Step> built(Hooks hooks, Optional<Shape> shape, String header) {
        RelationName candidate = work.names().candidate();
        List<CatalogColumn> columns = shape.map(Shape::columns).orElse(List.of());
        if (builtBeside()) {
            List<Statement> making = new ArrayList<>();
            making.add(create(candidate, header));
            making.addAll(ColumnDocs.fresh(work, candidate, Kind.MATERIALIZED_VIEW, columns));
            return candidate().steps(hooks, making);
        }
        List<Step> steps = new ArrayList<>();
        Hooks left = hooks;
        if (work.gated()) {
            steps.addAll(candidate().gateOnly(hooks, List.of(rows(header))));
            left = Hooks.DONE;
        }
        steps.add(new Publish(made(left, shape, columns, work.gated() ? "" : header)));
        steps.addAll(work.closing());
        return steps;
    }

    /** The rows as a table, for tests. */
    private Statement rows(String header) {
        return new RelationStatement.CreateTableAs(
                work.names().candidate(), work.compiled().sql(), Layout.NONE, header);
    }

    private List<Statement> made(Hooks hooks, Optional<Shape> shape, List<CatalogColumn> columns, String header) {
        Handover handover = new Handover(work, shape);
        List<Statement> statements = new ArrayList<>();
        if (hooks != Hooks.OPEN) statements.add(new TransactionStatement.Begin());
        if (hooks == Hooks.TO_RUN) statements.addAll(work.compiled().hooks().before());
        statements.addAll(handover.clear());
        statements.add(create(work.name(), header));
        statements.addAll(handover.bind());
        statements.addAll(ColumnDocs.fresh(work, work.name(), Kind.MATERIALIZED_VIEW, columns));
        if (work.gated())
            statements.add(new RelationStatement.DropTable(work.names().candidate()));
        statements.addAll(work.dropFailed());
        statements.addAll(work.compiled().hooks().after());
        statements.addAll(handover.settle());
        statements.add(work.marker(work.name()));
        statements.add(new TransactionStatement.Commit());
        return statements;
    }

    private Statement create(RelationName view, String header) {
        return new RelationStatement.CreateMaterializedView(
                view, work.compiled().sql(), work.build().layout(), header);
    }
}
