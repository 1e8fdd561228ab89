package dev.ashlar.plan;

import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TimeInterval;
import java.time.Instant;

/**
 * The ledger of event time that was worked on, written within the transaction of the rows. Its columns are {@code
 * relation_schema, relation_name, node, interval_start, interval_end, batch_size, attempt, invocation_id, recorded_at}; times
 * are UTC without zone.
 */
public sealed interface IntervalStatement extends Statement {
    /** @param at the run's time */
    record RecordInterval(
            RelationName ledger,
            RelationName relation,
            NodeId node,
            TimeInterval interval,
            String batchSize,
            String attempt,
            String invocationId,
            Instant at)
            implements IntervalStatement {}

    /** Takes out what is known of a relation whose rows are all made anew. */
    record ForgetIntervals(RelationName ledger, RelationName relation) implements IntervalStatement {}
}
