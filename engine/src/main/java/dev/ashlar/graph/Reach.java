package dev.ashlar.graph;

import dev.ashlar.manifest.NodeId;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which of some chosen nodes lie above each node: one pass over the graph, then answers without a walk. */
final class Reach {
    private final Map<NodeId, Integer> index = new HashMap<>();
    private final Map<NodeId, BitSet> above = new HashMap<>();

    Reach(ProjectGraph graph, List<NodeId> order, Collection<NodeId> chosen) {
        for (NodeId id : new TreeSet<>(chosen)) index.put(id, index.size());
        for (NodeId id : order) {
            BitSet mine = new BitSet();
            for (NodeId parent : graph.parents(id)) {
                mine.or(above.getOrDefault(parent, new BitSet()));
                Integer at = index.get(parent);
                if (at != null) mine.set(at);
            }
            if (!mine.isEmpty()) above.put(id, mine);
        }
    }

    /** @param upper one of the chosen nodes */
    boolean isAbove(NodeId upper, NodeId lower) {
        BitSet mine = above.get(lower);
        return mine != null && mine.get(index.get(upper));
    }

    /** Those of the nodes that are above no other of them, sorted. */
    List<NodeId> lasts(Collection<NodeId> nodes) {
        return nodes.stream()
                .filter(id -> nodes.stream().noneMatch(other -> isAbove(id, other)))
                .sorted()
                .toList();
    }
}
