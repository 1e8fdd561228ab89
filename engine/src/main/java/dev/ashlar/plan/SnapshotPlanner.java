package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.HistoryStatement.VersionChange;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The history of a source's rows as every run finds them: one row a version, from {@code valid_from} up to and without {@code valid_to}. The source
 * is staged and read; the versions that begin and end are found from it and the history, tested, and applied in one
 * transaction. A history is never rebuilt.
 */
final class SnapshotPlanner implements HistoryPlanner {
    private final Assignment work;
    private final SnapshotHistory history;
    private final Optional<CatalogRelation> table;
    private final SnapshotChecks checks;
    private final HistoryTable shape;

    SnapshotPlanner(Assignment work, SnapshotHistory history) {
        this.work = work;
        this.history = history;
        this.table = work.state().published();
        this.shape = new HistoryTable(history, table);
        this.checks = new SnapshotChecks(work, history, shape);
    }

    @Override
    public Plan begin() {
        work.demandFreeWay();
        new HistoryRules(work, history, shape).demandHistory();
        List<Step> steps = new ArrayList<>(work.opening());
        steps.add(increment().stageRows(work.names().source()));
        steps.add(new Step.Read("select * from " + work.names().source(), checks.questions(), bound()));
        return new Plan(steps, List.of(), increment().cleanup());
    }

    /** Where statistics are asked for later, what hangs on the history is read with them. */
    private Optional<RelationName> bound() {
        return table.isPresent() && new Statistics(work).needed() ? Optional.empty() : work.bound();
    }

    private Increment increment() {
        return new Increment(work, work.names().source())
                .with(work.names().changes())
                .with(work.names().batch());
    }

    @Override
    public Plan proceed(Shape read) {
        List<CatalogColumn> rows = read.columns();
        if (!new Statistics(work).asked(read)) checks.demandSound(read);
        return table.isPresent() ? next(rows, table.get(), read) : first(rows);
    }

    private Plan first(List<CatalogColumn> rows) {
        List<ColumnName> values = HistoryPublication.names(rows);
        return publication()
                .first(List.of(new Step.Stage(List.of(stageVersions(rows, values)))), rows, versions(values));
    }

    private Plan next(List<CatalogColumn> rows, CatalogRelation table, Shape read) {
        SchemaChange change = publication().change(rows, table);
        List<CatalogColumn> own = shape.withoutMeta(table.columns());
        List<ColumnName> names = HistoryPublication.names(rows);
        List<ColumnName> known = names.stream()
                .filter(name -> SchemaChange.find(own, name).isPresent())
                .toList();
        List<Statement> staging = List.of(
                stageVersions(rows, known),
                new RelationStatement.CreateTemporaryTableAs(work.names().batch(), versions(names), ""));
        Statistics statistics = new Statistics(work);
        if (statistics.needed() && !statistics.asked(read)) {
            List<Step> steps = new ArrayList<>();
            Assignment.stage(steps, staging);
            steps.add(new Step.Read(
                    "select * from " + work.names().source(), statistics.questions(List.of()), work.bound()));
            return new Plan(steps, List.of(), increment().cleanup());
        }
        Step.Sight.Batch batch = new Step.Sight.Batch(work.names().batch(), written(rows), merged(names, known));
        return publication()
                .next(
                        statistics.asked(read) ? List.of() : staging,
                        table,
                        new HistoryPublication.Continuation(
                                change,
                                batch,
                                target -> applied(target, rows, change),
                                Optional.empty(),
                                target -> statistics.after(read, target)),
                        read.bindings());
    }

    private HistoryPublication publication() {
        return new HistoryPublication(work, shape, increment());
    }

    /** @param target the history, or the one that takes its place */
    private List<Statement> applied(RelationName target, List<CatalogColumn> rows, SchemaChange change) {
        List<Statement> statements = new ArrayList<>();
        statements.add(new HistoryStatement.CloseVersions(
                target, work.names().changes(), history.uniqueKey(), history.columns()));
        if (!change.added().isEmpty()) {
            statements.add(new HistoryStatement.FillVersions(
                    target,
                    work.names().source(),
                    history.uniqueKey(),
                    HistoryPublication.names(change.added()),
                    history.columns()));
        }
        List<ColumnName> columns = new ArrayList<>(HistoryPublication.names(rows));
        columns.addAll(shape.meta());
        statements.add(new RowStatement.InsertFrom(
                target,
                columns,
                "select " + KeyMatch.list(columns) + "\nfrom " + work.names().batch()));
        return statements;
    }

    private List<ColumnName> written(List<CatalogColumn> rows) {
        List<ColumnName> columns = new ArrayList<>(HistoryPublication.names(rows));
        columns.addAll(shape.meta());
        return columns;
    }

    private Statement stageVersions(List<CatalogColumn> rows, List<ColumnName> known) {
        return new HistoryStatement.StageVersions(
                work.names().changes(),
                table.map(CatalogRelation::name),
                work.names().source(),
                history.uniqueKey(),
                HistoryPublication.names(rows),
                known,
                checks.compared(known, Function.identity()),
                checks.time(rows),
                work.context().runTime(),
                history.columns(),
                shape.open(),
                shape.gone(),
                history.hardDeletes(),
                history.firstValidFrom());
    }

    /** The versions that begin, in the columns of the history. */
    private String versions(List<ColumnName> values) {
        List<String> columns = new ArrayList<>();
        values.forEach(value -> columns.add(value.quoted()));
        columns.add(
                VersionChange.VALID_FROM.column() + " as " + history.columns().validFrom());
        columns.add("cast(" + history.validToCurrent().orElse("null") + " as timestamp) as "
                + history.columns().validTo());
        columns.add("true as " + history.columns().isCurrent());
        columns.add(VersionChange.SCD_ID.column() + " as " + history.columns().scdId());
        columns.add(
                VersionChange.UPDATED_AT.column() + " as " + history.columns().updatedAt());
        if (shape.tellsDeletion()) {
            columns.add(VersionChange.KIND.column() + " = 'deleted' as "
                    + history.columns().isDeleted());
        }
        String all = "select\n    " + String.join(",\n    ", columns) + "\nfrom "
                + work.names().changes();
        return history.hardDeletes() == HardDeletes.NEW_RECORD
                ? all
                : all + "\nwhere " + VersionChange.KIND.column() + " <> 'deleted'";
    }

    /** The history as it would be: the versions that begin, and the others, ended where they end. */
    private String merged(List<ColumnName> values, List<ColumnName> known) {
        List<ColumnName> all = new ArrayList<>(values);
        all.addAll(shape.meta());
        List<String> kept = new ArrayList<>();
        for (ColumnName value : values) kept.add(known.contains(value) ? "history." + value : "null");
        String start = "changes." + VersionChange.VALID_FROM.column();
        String ended = "(" + shape.open() + ") and " + start + " is not null";
        kept.add("history." + history.columns().validFrom());
        kept.add("case when " + ended + " then " + start + " else history."
                + history.columns().validTo() + " end");
        kept.add("(" + shape.open() + ") and " + start + " is null");
        kept.add("history." + history.columns().scdId());
        kept.add("history." + history.columns().updatedAt());
        if (shape.tellsDeletion()) kept.add(shape.gone());
        return "select " + KeyMatch.list(all) + "\nfrom " + work.names().batch() + "\nunion all\nselect "
                + String.join(", ", kept) + "\nfrom " + work.name() + " as history\nleft join "
                + work.names().changes() + " as changes on "
                + KeyMatch.equal("changes", "history", history.uniqueKey(), new RowStatement.KeyEquality.Plain());
    }
}
