package dev.ashlar.plan;

import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;

/** What makes the history of a snapshot. */
sealed interface HistoryPlanner permits SnapshotPlanner, ChangelogPlanner {
    Plan begin();

    /** After a plan that asked for a shape. */
    Plan proceed(Shape read);

    static HistoryPlanner of(Assignment work, SnapshotHistory history) {
        return switch (history.strategy()) {
            case SnapshotStrategy.Timestamp s -> new SnapshotPlanner(work, history);
            case SnapshotStrategy.Check s -> new SnapshotPlanner(work, history);
            case SnapshotStrategy.Changelog changelog -> new ChangelogPlanner(work, history, changelog);
        };
    }
}
