package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Replacement.Hooks;
import dev.ashlar.plan.Step.Publish;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A view. One that tests gate is built as a candidate and swapped in; any other is made or replaced in place by one
 * statement, in a transaction with its hooks and its marker.
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
        if (contract.enforced() || ColumnDocs.ofColumns(work)) {
            steps.addAll(Describing.of(work, contract));
            return new Plan(steps, List.of(), List.of());
        }
        steps.addAll(made(Hooks.TO_RUN, List.of(), work.compiled().sqlHeader()));
        return new Plan(steps, List.of(), cleanup());
    }

    Plan proceed(Shape shape) {
        return new Plan(made(Describing.hooks(work), contract.checked(shape.columns()), ""), List.of(), cleanup());
    }

    private List<Step> made(Hooks hooks, List<CatalogColumn> columns, String header) {
        if (work.gated()) {
            RelationName candidate = work.names().candidate();
            List<Statement> making = new ArrayList<>();
            making.add(create(candidate, header));
            making.addAll(ColumnDocs.fresh(work, candidate, Kind.VIEW, columns));
            return replacement.steps(hooks, making);
        }
        List<Step> steps = new ArrayList<>();
        steps.add(new Publish(inPlace(hooks, columns, header)));
        steps.addAll(work.closing());
        return steps;
    }

    private List<Statement> inPlace(Hooks hooks, List<CatalogColumn> columns, String header) {
        CompiledNode compiled = work.compiled();
        List<Statement> statements = new ArrayList<>();
        if (hooks != Hooks.OPEN) statements.add(new Statement.Begin());
        if (hooks == Hooks.TO_RUN) statements.addAll(compiled.preHooks());
        if (work.published(Kind.VIEW).isPresent() && !work.adopts()) {
            statements.add(new Statement.ReplaceView(
                    work.name(), compiled.sql(), work.build().layout(), header));
        } else {
            statements.addAll(Replacement.clearPlace(work));
            statements.add(create(work.name(), header));
        }
        statements.addAll(ColumnDocs.fresh(work, work.name(), Kind.VIEW, columns));
        statements.addAll(work.dropFailed());
        statements.addAll(compiled.postHooks());
        statements.addAll(work.grants());
        statements.add(work.marker(work.name()));
        statements.add(new Statement.Commit());
        return statements;
    }

    private Statement create(RelationName view, String header) {
        return new Statement.CreateView(
                view, work.compiled().sql(), work.build().layout(), header);
    }

    private List<Statement> cleanup() {
        return work.gated() ? replacement.cleanup() : List.of();
    }
}
