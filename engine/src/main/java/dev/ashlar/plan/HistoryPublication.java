package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Replacement.Hooks;
import dev.ashlar.plan.Step.Sight;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import dev.ashlar.report.RowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How the versions that a run has staged become the history, or a part of it; the same whatever makes a version. */
final class HistoryPublication {
    private final Assignment work;
    private final HistoryTable shape;
    private final Increment increment;

    /** @param increment names the temporary tables of the run */
    HistoryPublication(Assignment work, HistoryTable shape, Increment increment) {
        this.work = work;
        this.shape = shape;
        this.increment = increment;
    }

    /**
     * A history that is not there yet.
     *
     * @param staging makes what {@code versions} reads
     * @param rows columns of the query
     * @param versions a SELECT of them and of the columns that a snapshot adds
     */
    Plan first(List<Step> staging, List<CatalogColumn> rows, String versions) {
        RelationName candidate = work.names().candidate();
        Replacement replacement = new Replacement(work, Kind.TABLE);
        List<Statement> making = new ArrayList<>();
        if (TableMaking.isDefined(work)) {
            List<CatalogColumn> columns = new ArrayList<>(rows);
            columns.addAll(shape.typedMeta());
            making.addAll(TableMaking.defined(work, candidate, columns, versions));
        } else {
            making.add(new RelationStatement.CreateTableAs(
                    candidate, versions, work.build().layout(), ""));
        }
        making.addAll(ColumnDocs.fresh(work, candidate, Kind.TABLE, rows));
        making.addAll(increment.cleanup());
        List<Step> steps = new ArrayList<>(staging);
        steps.addAll(replacement.steps(Hooks.DONE, making));
        List<Statement> cleanup = new ArrayList<>(replacement.cleanup());
        cleanup.addAll(increment.cleanup());
        return new Plan(steps, List.of(), cleanup);
    }

    /**
     * What the query's columns change in those of the history.
     *
     * @throws dev.ashlar.diagnostic.DiagnosticException when a history cannot follow them
     */
    SchemaChange change(List<CatalogColumn> rows, CatalogRelation table) {
        SchemaChange change = SchemaChange.between(
                shape.withoutMeta(table.columns()),
                rows,
                work.adopts() ? OnSchemaChange.FAIL : OnSchemaChange.APPEND_NEW_COLUMNS,
                work.context().types());
        change.demandAllowed(
                work,
                work.adopts()
                        ? "A history is taken over only where its columns are those of the query."
                        : "Cast the column in the snapshot's query: a history is never rebuilt.");
        return change;
    }

    /**
     * What a run does to a history.
     *
     * @param applied statements that write the versions to the table they are told
     * @param counted the rows that these move, where they do not tell
     * @param statistics statements that bring those of the table they are told up to date
     */
    record Continuation(
            SchemaChange change,
            Sight.Batch batch,
            Function<RelationName, List<Statement>> applied,
            Optional<RowCounts> counted,
            Function<RelationName, List<Statement>> statistics) {}

    /** @param staging makes what the statements of {@code next} read; empty where that stands */
    Plan next(List<Statement> staging, CatalogRelation table, Continuation next, Optional<Bindings> bindings) {
        SchemaChange change = next.change();
        Rebinding rebinding = Rebinding.altering(work, change, bindings.orElse(Bindings.NONE));
        ColumnContract contract = new ColumnContract(work);
        List<Step> steps = new ArrayList<>();
        if (TableRewrite.needed(work, contract, table, change, rebinding)) {
            TableRewrite rewrite = new TableRewrite(work, contract, table, change);
            RelationName candidate = work.names().candidate();
            Assignment.stage(steps, staging);
            List<Statement> applying = new ArrayList<>(written(candidate, next));
            applying.addAll(
                    rewrite.isDefined()
                            ? new Statistics(work).of(candidate)
                            : next.statistics().apply(candidate));
            steps.addAll(increment.gateAndReplace(next.batch(), rewrite, applying, next.counted(), bindings));
            return new Plan(steps, List.of(rewrite.announcement()), increment.cleanup(rewrite));
        }
        Assignment.stage(steps, change.before(work.name(), work));
        Assignment.stage(steps, staging);
        CatalogRelation after =
                new CatalogRelation(work.name(), Kind.TABLE, change.applied(table.columns()), table.comment());
        List<Statement> applying = new ArrayList<>(rebinding.before(work.name()));
        applying.addAll(change.alterations(work.name(), work));
        applying.addAll(written(work.name(), next));
        applying.addAll(rebinding.remade());
        List<Statement> finishing = new ArrayList<>(ColumnDocs.changed(work, after));
        finishing.addAll(next.statistics().apply(work.name()));
        steps.addAll(increment.gateAndApply(next.batch(), applying, next.counted(), finishing));
        return new Plan(steps, List.of(), increment.cleanup());
    }

    private List<Statement> written(RelationName target, Continuation next) {
        List<Statement> statements = new ArrayList<>(shape.completion(target));
        statements.addAll(next.applied().apply(target));
        return statements;
    }

    static List<ColumnName> names(List<CatalogColumn> columns) {
        return columns.stream().map(CatalogColumn::name).toList();
    }
}
