package dev.ashlar.report;

import dev.ashlar.manifest.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run that has ended, as it is remembered beside the other artifacts.
 *
 * @param started of the first node, which is not the time that {@code --run-time} sets
 * @param gitRevision empty outside a repository
 */
public record PastRun(
        String invocationId,
        String command,
        String target,
        String gitRevision,
        Instant started,
        Instant completed,
        List<NodeRun> nodes) {
    public PastRun {
        nodes = List.copyOf(nodes);
    }

    /**
     * @param status the word of {@link NodeResult#status()}
     * @param failures of a test; empty for other nodes and for tests that could not run
     * @param rows written; empty where the engine does not tell
     * @param sql what was asked, of a test that did not pass; empty for all else
     */
    public record NodeRun(
            NodeId node,
            String status,
            Optional<Instant> started,
            double seconds,
            String thread,
            String message,
            Optional<Long> failures,
            Optional<Long> rows,
            String sql) {}
}
