package dev.ashlar.run;

import dev.ashlar.graph.ProjectGraph;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.port.NodeTask.Instead;
import dev.ashlar.report.Invocation;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is to be run.
 *
 * @param selection the selection as typed, for the record
 * @param selected what it selects; kinds that the verb does not do are left alone
 * @param deferred what references to nodes outside the run print as instead of their own relation
 * @param durations seconds by node, from earlier runs
 * @param reach what the nodes see of what happened
 */
public record RunRequest(
        Invocation invocation,
        String selection,
        Project project,
        ProjectGraph graph,
        SortedSet<NodeId> selected,
        Map<NodeId, Instead> deferred,
        Map<NodeId, Double> durations,
        RunOptions options,
        EventReach reach) {
    public RunRequest {
        selected = Collections.unmodifiableSortedSet(new TreeSet<>(selected));
        deferred = Map.copyOf(deferred);
        durations = Map.copyOf(durations);
    }

    /** Of all that is new. */
    public RunRequest(
            Invocation invocation,
            String selection,
            Project project,
            ProjectGraph graph,
            SortedSet<NodeId> selected,
            Map<NodeId, Instead> deferred,
            Map<NodeId, Double> durations,
            RunOptions options) {
        this(invocation, selection, project, graph, selected, deferred, durations, options, EventReach.ALL);
    }

    RunRequest selecting(SortedSet<NodeId> nodes) {
        return new RunRequest(invocation, selection, project, graph, nodes, deferred, durations, options, reach);
    }
}
