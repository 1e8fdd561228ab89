package dev.ashlar.plan;

import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.Portion.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Entries of the ledger that stands beside the markers. */
public final class Intervals {
    /** Name of the ledger's table. */
    public static final String LEDGER = "intervals";

    private Intervals() {}

    static List<Statement> finished(Assignment work, Microbatch model, TimeInterval interval, Entry entry) {
        return finished(
                work, model, work.name(), interval, entry, work.context().runTime());
    }

    /** Of a batch that a candidate has taken: what goes on with it need not do it again. */
    static List<Statement> taken(Assignment work, Microbatch model, TimeInterval interval, Entry entry) {
        RelationName candidate = work.names().candidate();
        return finished(work, model, candidate, interval, entry, work.context().runTime());
    }

    private static List<Statement> finished(
            Assignment work, Microbatch model, RelationName relation, TimeInterval interval, Entry entry, Instant at) {
        return switch (entry) {
            case NONE -> List.of();
            case WRITTEN -> List.of(finished(work, model, relation, interval, at));
        };
    }

    private static Statement finished(
            Assignment work, Microbatch model, RelationName relation, TimeInterval interval, Instant at) {
        return new IntervalStatement.RecordInterval(
                ledger(work),
                relation,
                work.node().id(),
                interval,
                model.size().word(),
                work.context().attempt(),
                work.context().invocationId(),
                at);
    }

    /** For a table whose rows are all new. What came after the run that began it was not seen by all of its batches. */
    static List<Statement> replaced(Assignment work, Microbatch model, Portion.Table table) {
        List<Statement> statements = new ArrayList<>();
        statements.add(new IntervalStatement.ForgetIntervals(ledger(work), work.name()));
        statements.add(forgotten(work));
        Instant at = table.begun().orElse(work.context().runTime());
        statements.addAll(finished(work, model, work.name(), table.all(), table.entry(), at));
        return statements;
    }

    /** What an earlier candidate had taken. */
    static Statement forgotten(Assignment work) {
        return new IntervalStatement.ForgetIntervals(ledger(work), work.names().candidate());
    }

    private static RelationName ledger(Assignment work) {
        return work.context().markers().named(LEDGER);
    }
}
