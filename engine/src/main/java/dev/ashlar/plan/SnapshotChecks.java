package dev.ashlar.plan;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.HistoryStatement.VersionTime;
import dev.ashlar.plan.RowStatement.KeyEquality;
import dev.ashlar.plan.Step.Question;
import dev.ashlar.report.CatalogColumn;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What has to hold before a snapshot of states writes anything. */
final class SnapshotChecks {
    private static final String NO_TIME = "rows_without_time";
    private static final String NEWER = "newer_versions";
    /** How many living keys are gone from the source, and how many live. */
    private static final String GONE = "keys_gone";

    static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Assignment work;
    private final SnapshotHistory history;
    private final HistoryTable table;
    private final KeyFaults faults;
    private final HistoryRules rules;

    SnapshotChecks(Assignment work, SnapshotHistory history, HistoryTable table) {
        this.work = work;
        this.history = history;
        this.table = table;
        this.faults = new KeyFaults(work.node(), history.uniqueKey());
        this.rules = new HistoryRules(work, history, table);
    }

    List<Question> questions() {
        RelationName rows = work.names().source();
        List<Question> questions = new ArrayList<>();
        questions.add(faults.nulls(rows));
        questions.add(faults.duplicates(rows));
        switch (history.strategy()) {
            case SnapshotStrategy.Timestamp s ->
                questions.add(new Question(
                        NO_TIME, "select count(*)\nfrom " + rows + "\nwhere " + s.updatedAt() + " is null"));
            case SnapshotStrategy.Check s ->
                table.table().ifPresent(t -> questions.add(new Question(NEWER, newer(t.name()))));
            case SnapshotStrategy.Changelog s -> throw notHere();
        }
        if (limitsDeletions()) questions.add(deletions(rows));
        return questions;
    }

    private String newer(RelationName name) {
        Instant at = work.context().runTime();
        return "select count(*)\nfrom " + name + "\nwhere " + history.columns().updatedAt() + " > timestamp '"
                + UTC.format(at) + "'";
    }

    private boolean limitsDeletions() {
        return table.table().isPresent()
                && history.hardDeletes() != HardDeletes.IGNORE
                && history.maxHardDeletes().isPresent();
    }

    private Question deletions(RelationName rows) {
        List<ColumnName> keys = history.uniqueKey();
        return new Question(
                GONE,
                "select coalesce(sum(case when source." + keys.get(0)
                        + " is null then 1 else 0 end), 0), count(*)\nfrom ("
                        + "select " + KeyMatch.list(keys) + " from " + work.name() + " where (" + table.open()
                        + ") and not " + table.gone() + ") as living\nleft join " + rows + " as source on "
                        + KeyMatch.equal("source", "living", keys, new KeyEquality.Plain()));
    }

    /** @throws dev.ashlar.diagnostic.DiagnosticException when the source's rows must not be taken */
    void demandSound(Shape read) {
        new NamedColumns(work.node()).demandAmong(read.columns());
        rules.demandComparable(compared(read.columns(), CatalogColumn::name));
        faults.demandNone(read);
        rules.demandOwnNamesFree(read.columns());
        long withoutTime = answer(read, NO_TIME);
        if (withoutTime > 0) {
            throw PlanRefusal.cannotBuild(
                    work.node(),
                    Counted.of(withoutTime, "row of its query has", "rows of its query have") + " no updated_at.",
                    "Fill it, or use the strategy check.");
        }
        if (answer(read, NEWER) > 0) throw rules.tooOld("some were written by a later run");
        if (read.answers().containsKey(GONE)) {
            read.answers().get(GONE).rows().forEach(this::demandMostAlive);
        }
    }

    private static long answer(Shape read, String question) {
        return read.answers().containsKey(question) ? read.number(question) : 0;
    }

    private void demandMostAlive(List<Object> found) {
        long gone = ((Number) found.get(0)).longValue();
        long living = ((Number) found.get(1)).longValue();
        double most = history.maxHardDeletes().orElseThrow();
        if (gone <= living * most) return;
        throw PlanRefusal.cannotBuild(
                work.node(),
                gone + " of " + Counted.of(living, "living key") + (gone == 1 ? " is" : " are")
                        + " gone from the source, more than max_hard_deletes (" + Math.round(most * 100)
                        + " %) lets go.",
                "A truncated extract looks like that. If they are gone, set max_hard_deletes: none for this run.");
    }

    /** Columns whose difference makes a version; none where a time tells. */
    <C> List<C> compared(List<C> known, Function<C, ColumnName> name) {
        return switch (history.strategy()) {
            case SnapshotStrategy.Timestamp s -> List.of();
            case SnapshotStrategy.Changelog s -> throw notHere();
            case SnapshotStrategy.Check s ->
                known.stream()
                        .filter(c -> history.uniqueKey().stream().noneMatch(name.apply(c)::sameAs))
                        .filter(c ->
                                s.columns().isEmpty() || s.columns().stream().anyMatch(name.apply(c)::sameAs))
                        .toList();
        };
    }

    VersionTime time(List<CatalogColumn> rows) {
        return switch (history.strategy()) {
            case SnapshotStrategy.Timestamp s -> new VersionTime.OfRow(s.updatedAt(), rules.clock(rows, s.updatedAt()));
            case SnapshotStrategy.Check s -> new VersionTime.OfRun();
            case SnapshotStrategy.Changelog s -> throw notHere();
        };
    }

    private static IllegalStateException notHere() {
        return new IllegalStateException("A changelog is no state of keys");
    }
}
