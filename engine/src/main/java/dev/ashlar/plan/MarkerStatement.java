package dev.ashlar.plan;

import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import java.time.Instant;

/** Which relations are ours and as of which attempt. */
public sealed interface MarkerStatement extends Statement {
    /**
     * Says that this relation is ours and as of which attempt: the last statement of every writing transaction.
     *
     * @param markers the table of markers; its columns are {@code relation_schema, relation_name, node, attempt,
     *     invocation_id, checksum, recorded_at}, all text but the last (UTC); rows are only ever added, the newest of a
     *     relation counts
     * @param at the run's time
     */
    record RecordMarker(
            RelationName markers,
            RelationName relation,
            NodeId node,
            String attempt,
            String invocationId,
            String checksum,
            Instant at)
            implements MarkerStatement {}

    record ForgetMarker(RelationName markers, RelationName relation) implements MarkerStatement {}
}
