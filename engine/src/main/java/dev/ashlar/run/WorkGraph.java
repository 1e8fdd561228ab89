package dev.ashlar.run;

import dev.ashlar.graph.GateAssignment;
import dev.ashlar.graph.ProjectGraph;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run does and in which order: the project's graph cut down to the nodes at work, where a way through nodes that
 * are not at work still counts.
 *
 * @param needs what must have ended well before a node starts
 * @param waits what must have ended before it starts, well or not; holds all of {@code needs}
 * @param urgency seconds from a node's start to the end of the last node below it
 */
record WorkGraph(SortedMap<NodeId, Set<NodeId>> needs, Map<NodeId, Set<NodeId>> waits, Map<NodeId, Double> urgency) {

    /**
     * A unit test needs what its model reads, and its model needs the test.
     *
     * @param work the nodes that are scheduled
     * @param gates the order that gates and free tests ask for
     * @param durations seconds by node
     */
    static WorkGraph of(
            Project project,
            ProjectGraph graph,
            Set<NodeId> work,
            GateAssignment gates,
            Map<NodeId, Double> durations) {
        Set<NodeId> others = new HashSet<>(work);
        others.removeIf(id -> id.kind() == NodeKind.UNIT_TEST);
        ProjectGraph strict = graph.keeping(others).with(gates.holds());
        ProjectGraph all = strict.with(gates.waits());
        Map<NodeId, Double> urgency = new HashMap<>(all.longestRemaining(durations));
        SortedMap<NodeId, Set<NodeId>> needs = new TreeMap<>();
        Map<NodeId, Set<NodeId>> waits = new HashMap<>();
        for (NodeId id : others) {
            needs.put(id, new HashSet<>(strict.parents(id)));
            waits.put(id, new HashSet<>(all.parents(id)));
        }
        for (NodeId id : work) {
            if (!(project.load(id) instanceof Node.UnitTest test)) continue;
            Set<NodeId> inputs = new HashSet<>(strict.parents(test.model()));
            needs.put(id, inputs);
            waits.put(id, inputs);
            urgency.put(id, urgency.getOrDefault(test.model(), 0.0) + durations.getOrDefault(id, 0.0));
            if (!others.contains(test.model())) continue;
            needs.get(test.model()).add(id);
            waits.get(test.model()).add(id);
        }
        return new WorkGraph(needs, waits, urgency);
    }

    SortedSet<NodeId> nodes() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(needs.keySet()));
    }
}
