package dev.ashlar.docs;

import dev.ashlar.manifest.NodeId;
import dev.ashlar.report.PastRun;
import dev.ashlar.report.PastRun.NodeRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What past runs say of each node. */
final class Results {
    /** Runs of one node that its page shows. */
    private static final int SHOWN = 10;

    private final Map<NodeId, List<Entry>> byNode = new HashMap<>();

    /** @param run number of the run, 0 for the newest */
    record Entry(int run, NodeRun result) {}

    /** @param runs newest first */
    Results(List<PastRun> runs) {
        for (int i = 0; i < runs.size(); i++) {
            for (NodeRun result : runs.get(i).nodes()) {
                List<Entry> entries = byNode.computeIfAbsent(result.node(), key -> new ArrayList<>(2));
                if (entries.size() < SHOWN) entries.add(new Entry(i, result));
            }
        }
    }

    /** Newest first. */
    List<Entry> of(NodeId node) {
        return byNode.getOrDefault(node, List.of());
    }

    /** The newest that says how the node is: one that was skipped says nothing. */
    Optional<Entry> last(NodeId node) {
        return of(node).stream()
                .filter(entry -> !entry.result().status().equals("skipped"))
                .findFirst();
    }

    String status(NodeId node) {
        return last(node).map(entry -> entry.result().status()).orElse("");
    }
}
