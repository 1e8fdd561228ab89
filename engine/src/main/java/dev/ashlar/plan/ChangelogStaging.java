package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.RowOperations.Operation;
import dev.ashlar.plan.HistoryStatement.Deletes;
import dev.ashlar.plan.HistoryStatement.DeletionMark;
import dev.ashlar.plan.HistoryStatement.VersionTime;
import dev.ashlar.plan.RowStatement.KeyEquality;
import dev.ashlar.report.CatalogColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The temporary tables from which a changelog becomes versions. */
final class ChangelogStaging {
    private final Assignment work;
    private final SnapshotHistory history;
    private final HistoryTable table;
    private final ChangeColumns columns;
    private final HistoryRules rules;

    ChangelogStaging(
            Assignment work, SnapshotHistory history, HistoryTable table, ChangeColumns columns, HistoryRules rules) {
        this.work = work;
        this.history = history;
        this.table = table;
        this.columns = columns;
        this.rules = rules;
    }

    /**
     * Changes that the history has not seen are those that arrived later.
     *
     * @param newest the latest arrival that it has seen, as text
     */
    record Unseen(ColumnName arrival, String newest) {}

    /**
     * All changes of the keys that have new ones. The new ones are read first and by one statement: whatever else arrives
     * meanwhile is newer than {@code newest}, so that the second statement does not see it.
     */
    List<Statement> source(Optional<Unseen> unseen) {
        RelationName source = work.names().source();
        String changes = "select changes.*\nfrom (\n" + work.compiled().sql() + "\n) as changes";
        if (unseen.isEmpty()) return List.of(new RelationStatement.CreateTemporaryTableAs(source, changes, ""));
        ColumnName arrival = unseen.get().arrival();
        String type = SchemaChange.find(columns.rows(), arrival).orElseThrow().type();
        String newest = "cast('" + unseen.get().newest().replace("'", "''") + "' as " + type + ")";
        return List.of(
                new RelationStatement.CreateTemporaryTableAs(
                        source,
                        changes + "\nwhere changes." + arrival + " > " + newest + " or changes." + arrival + " is null",
                        ""),
                new RowStatement.InsertFrom(
                        source,
                        columns.values(),
                        changes + "\nwhere changes." + arrival + " <= " + newest
                                + "\n    and exists (select 1 from " + source + " as unseen where "
                                + KeyMatch.equal("unseen", "changes", columns.keys(), new KeyEquality.Plain())
                                + ")"));
    }

    /** @param standing whether there is a history to compare with */
    List<Statement> versions(boolean standing) {
        List<Statement> statements = new ArrayList<>();
        statements.add(new HistoryStatement.StageMoments(
                work.names().moments(),
                work.names().source(),
                columns.keys(),
                columns.values(),
                columns.told(),
                columns.own(),
                new VersionTime.OfRow(columns.updatedAt(), rules.clock(columns.rows(), columns.updatedAt())),
                columns.sequence(),
                columns.operations()
                        .map(o -> new Deletes(
                                o.column(),
                                o.of(Operation.DELETE),
                                history.hardDeletes() == HardDeletes.IGNORE
                                        ? Deletes.Counting.PASSED_OVER
                                        : Deletes.Counting.COUNT)),
                history.firstValidFrom()));
        if (standing) {
            statements.add(
                    new RelationStatement.CreateTemporaryTableAs(work.names().standing(), standing(), ""));
        }
        statements.add(new HistoryStatement.RebuildVersions(
                work.names().changes(),
                work.names().moments(),
                standing ? Optional.of(work.names().standing()) : Optional.empty(),
                columns.keys(),
                columns.values(),
                carried(),
                columns.state(),
                columns.compared(),
                history.columns(),
                horizon(),
                history.hardDeletes(),
                table.tellsDeletion() ? DeletionMark.WRITTEN : DeletionMark.NONE,
                history.validToCurrent()));
        if (standing) {
            statements.add(
                    new RelationStatement.CreateTemporaryTableAs(work.names().batch(), begun(), ""));
            statements.add(
                    new RelationStatement.CreateTemporaryTableAs(work.names().removed(), removed(), ""));
        }
        return statements;
    }

    /** How far back the source reaches; empty where it forgets nothing and where no history would remember. */
    Optional<Instant> horizon() {
        return columns.changelog()
                .retention()
                .filter(r -> table.table().isPresent())
                .map(work.context().runTime()::minus);
    }

    /** Columns of the history that the query has no more. */
    private List<ColumnName> carried() {
        return table.table().map(t -> table.withoutMeta(t.columns())).orElse(List.of()).stream()
                .map(CatalogColumn::name)
                .filter(name -> SchemaChange.find(columns.rows(), name).isEmpty())
                .toList();
    }

    /** The columns of the history as it will be. */
    List<ColumnName> written() {
        List<ColumnName> written = new ArrayList<>(columns.values());
        written.addAll(carried());
        written.addAll(table.meta());
        return written;
    }

    /** All versions of the keys that changed: what comes after needs the history no more until it is written. */
    private String standing() {
        List<ColumnName> written = written();
        List<String> values = table.standing("history", written, this::missing);
        List<String> named = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            boolean same = values.get(i).equals("history." + written.get(i));
            named.add(same ? values.get(i) : values.get(i) + " as " + written.get(i));
        }
        return "select " + String.join(", ", named) + "\nfrom " + work.name()
                + " as history\nwhere exists (select 1 from " + work.names().moments() + " as moments where "
                + KeyMatch.equal("moments", "history", columns.keys(), new KeyEquality.Plain()) + ")";
    }

    private String begun() {
        return "select " + KeyMatch.list(written()) + "\nfrom " + work.names().changes() + "\nexcept\n" + remade();
    }

    private String removed() {
        ColumnName from = history.columns().validFrom();
        return "select " + KeyMatch.list(columns.keys()) + ", " + from + "\nfrom (\n" + remade() + "\nexcept\nselect "
                + KeyMatch.list(written()) + "\nfrom " + work.names().changes() + "\n) as removed";
    }

    /** The standing versions that were made anew. */
    private String remade() {
        String sql =
                "select " + KeyMatch.list(written()) + "\nfrom " + work.names().standing();
        if (horizon().isEmpty()) return sql;
        String since = "timestamp '" + SnapshotChecks.UTC.format(horizon().get()) + "'";
        return sql + "\nwhere " + history.columns().updatedAt() + " >= " + since + " or "
                + history.columns().isCurrent() + " or " + history.columns().validTo() + " >= " + since;
    }

    private String missing(ColumnName name) {
        return SchemaChange.find(columns.rows(), name)
                .map(column -> "cast(null as " + column.type() + ")")
                .orElse("null");
    }
}
