package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What every node of a run shares. */
record RunScope(
        RunRequest request,
        RunPorts ports,
        Errand errand,
        RunState state,
        RunMarks marks,
        CompiledFiles files,
        DataTests tests,
        RunLease lease) {

    RunOptions options() {
        return request.options();
    }

    PlanExecutor.Repeats repeats() {
        return new PlanExecutor.Repeats(options().retries(), options().firstPause());
    }

    Instant now() {
        return ports.clock().instant();
    }

    String name(NodeId id) {
        return request.project().find(id).map(Node::name).orElse(id.value());
    }

    /** The tests that gate the node in this run. */
    List<DataTest> gating(NodeId node) {
        return errand.gates().gatesOf(node).stream()
                .map(id -> (DataTest) request.project().load(id))
                .toList();
    }

    NodeResult skipped(NodeId node, Optional<NodeId> because, String reason) {
        return result(node, new Outcome.Skipped(because, reason), now(), Optional.empty(), "", List.of());
    }

    NodeResult result(
            NodeId node,
            Outcome outcome,
            Instant started,
            Optional<String> compiledPath,
            String sql,
            List<Diagnostic> notes) {
        return new NodeResult(
                node, outcome, started, now(), Thread.currentThread().getName(), compiledPath, sql, notes);
    }
}
