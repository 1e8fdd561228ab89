package dev.ashlar.report;

import java.time.Instant;
import java.util.List;

/**
 * A finished (or interrupted) run.
 *
 * @param results in the order in which nodes ended
 */
public record RunReport(Invocation invocation, Ending ending, Instant completed, List<NodeResult> results) {
    public RunReport {
        results = List.copyOf(results);
    }

    public enum Ending {
        COMPLETE,
        FAIL_FAST,
        INTERRUPTED
    }

    public boolean failed() {
        return results.stream().anyMatch(NodeResult::failed);
    }
}
