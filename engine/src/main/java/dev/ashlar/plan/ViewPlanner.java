package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Replacement.Hooks;
import dev.ashlar.plan.Step.Publish;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A view. One that tests gate is built as a candidate and swapped in; any other is made or replaced in place by one
 * statement, in a transaction with its hooks and its marker. Where a view in place must keep its columns, one whose columns
 * change is dropped and made anew in that transaction.
 */
final class ViewPlanner {
    private final Assignment work;
    private final ColumnContract contract;
    private final Replacement replacement;

    ViewPlanner(Assignment work) {
        this.work = work;
        this.contract = new ColumnContract(work);
        this.replacement = new Replacement(work, Kind.VIEW);
    }

    Plan begin() {
        work.demandFreeWay();
        List<Step> steps = new ArrayList<>(work.opening());
        if (contract.enforced() || ColumnDocs.ofColumns(work) || comparesColumns()) {
            steps.addAll(Describing.of(work, contract, work.gated() ? Optional.empty() : work.bound()));
            return new Plan(steps, ColumnDocs.notes(work), List.of());
        }
        steps.addAll(made(Hooks.TO_RUN, Optional.empty(), work.compiled().sqlHeader()));
        return new Plan(steps, ColumnDocs.notes(work), cleanup());
    }

    /** Whether the view is published in place, and how that is done depends on its columns or on what hangs on it. */
    private boolean comparesColumns() {
        boolean inPlace = work.published(Kind.VIEW).isPresent() && !work.adopts();
        return !work.gated() && (work.asksBindings() || (inPlace && work.can(EngineCapability.VIEW_BOUND)));
    }

    Plan proceed(Shape shape) {
        if (work.gated() && shape.bindings().isPresent()) {
            RelationName candidate = work.names().candidate();
            return new Plan(replacement.swapSteps(candidate, Optional.of(shape)), List.of(), cleanup());
        }
        Shape checked = new Shape(contract.checked(shape.columns()), shape.answers(), shape.bindings());
        return new Plan(made(Describing.hooks(work), Optional.of(checked), ""), List.of(), cleanup());
    }

    private List<Step> made(Hooks hooks, Optional<Shape> shape, String header) {
        if (work.gated()) {
            RelationName candidate = work.names().candidate();
            List<Statement> making = new ArrayList<>();
            making.add(create(candidate, header));
            making.addAll(ColumnDocs.fresh(
                    work, candidate, Kind.VIEW, shape.map(Shape::columns).orElse(List.of())));
            return replacement.steps(hooks, making);
        }
        List<Step> steps = new ArrayList<>();
        steps.add(new Publish(inPlace(hooks, shape, header)));
        steps.addAll(work.closing());
        return steps;
    }

    private List<Statement> inPlace(Hooks hooks, Optional<Shape> shape, String header) {
        CompiledNode compiled = work.compiled();
        List<CatalogColumn> columns = shape.map(Shape::columns).orElse(List.of());
        Optional<CatalogRelation> kept =
                work.published(Kind.VIEW).filter(v -> !work.adopts() && takes(v.columns(), columns));
        List<Statement> statements = new ArrayList<>();
        List<Statement> last = new ArrayList<>();
        if (hooks != Hooks.OPEN) statements.add(new TransactionStatement.Begin());
        if (hooks == Hooks.TO_RUN) statements.addAll(compiled.hooks().before());
        if (kept.isPresent()) {
            statements.add(new RelationStatement.ReplaceView(
                    work.name(), compiled.sql(), work.build().layout(), header));
            statements.addAll(
                    work.can(EngineCapability.VIEW_BOUND)
                            ? ColumnDocs.changed(work, commented(kept.get(), columns))
                            : ColumnDocs.fresh(work, work.name(), Kind.VIEW, columns));
            last.addAll(new Grants(work).kept());
        } else {
            Handover handover = new Handover(work, shape);
            statements.addAll(handover.clear());
            statements.add(create(work.name(), header));
            statements.addAll(handover.bind());
            statements.addAll(ColumnDocs.fresh(work, work.name(), Kind.VIEW, columns));
            last.addAll(handover.settle());
        }
        statements.addAll(work.dropFailed());
        statements.addAll(compiled.hooks().after());
        statements.addAll(last);
        statements.add(work.marker(work.name()));
        statements.add(new TransactionStatement.Commit());
        return statements;
    }

    /**
     * Whether a view can be replaced in place by one of these columns: where it must, they begin with those it has, or are
     * the same (https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html).
     */
    private boolean takes(List<CatalogColumn> present, List<CatalogColumn> now) {
        if (!work.can(EngineCapability.VIEW_BOUND)) return true;
        boolean exactly = work.can(EngineCapability.LATE_BINDING_VIEWS);
        if (now.size() < present.size() || (exactly && now.size() > present.size())) return false;
        for (int i = 0; i < present.size(); i++) {
            boolean same = present.get(i).name().equals(now.get(i).name())
                    && present.get(i).type().equalsIgnoreCase(now.get(i).type());
            if (!same) return false;
        }
        return true;
    }

    /** The view with its comments, and the columns it will have. */
    private static CatalogRelation commented(CatalogRelation view, List<CatalogColumn> columns) {
        List<CatalogColumn> after = columns.stream()
                .map(c -> new CatalogColumn(
                        c.name(), c.type(), view.find(c.name()).flatMap(CatalogColumn::comment)))
                .toList();
        return new CatalogRelation(view.name(), Kind.VIEW, after, view.comment());
    }

    private Statement create(RelationName view, String header) {
        return new RelationStatement.CreateView(
                view, work.compiled().sql(), work.build().layout(), header);
    }

    private List<Statement> cleanup() {
        return work.gated() ? replacement.cleanup() : List.of();
    }
}
