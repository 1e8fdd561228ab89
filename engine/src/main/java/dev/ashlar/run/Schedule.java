package dev.ashlar.run;

import dev.ashlar.manifest.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which node may start next: the most urgent first, equals by id. For one thread at a time. */
final class Schedule {
    private final Map<NodeId, Set<NodeId>> open = new HashMap<>();
    private final Map<NodeId, List<NodeId>> waiting = new HashMap<>();
    private final Map<NodeId, List<NodeId>> needing = new HashMap<>();
    private final PriorityQueue<NodeId> ready;
    private final SortedSet<NodeId> unstarted;
    private int running;

    Schedule(WorkGraph work) {
        ready = new PriorityQueue<>(
                Comparator.<NodeId>comparingDouble(id -> -work.urgency().getOrDefault(id, 0.0))
                        .thenComparing(Comparator.naturalOrder()));
        unstarted = work.nodes().stream().collect(TreeSet::new, Set::add, Set::addAll);
        for (NodeId node : work.nodes()) {
            Set<NodeId> before = new HashSet<>(work.waits().get(node));
            open.put(node, before);
            for (NodeId parent : before) children(waiting, parent).add(node);
            for (NodeId parent : work.needs().get(node))
                children(needing, parent).add(node);
            if (before.isEmpty()) ready.add(node);
        }
    }

    private static List<NodeId> children(Map<NodeId, List<NodeId>> of, NodeId parent) {
        return of.computeIfAbsent(parent, p -> new ArrayList<>());
    }

    /** The most urgent node that nothing holds up; it counts as running from now on. */
    Optional<NodeId> next() {
        NodeId node = ready.poll();
        if (node == null) return Optional.empty();
        unstarted.remove(node);
        running++;
        return Optional.of(node);
    }

    /** Whether a node could start. */
    boolean hasReady() {
        return !ready.isEmpty();
    }

    void succeeded(NodeId node) {
        running--;
        release(node);
    }

    /** @return everything that needs the node, near or far, and will not start any more, by id */
    SortedSet<NodeId> failed(NodeId node) {
        running--;
        SortedSet<NodeId> skipped = new TreeSet<>();
        Deque<NodeId> todo = new ArrayDeque<>(needing.getOrDefault(node, List.of()));
        while (!todo.isEmpty()) {
            NodeId next = todo.remove();
            if (!unstarted.remove(next)) continue;
            skipped.add(next);
            todo.addAll(needing.getOrDefault(next, List.of()));
        }
        release(node);
        skipped.forEach(this::release);
        return skipped;
    }

    /** Starts nothing more. @return what had not started, by id */
    SortedSet<NodeId> abandon() {
        SortedSet<NodeId> rest = new TreeSet<>(unstarted);
        unstarted.clear();
        ready.clear();
        return rest;
    }

    boolean finished() {
        return running == 0 && unstarted.isEmpty();
    }

    private void release(NodeId node) {
        for (NodeId child : waiting.getOrDefault(node, List.of())) {
            Set<NodeId> before = open.get(child);
            if (before.remove(node) && before.isEmpty() && unstarted.contains(child)) ready.add(child);
        }
    }
}
