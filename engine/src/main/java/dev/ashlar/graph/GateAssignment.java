package dev.ashlar.graph;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.graph.ProjectGraph.Edge;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which tests decide about the publication of which node in one run. It follows from the project and the nodes alone, so it
 * is the same whatever the threads.
 *
 * @param gated tests by the node they gate, each in one place only
 * @param free tests that gate nothing and run as nodes of their own, after what they read
 * @param waits order only: a gated node starts after the other inputs of its tests have ended, however they ended
 * @param holds from a free test to what is below everything it reads: that starts after the test, and is skipped if it fails
 * @param notes tests that one would expect to gate and why they do not
 */
public record GateAssignment(
        SortedMap<NodeId, List<NodeId>> gated,
        SortedSet<NodeId> free,
        List<Edge> waits,
        List<Edge> holds,
        List<Diagnostic> notes) {
    public GateAssignment {
        gated = Collections.unmodifiableSortedMap(new TreeMap<>(gated));
        free = Collections.unmodifiableSortedSet(new TreeSet<>(free));
        waits = List.copyOf(waits);
        holds = List.copyOf(holds);
        notes = List.copyOf(notes);
    }

    /**
     * @param graph of the project, without cycles
     * @param built what this run builds: models but ephemeral ones, seeds, snapshots, loaded sources
     * @param tests the tests selected; ids of other kinds are passed over
     */
    public static GateAssignment of(Project project, ProjectGraph graph, Set<NodeId> built, Set<NodeId> tests) {
        return new GateRules(project, graph, built, tests).assign();
    }

    /** Tests that gate the node, sorted; none for a node that publishes untested. */
    public List<NodeId> gatesOf(NodeId node) {
        return gated.getOrDefault(node, List.of());
    }
}
