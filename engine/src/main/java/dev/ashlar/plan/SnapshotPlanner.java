package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.HistoryStatement.VersionChange;
import dev.ashlar.plan.Replacement.Hooks;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The history of a source's rows: one row a version, from {@code valid_from} up to and without {@code valid_to}. The source
 * is staged and read; the versions that begin and end are found from it and the history, tested, and applied in one
 * transaction. A history is never rebuilt.
 */
final class SnapshotPlanner {
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
        if (history.strategy() instanceof SnapshotStrategy.Changelog) {
            throw PlanRefusal.cannotBuild(
                    work.node(),
                    "the snapshot strategy 'changelog' is not carried out on "
                            + work.context().engine() + ".",
                    "Use timestamp or check.");
        }
    }

    Plan begin() {
        work.demandFreeWay();
        checks.demandHistory();
        List<Step> steps = new ArrayList<>(work.opening());
        steps.add(increment().stageRows(work.names().source()));
        steps.add(new Step.Read("select * from " + work.names().source(), checks.questions(), work.bound()));
        return new Plan(steps, List.of(), increment().cleanup());
    }

    private Increment increment() {
        return new Increment(work, work.names().source())
                .with(work.names().changes())
                .with(work.names().batch());
    }

    Plan proceed(Shape read) {
        List<CatalogColumn> rows = read.columns();
        checks.demandSound(read);
        return table.isPresent() ? next(rows, table.get(), read.bindings()) : first(rows);
    }

    private Plan first(List<CatalogColumn> rows) {
        List<ColumnName> values = names(rows);
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Stage(List.of(stageVersions(rows, values))));
        Replacement replacement = new Replacement(work, Kind.TABLE);
        List<Statement> making = new ArrayList<>();
        if (TableMaking.isDefined(work)) {
            List<CatalogColumn> columns = new ArrayList<>(rows);
            columns.addAll(shape.typedMeta());
            making.addAll(TableMaking.defined(work, work.names().candidate(), columns, versions(values)));
        } else {
            making.add(new RelationStatement.CreateTableAs(
                    work.names().candidate(), versions(values), work.build().layout(), ""));
        }
        making.addAll(ColumnDocs.fresh(work, work.names().candidate(), Kind.TABLE, rows));
        making.add(new RelationStatement.DropTableIfExists(work.names().changes()));
        making.add(new RelationStatement.DropTableIfExists(work.names().source()));
        steps.addAll(replacement.steps(Hooks.DONE, making));
        List<Statement> cleanup = new ArrayList<>(replacement.cleanup());
        cleanup.addAll(increment().cleanup());
        return new Plan(steps, List.of(), cleanup);
    }

    private Plan next(List<CatalogColumn> rows, CatalogRelation table, Optional<Bindings> bindings) {
        List<CatalogColumn> own = shape.withoutMeta(table.columns());
        SchemaChange change = SchemaChange.between(
                own,
                rows,
                work.adopts() ? OnSchemaChange.FAIL : OnSchemaChange.APPEND_NEW_COLUMNS,
                work.context().types());
        change.demandAllowed(
                work,
                work.adopts()
                        ? "A history is taken over only where its columns are those of the query."
                        : "Cast the column in the snapshot's query: a history is never rebuilt.");
        List<ColumnName> known = names(rows).stream()
                .filter(name -> SchemaChange.find(own, name).isPresent())
                .toList();

        Rebinding rebinding = Rebinding.altering(work, change, bindings.orElse(Bindings.NONE));
        ColumnContract contract = new ColumnContract(work);
        Step.Sight.Batch batch = new Step.Sight.Batch(work.names().batch(), written(rows), merged(names(rows), known));
        List<Step> steps = new ArrayList<>();
        Step staging = new Step.Stage(List.of(
                stageVersions(rows, known),
                new RelationStatement.CreateTemporaryTableAs(work.names().batch(), versions(names(rows)), "")));
        if (TableRewrite.needed(work, contract, table, change, rebinding)) {
            TableRewrite rewrite = new TableRewrite(work, contract, table, change);
            steps.add(staging);
            steps.addAll(increment()
                    .gateAndReplace(
                            batch,
                            rewrite,
                            applied(work.names().candidate(), rows, change),
                            Optional.empty(),
                            bindings));
            return new Plan(steps, List.of(rewrite.announcement()), increment().cleanup(rewrite));
        }
        Assignment.stage(steps, change.before(work.name(), work));
        steps.add(staging);
        CatalogRelation after =
                new CatalogRelation(work.name(), Kind.TABLE, change.applied(table.columns()), table.comment());
        List<Statement> applying = new ArrayList<>(rebinding.before(work.name()));
        applying.addAll(change.alterations(work.name(), work));
        applying.addAll(applied(work.name(), rows, change));
        applying.addAll(rebinding.remade());
        steps.addAll(increment().gateAndApply(batch, applying, Optional.empty(), ColumnDocs.changed(work, after)));
        return new Plan(steps, List.of(), increment().cleanup());
    }

    /** @param target the history, or the one that takes its place */
    private List<Statement> applied(RelationName target, List<CatalogColumn> rows, SchemaChange change) {
        List<Statement> statements = new ArrayList<>(shape.completion(target));
        statements.add(new HistoryStatement.CloseVersions(
                target, work.names().changes(), history.uniqueKey(), history.columns()));
        if (!change.added().isEmpty()) {
            statements.add(new HistoryStatement.FillVersions(
                    target, work.names().source(), history.uniqueKey(), names(change.added()), history.columns()));
        }
        List<ColumnName> columns = new ArrayList<>(names(rows));
        columns.addAll(shape.meta());
        statements.add(new RowStatement.InsertFrom(
                target,
                columns,
                "select " + KeyMatch.list(columns) + "\nfrom " + work.names().batch()));
        return statements;
    }

    private List<ColumnName> written(List<CatalogColumn> rows) {
        List<ColumnName> columns = new ArrayList<>(names(rows));
        columns.addAll(shape.meta());
        return columns;
    }

    private Statement stageVersions(List<CatalogColumn> rows, List<ColumnName> known) {
        return new HistoryStatement.StageVersions(
                work.names().changes(),
                table.map(CatalogRelation::name),
                work.names().source(),
                history.uniqueKey(),
                names(rows),
                known,
                checks.compared(names(rows), known),
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

    private static List<ColumnName> names(List<CatalogColumn> columns) {
        return columns.stream().map(CatalogColumn::name).toList();
    }
}
