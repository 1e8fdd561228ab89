package dev.ashlar.port;

import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.FinishedInterval;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records that Ashlar keeps in the warehouse: invocations, node runs, test results, markers. */
public interface RunRecords {
    /** Makes the schema and tables that lack. */
    void prepare();

    void invocationStarted(Invocation invocation, String selection);

    void nodeEnded(Invocation invocation, NodeResult result);

    void invocationEnded(Invocation invocation, String status);

    /** The table that {@link dev.ashlar.plan.Statement.RecordMarker} writes to. */
    RelationName markers();

    /** Every table that records stand in, whether it has been made yet or not. All are of one schema. */
    List<RelationName> tables();

    /** All markers: which relations are ours. */
    Map<RelationName, Marker> readMarkers();

    /** What was last granted for the nodes of relations: grantees, as the user wrote them, by privilege. */
    Map<RelationName, Map<String, List<String>>> readGranted();

    /** What batches of a relation have been finished, from the ledger; in no order. */
    List<FinishedInterval> readIntervals(RelationName relation);

    /**
     * Whether the attempt's transaction on the relation was committed, for when its acknowledgement was lost: it left a marker
     * or an interval.
     */
    boolean marked(RelationName relation, String attempt);

    Optional<PastInvocation> findInvocation(Optional<String> id);

    List<PastInvocation> recent(int limit);

    /**
     * The newest marker of a relation.
     *
     * @param at time of the run that last wrote the relation
     * @param first time of the run that first wrote it
     */
    record Marker(
            RelationName relation,
            NodeId node,
            String attempt,
            String invocationId,
            String checksum,
            Instant at,
            Instant first) {}

    /** @param statuses status word by node that ended */
    record PastInvocation(Invocation invocation, String selection, String status, Map<NodeId, String> statuses) {}
}
