package dev.ashlar.plan;

import dev.ashlar.manifest.Materialization.SnapshotHistory;

/** The history of a source's rows. */
final class SnapshotPlanner {
    private final Assignment work;
    private final SnapshotHistory history;

    SnapshotPlanner(Assignment work, SnapshotHistory history) {
        this.work = work;
        this.history = history;
    }

    Plan begin() {
        throw PlanRefusal.cannotBuild(work.node(), "snapshots by " + history.strategy() + " are not planned yet.", "");
    }

    Plan proceed(Shape shape) {
        throw new IllegalStateException("Nothing asked for " + shape);
    }
}
