package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Replacement.Hooks;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A table, and what is built as one: the first build and the rebuild of an incremental. */
final class TablePlanner implements FirstBuild {
    private final Assignment work;
    private final ColumnContract contract;
    private final Replacement replacement;
    private final List<Diagnostic> notes = new ArrayList<>();
    private Optional<Consumer<List<CatalogColumn>>> demand = Optional.empty();

    TablePlanner(Assignment work) {
        this.work = work;
        this.contract = new ColumnContract(work);
        this.replacement = new Replacement(work, Kind.TABLE);
        notes.addAll(contract.notes());
        notes.addAll(Displacement.notes(work));
    }

    TablePlanner noting(Diagnostic note) {
        notes.add(note);
        return this;
    }

    /** @param columns throws where those of the query will not do */
    TablePlanner demanding(Consumer<List<CatalogColumn>> columns) {
        demand = Optional.of(columns);
        return this;
    }

    @Override
    public Plan begin() {
        work.demandFreeWay();
        List<Step> steps = new ArrayList<>(work.opening());
        if (contract.enforced()
                || ColumnDocs.ofColumns(work)
                || TableMaking.isDefined(work)
                || Indexes.of(work).askForColumns()
                || demand.isPresent()) {
            steps.addAll(Describing.of(work, contract));
            return new Plan(steps, List.of(), List.of());
        }
        List<Statement> making = new ArrayList<>();
        making.add(createAs(work.compiled().sql(), work.compiled().sqlHeader()));
        making.addAll(ColumnDocs.fresh(work, candidate(), Kind.TABLE, List.of()));
        steps.addAll(replacement.steps(Hooks.TO_RUN, making));
        return new Plan(steps, notes, replacement.cleanup());
    }

    @Override
    public Plan proceed(Shape shape) {
        if (shape.bindings().isPresent()) {
            return new Plan(replacement.swapSteps(candidate(), Optional.of(shape)), List.of(), replacement.cleanup());
        }
        List<CatalogColumn> columns = contract.checked(shape.columns());
        demand.ifPresent(columnsAre -> columnsAre.accept(columns));
        return new Plan(
                replacement.steps(
                        Describing.hooks(work), making(columns, work.compiled().sql())),
                notes,
                replacement.cleanup());
    }

    /**
     * Statements that make the candidate.
     *
     * @param columns of the query
     */
    List<Statement> making(List<CatalogColumn> columns, String sql) {
        List<Statement> making = new ArrayList<>(TableMaking.made(work, contract, candidate(), columns, sql));
        making.addAll(ColumnDocs.fresh(work, candidate(), Kind.TABLE, columns));
        return making;
    }

    private Statement createAs(String sql, String header) {
        return new RelationStatement.CreateTableAs(
                candidate(), sql, work.build().layout(), header);
    }

    private RelationName candidate() {
        return work.names().candidate();
    }
}
