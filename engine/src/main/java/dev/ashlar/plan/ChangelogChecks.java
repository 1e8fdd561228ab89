package dev.ashlar.plan;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.RowOperations;
import dev.ashlar.plan.HistoryStatement.Moment;
import dev.ashlar.plan.RowStatement.KeyEquality;
import dev.ashlar.plan.Step.Question;
import dev.ashlar.report.QueryResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What has to hold of changes before versions are made of them: asked for at once, five examples shown of each fault. */
final class ChangelogChecks {
    private static final String NO_TIME = "changes_without_time";
    private static final String UNKNOWN = "unknown_operations";
    private static final String TIES = "changes_of_one_instant";
    private static final String FORGOTTEN = "changes_before_retention";

    private final Assignment work;
    private final SnapshotHistory history;
    private final HistoryTable table;
    private final ChangeColumns columns;
    private final KeyFaults keys;

    ChangelogChecks(Assignment work, SnapshotHistory history, HistoryTable table, ChangeColumns columns) {
        this.work = work;
        this.history = history;
        this.table = table;
        this.columns = columns;
        this.keys = new KeyFaults(work.node(), columns.keys());
    }

    List<Question> questions() {
        RelationName source = work.names().source();
        List<Question> questions = new ArrayList<>();
        questions.add(keys.nulls(source));
        questions.add(new Question(
                NO_TIME,
                "select " + KeyMatch.list(columns.keys()) + ", count(*) over () as found\nfrom " + source + "\nwhere "
                        + columns.updatedAt() + " is null\nlimit " + KeyFaults.SHOWN));
        columns.operations().ifPresent(operations -> questions.add(unknown(operations, source)));
        List<ColumnName> instant = instant();
        questions.add(new Question(
                TIES,
                "select " + KeyMatch.list(instant) + ", count(*) over () as found\nfrom "
                        + work.names().moments() + "\ngroup by " + KeyMatch.list(instant)
                        + "\nhaving count(*) > 1\norder by " + KeyMatch.list(instant) + "\nlimit " + KeyFaults.SHOWN));
        horizon().ifPresent(since -> questions.add(forgotten(since)));
        return questions;
    }

    private List<ColumnName> instant() {
        List<ColumnName> instant = new ArrayList<>(columns.keys());
        instant.add(Moment.AT.column());
        return instant;
    }

    private static Question unknown(RowOperations operations, RelationName source) {
        String column = operations.column().quoted();
        String words = operations.known().stream()
                .map(word -> "'" + word.replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
        return new Question(
                UNKNOWN,
                "select " + column + ", count(*) over () as found\nfrom " + source + "\nwhere " + column
                        + " is null or cast(" + column + " as varchar(1000)) not in (" + words + ")\ngroup by "
                        + column + "\norder by " + column + "\nlimit " + KeyFaults.SHOWN);
    }

    private Optional<Instant> horizon() {
        return columns.changelog()
                .retention()
                .filter(r -> table.table().isPresent())
                .map(work.context().runTime()::minus);
    }

    /** Changes before the retention of which the history does not know: the version that covers them is not theirs. */
    private Question forgotten(Instant since) {
        List<String> same = new ArrayList<>();
        for (ColumnName column : columns.compared().isEmpty() ? columns.told() : columns.compared()) {
            if (table.table().flatMap(t -> t.find(column)).isEmpty()) continue;
            String there = "history." + column;
            String here = "moments." + column;
            same.add("(" + here + " = " + there + " or (" + here + " is null and " + there + " is null))");
        }
        // valid_from may lie before the change that opened the version
        String covered = "history." + history.columns().updatedAt() + " <= moments." + Moment.AT.column()
                + " and (history." + history.columns().validTo() + " > moments." + Moment.AT.column() + " or ("
                + history.columns().isCurrent() + "))"
                + (table.tellsDeletion()
                        ? " and not history." + history.columns().isDeleted()
                        : "");
        List<ColumnName> instant = instant();
        String list = KeyMatch.list("moments", instant);
        return new Question(
                FORGOTTEN,
                "select " + KeyMatch.list(instant) + ", count(*) over () as found\nfrom (\nselect " + list
                        + ", moments." + Moment.GONE.column() + ",\n    max(case when " + covered
                        + " then 1 else 0 end) as alive,\n    max(case when " + covered + " and "
                        + String.join(" and ", same) + " then 1 else 0 end) as known\nfrom "
                        + work.names().moments() + " as moments\nleft join "
                        + work.names().standing() + " as history on "
                        + KeyMatch.equal("moments", "history", columns.keys(), new KeyEquality.Plain())
                        + "\nwhere moments." + Moment.AT.column() + " < timestamp '"
                        + SnapshotChecks.UTC.format(since) + "'\ngroup by " + list + ", moments."
                        + Moment.GONE.column() + "\n) as judged\nwhere (not " + Moment.GONE.column()
                        + " and known = 0) or (" + Moment.GONE.column() + " and alive = 1)\norder by "
                        + KeyMatch.list(instant) + "\nlimit " + KeyFaults.SHOWN);
    }

    /** @throws DiagnosticException when the changes must not be taken */
    void demandSound(Shape read) {
        keys.demandNone(read);
        List<Diagnostic> faults = new ArrayList<>();
        String forgotten = " from before " + horizon().map(Object::toString).orElse("")
                + ", which is as far back as retention reaches, that the history does not know";
        find(
                read,
                NO_TIME,
                columns.keys(),
                "change without a time",
                "changes without a time",
                "Fill updated_at or filter them out.",
                faults);
        columns.operations()
                .ifPresent(o -> find(
                        read,
                        UNKNOWN,
                        List.of(o.column()),
                        "operation that is none of " + String.join(", ", o.known()),
                        "operations that are none of " + String.join(", ", o.known()),
                        "Map them to I, U or D under operation_values.",
                        faults));
        find(
                read,
                TIES,
                instant(),
                "instant with changes of one key that differ",
                "instants with changes of one key that differ",
                columns.sequence().isEmpty()
                        ? "Say by sequence_column which of them is the last."
                        : "Add to sequence_column what tells which of them is the last.",
                faults);
        find(
                read,
                FORGOTTEN,
                instant(),
                "change" + forgotten,
                "changes" + forgotten,
                "Give a longer retention if the source still has all changes of these keys since then.",
                faults);
        if (!faults.isEmpty()) throw new DiagnosticException(faults, null);
    }

    private void find(
            Shape read,
            String question,
            List<ColumnName> shown,
            String one,
            String more,
            String remedy,
            List<Diagnostic> faults) {
        QueryResult rows = read.answers().get(question);
        if (rows == null || rows.rows().isEmpty()) return;
        long found = ((Number) rows.rows().get(0).get(shown.size())).longValue();
        List<ColumnName> named = shown.stream()
                .map(column -> column.equals(Moment.AT.column()) ? columns.updatedAt() : column)
                .toList();
        faults.add(Diagnostic.error(
                work.node().header().location(),
                "Cannot build " + PlanRefusal.thing(work.node()) + ": its query gives " + Counted.of(found, one, more)
                        + ", for example " + KeyFaults.shown(named, rows) + ".",
                remedy));
    }
}
