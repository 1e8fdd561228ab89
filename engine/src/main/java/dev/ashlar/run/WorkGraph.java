package dev.ashlar.run;

import dev.ashlar.graph.GateAssignment;
import dev.ashlar.graph.ProjectGraph;
import dev.ashlar.graph.TransactionGroups;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run does and in which order: the project's graph cut down to the nodes at work, where a way through nodes that
 * are not at work still counts. Models that are published together stand in it as one, by the first of them.
 *
 * @param needs what must have ended well before a node starts
 * @param waits what must have ended before it starts, well or not; holds all of {@code needs}
 * @param urgency seconds from a node's start to the end of the last node below it
 * @param groups the models that are published together, in the order in which they are built, by the first by id
 */
record WorkGraph(
        SortedMap<NodeId, Set<NodeId>> needs,
        Map<NodeId, Set<NodeId>> waits,
        Map<NodeId, Double> urgency,
        Map<NodeId, List<NodeId>> groups) {

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
        TransactionGroups groups = TransactionGroups.of(project).keeping(work);
        Set<NodeId> others = new HashSet<>(work);
        others.removeIf(id -> id.kind() == NodeKind.UNIT_TEST);
        Set<NodeId> aside = groups.names().isEmpty() ? Set.of() : ephemeral(project, others);
        Set<NodeId> real = new HashSet<>(others);
        real.removeAll(aside);
        ProjectGraph strict = graph.keeping(real).with(gates.holds());
        ProjectGraph all = strict.with(gates.waits());
        ProjectGraph needing = strict.merging(groups::unit);
        ProjectGraph waiting = all.merging(groups::unit);
        Map<NodeId, Double> urgency = new HashMap<>(waiting.longestRemaining(together(durations, groups)));
        SortedMap<NodeId, Set<NodeId>> needs = new TreeMap<>();
        Map<NodeId, Set<NodeId>> waits = new HashMap<>();
        for (NodeId id : needing.nodes()) {
            needs.put(id, new HashSet<>(needing.parents(id)));
            waits.put(id, new HashSet<>(waiting.parents(id)));
        }
        ProjectGraph read = aside.isEmpty() ? strict : graph.keeping(others);
        for (NodeId id : aside) {
            Set<NodeId> inputs = units(read.parents(id), groups);
            needs.put(id, inputs);
            waits.put(id, inputs);
        }
        for (NodeId id : work) {
            if (!(project.load(id) instanceof Node.UnitTest test)) continue;
            NodeId model = groups.unit(test.model());
            Set<NodeId> inputs = units(strict.parents(test.model()), groups);
            inputs.remove(model);
            needs.put(id, inputs);
            waits.put(id, inputs);
            urgency.put(id, urgency.getOrDefault(model, 0.0) + durations.getOrDefault(id, 0.0));
            if (!others.contains(test.model())) continue;
            needs.get(model).add(id);
            waits.get(model).add(id);
        }
        return new WorkGraph(needs, waits, urgency, inOrder(all, groups));
    }

    /** They are never built; beside a group they would seem to stand between its members. */
    private static Set<NodeId> ephemeral(Project project, Set<NodeId> work) {
        Set<NodeId> ephemeral = new HashSet<>(work);
        ephemeral.removeIf(id -> !project.load(id).isEphemeral());
        return ephemeral;
    }

    /** A group lasts as long as its members do one after the other. */
    private static Map<NodeId, Double> together(Map<NodeId, Double> durations, TransactionGroups groups) {
        Map<NodeId, Double> together = new HashMap<>();
        durations.forEach((id, seconds) -> together.merge(groups.unit(id), seconds, Double::sum));
        return together;
    }

    private static Set<NodeId> units(List<NodeId> ids, TransactionGroups groups) {
        Set<NodeId> units = new HashSet<>();
        ids.forEach(id -> units.add(groups.unit(id)));
        return units;
    }

    private static Map<NodeId, List<NodeId>> inOrder(ProjectGraph graph, TransactionGroups groups) {
        Map<NodeId, List<NodeId>> inOrder = new HashMap<>();
        for (String name : groups.names()) {
            SortedSet<NodeId> members = groups.members(name);
            if (members.size() > 1)
                inOrder.put(members.first(), graph.keeping(members).topologicalOrder());
        }
        return inOrder;
    }

    /** What is started one by one; one node stands for each group. */
    SortedSet<NodeId> nodes() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(needs.keySet()));
    }

    /** What is done when it is this node's turn, in that order. */
    List<NodeId> members(NodeId unit) {
        return groups.getOrDefault(unit, List.of(unit));
    }
}
