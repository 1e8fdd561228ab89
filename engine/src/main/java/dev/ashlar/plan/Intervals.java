package dev.ashlar.plan;

import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.Portion.Entry;
import java.util.ArrayList;
import java.util.List;

/** Entries of the ledger that stands beside the markers. */
public final class Intervals {
    /** Name of the ledger's table. */
    public static final String LEDGER = "intervals";

    private Intervals() {}

    static List<Statement> finished(Assignment work, Microbatch model, TimeInterval interval, Entry entry) {
        return switch (entry) {
            case NONE -> List.of();
            case WRITTEN -> List.of(finished(work, model, interval));
        };
    }

    private static Statement finished(Assignment work, Microbatch model, TimeInterval interval) {
        return new IntervalStatement.RecordInterval(
                ledger(work),
                work.name(),
                work.node().id(),
                interval,
                model.size().word(),
                work.context().attempt(),
                work.context().invocationId(),
                work.context().runTime());
    }

    /** For a table whose rows are all new. */
    static List<Statement> replaced(Assignment work, Microbatch model, TimeInterval all, Entry entry) {
        List<Statement> statements = new ArrayList<>();
        statements.add(new IntervalStatement.ForgetIntervals(ledger(work), work.name()));
        statements.addAll(finished(work, model, all, entry));
        return statements;
    }

    private static RelationName ledger(Assignment work) {
        return work.context().markers().named(LEDGER);
    }
}
