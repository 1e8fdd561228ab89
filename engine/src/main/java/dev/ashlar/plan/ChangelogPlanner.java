package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RowStatement.KeyEquality;
import dev.ashlar.plan.Step.Question;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.RowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The history of keys whose every change the source holds. The keys with changes that the history has not seen are found, all
 * their versions made anew from the source, and those that differ put in the place of those that stand. So it does not matter
 * in which order changes arrive.
 *
 * <p>What has been seen is read from the history itself: the newest arrival among its versions. A table that is restored or
 * cloned so knows by itself where to go on. It can only be too old, when the last changes made no version: their keys are
 * then looked at again, and found to be as they are.
 */
final class ChangelogPlanner implements HistoryPlanner {
    private static final String NEWEST = "newest_arrival";
    private static final String BATCH = "batch_rows";
    private static final String REMOVED = "removed_rows";
    private static final String REPLACED = "replaced_rows";

    private final Assignment work;
    private final SnapshotHistory history;
    private final SnapshotStrategy.Changelog changelog;
    private final Optional<CatalogRelation> table;
    private final HistoryTable shape;
    private final HistoryRules rules;

    ChangelogPlanner(Assignment work, SnapshotHistory history, SnapshotStrategy.Changelog changelog) {
        this.work = work;
        this.history = history;
        this.changelog = changelog;
        this.table = work.state().published();
        this.shape = new HistoryTable(history, table);
        this.rules = new HistoryRules(work, history, shape);
    }

    @Override
    public Plan begin() {
        work.demandFreeWay();
        rules.demandHistory();
        List<Step> steps = new ArrayList<>(work.opening());
        List<Question> asked = ChangeColumns.arrival(changelog)
                .flatMap(column -> table.flatMap(t -> t.find(column)))
                .map(column -> new Question(
                        NEWEST, "select cast(max(" + column.name() + ") as varchar(100))\nfrom " + work.name()))
                .stream()
                .toList();
        steps.addAll(Describing.of(work, work.compiled().sql(), asked, Optional.empty()));
        return new Plan(steps, List.of(), increment().cleanup());
    }

    @Override
    public Plan proceed(Shape read) {
        return read.asked().contains(KeyFaults.NULLS) ? publish(read) : stage(read);
    }

    private Increment increment() {
        CandidateNames names = work.names();
        return new Increment(work, names.batch())
                .with(names.source())
                .with(names.moments())
                .with(names.standing())
                .with(names.changes())
                .with(names.removed());
    }

    private HistoryPublication publication() {
        return new HistoryPublication(work, shape, increment());
    }

    private Plan stage(Shape described) {
        rules.demandOwnNamesFree(described.columns());
        ChangeColumns columns = ChangeColumns.of(work, history, changelog, described.columns());
        rules.demandComparable(described.columns());
        Optional<SchemaChange> change = table.map(t -> publication().change(described.columns(), t));
        ChangelogStaging staging = new ChangelogStaging(work, history, shape, columns, rules);
        List<Statement> statements = new ArrayList<>(staging.source(unseen(described, columns, change)));
        statements.addAll(staging.versions(table.isPresent()));
        if (Describing.hooks(work) == Replacement.Hooks.OPEN) {
            statements.add(work.marker(work.names().candidate()));
            statements.add(new TransactionStatement.Commit());
        }
        List<Step> steps = new ArrayList<>();
        Assignment.stage(steps, statements);
        List<Question> questions = new ArrayList<>(new ChangelogChecks(work, history, shape, columns).questions());
        if (table.isPresent()) questions.addAll(counts(columns));
        steps.add(new Step.Read(
                "select * from " + work.names().source(),
                table.isPresent() ? new Statistics(work).questions(questions) : questions,
                work.bound()));
        return new Plan(steps, List.of(), increment().cleanup());
    }

    /** Which changes are new; all of them where that cannot be told or a column is. */
    private Optional<ChangelogStaging.Unseen> unseen(
            Shape described, ChangeColumns columns, Optional<SchemaChange> change) {
        if (change.map(c -> !c.added().isEmpty()).orElse(true)) return Optional.empty();
        if (!described.answers().containsKey(NEWEST)) return Optional.empty();
        List<List<Object>> newest = described.answers().get(NEWEST).rows();
        if (newest.isEmpty() || newest.get(0).get(0) == null) return Optional.empty();
        return columns.arrival()
                .map(column -> new ChangelogStaging.Unseen(
                        column, String.valueOf(newest.get(0).get(0))));
    }

    private List<Question> counts(ChangeColumns columns) {
        CandidateNames names = work.names();
        return List.of(
                new Question(BATCH, "select count(*)\nfrom " + names.batch()),
                new Question(REMOVED, "select count(*)\nfrom " + names.removed()),
                new Question(
                        REPLACED,
                        "select count(*)\nfrom " + names.removed() + " as removed\njoin " + names.batch()
                                + " as batch on "
                                + KeyMatch.equal("removed", "batch", versionKey(columns), new KeyEquality.Plain())));
    }

    /** Tells the versions of a history apart. */
    private List<ColumnName> versionKey(ChangeColumns columns) {
        List<ColumnName> key = new ArrayList<>(columns.keys());
        key.add(history.columns().validFrom());
        return key;
    }

    private Plan publish(Shape read) {
        ChangeColumns columns = ChangeColumns.of(work, history, changelog, read.columns());
        new ChangelogChecks(work, history, shape, columns).demandSound(read);
        if (table.isEmpty()) {
            return publication()
                    .first(
                            List.of(),
                            read.columns(),
                            "select *\nfrom " + work.names().changes());
        }
        SchemaChange change = publication().change(read.columns(), table.get());
        List<ColumnName> written = new ChangelogStaging(work, history, shape, columns, rules).written();
        Optional<RowCounts> counted = counted(read);
        RelationName batch = work.names().batch();
        Statistics statistics = new Statistics(work);
        return publication()
                .next(
                        List.of(),
                        table.get(),
                        new HistoryPublication.Continuation(
                                change,
                                new Step.Sight.Batch(batch, written, merged(columns, written)),
                                target -> applied(read, target, versionKey(columns), written),
                                counted,
                                target -> statistics.after(read, target)),
                        read.bindings());
    }

    /** Empty where nothing is sent. */
    private static Optional<RowCounts> counted(Shape read) {
        if (!read.answers().containsKey(BATCH)) return Optional.empty();
        long replaced = read.number(REPLACED);
        return Optional.of(new RowCounts(read.number(BATCH) - replaced, replaced, read.number(REMOVED) - replaced));
    }

    /**
     * What has no row to move is left out: a delete would look at the whole history for nothing.
     *
     * @param target the history, or the one that takes its place
     */
    private List<Statement> applied(Shape read, RelationName target, List<ColumnName> key, List<ColumnName> written) {
        List<Statement> statements = new ArrayList<>();
        if (mayHold(read, REMOVED)) {
            statements.add(new RowStatement.DeleteMatching(
                    target, work.names().removed(), key, new KeyEquality.Plain(), List.of()));
        }
        if (mayHold(read, BATCH)) {
            statements.add(new RowStatement.InsertFrom(
                    target,
                    written,
                    "select " + KeyMatch.list(written) + "\nfrom "
                            + work.names().batch()));
        }
        return statements;
    }

    /** Whether a temporary table has rows, as far as was asked. */
    private static boolean mayHold(Shape read, String question) {
        return !read.answers().containsKey(question) || read.number(question) > 0;
    }

    /** The history as it would be. */
    private String merged(ChangeColumns columns, List<ColumnName> written) {
        return "select " + KeyMatch.list(written) + "\nfrom " + work.names().batch() + "\nunion all\nselect "
                + String.join(", ", shape.standing("history", written, read -> "null")) + "\nfrom " + work.name()
                + " as history\nwhere not exists (select 1 from " + work.names().removed() + " as removed where "
                + KeyMatch.equal("removed", "history", versionKey(columns), new KeyEquality.Plain()) + ")";
    }
}
