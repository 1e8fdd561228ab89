package dev.ashlar.plan;

import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.plan.HistoryStatement.Clock;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What every history demands, whatever makes its versions. */
final class HistoryRules {
    private final Assignment work;
    private final SnapshotHistory history;
    private final HistoryTable table;

    HistoryRules(Assignment work, SnapshotHistory history, HistoryTable table) {
        this.work = work;
        this.history = history;
        this.table = table;
    }

    /** @throws dev.ashlar.diagnostic.DiagnosticException when what is published is no history that can be continued */
    void demandHistory() {
        if (table.table().isEmpty()) return;
        CatalogRelation published = table.table().get();
        if (published.kind() != Kind.TABLE) {
            throw PlanRefusal.cannotBuild(
                    work.node(), PlanRefusal.thing(published) + " is no table that holds a history.", "Drop it.");
        }
        if (!table.missing().isEmpty()) {
            String missing =
                    table.missing().stream().map(c -> "'" + c.name() + "'").collect(Collectors.joining(", "));
            throw PlanRefusal.cannotBuild(
                    work.node(),
                    PlanRefusal.thing(published) + " has no column " + missing + ".",
                    "Say under snapshot_meta_column_names how the history's columns are called.");
        }
        work.state()
                .lastRun()
                .filter(last -> last.isAfter(work.context().runTime()))
                .ifPresent(last -> {
                    throw tooOld("it was last written by a run of " + last);
                });
    }

    RuntimeException tooOld(String reason) {
        return PlanRefusal.cannotBuild(
                work.node(),
                "the run's time " + work.context().runTime() + " is older than its newest versions: " + reason + ".",
                "Run it without --run-time, or with a later one.");
    }

    /** @throws dev.ashlar.diagnostic.DiagnosticException when the query has a column that the snapshot adds */
    void demandOwnNamesFree(List<CatalogColumn> rows) {
        for (CatalogColumn column : rows) {
            if (table.meta().stream().anyMatch(m -> m.sameAs(column.name()))) {
                throw PlanRefusal.cannotBuild(
                        work.node(),
                        "its query has a column '" + column.name().name() + "', which the snapshot adds itself.",
                        "Give it another name, or the snapshot's under snapshot_meta_column_names.");
            }
        }
    }

    /**
     * @param compared columns whose values have to be told apart
     * @throws dev.ashlar.diagnostic.DiagnosticException naming the first that the engine cannot tell apart
     */
    void demandComparable(List<CatalogColumn> compared) {
        for (CatalogColumn column : compared) {
            ColumnName name = column.name();
            work.context().types().written(column.type(), name.bareOrQuoted()).ifPresent(text -> {
                throw PlanRefusal.cannotBuild(
                        work.node(),
                        "column '" + name.name() + "' is " + column.type() + ", and "
                                + work.context().engine() + " cannot tell whether two values of that are the same.",
                        "Write " + text + " in its query, or leave the column out.");
            });
        }
    }

    /** How the column is read as UTC. @throws dev.ashlar.diagnostic.DiagnosticException when it holds no time */
    Clock clock(List<CatalogColumn> rows, ColumnName column) {
        String type = SchemaChange.find(rows, column)
                .map(CatalogColumn::type)
                .orElse("")
                .toUpperCase(Locale.ROOT);
        if (type.contains("WITH TIME ZONE") || type.startsWith("TIMESTAMPTZ")) return new Clock.Zoned();
        if (!type.startsWith("TIMESTAMP") && !type.startsWith("DATE")) {
            throw PlanRefusal.cannotBuild(
                    work.node(),
                    "updated_at '" + column.name() + "' is " + type + ", not a time.",
                    "Cast it to a timestamp in the snapshot's query.");
        }
        if (!ZoneId.getAvailableZoneIds().contains(history.timeZone())) {
            throw PlanRefusal.cannotBuild(
                    work.node(),
                    "there is no time zone '" + history.timeZone() + "'.",
                    NearestName.didYouMean(history.timeZone(), ZoneId.getAvailableZoneIds()));
        }
        return new Clock.Wall(history.timeZone());
    }
}
