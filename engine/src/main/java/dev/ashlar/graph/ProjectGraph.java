package dev.ashlar.graph;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jgrapht.Graph;
import org.jgrapht.GraphPath;
import org.jgrapht.Graphs;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.AsSubgraph;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.traverse.TopologicalOrderIterator;

/**
 * The nodes of a project and what each reads. Immutable. Parents that the project does not hold (unknown, disabled) are
 * left out: reading the project has reported them. Whoever needs an order asks {@link #findCycle()} first.
 */
public final class ProjectGraph {
    /** Seconds taken for a node when no duration at all is known. */
    private static final double NO_EXPERIENCE = 1.0;

    private final Graph<NodeId, DefaultEdge> graph;

    private ProjectGraph(Graph<NodeId, DefaultEdge> graph) {
        this.graph = graph;
    }

    /** An extra dependency: {@code after} waits for {@code before}. */
    public record Edge(NodeId before, NodeId after) implements Comparable<Edge> {
        private static final Comparator<Edge> ORDER =
                Comparator.comparing(Edge::after).thenComparing(Edge::before);

        public Edge {
            Objects.requireNonNull(before);
            Objects.requireNonNull(after);
        }

        @Override
        public int compareTo(Edge other) {
            return ORDER.compare(this, other);
        }
    }

    public static ProjectGraph of(Project project) {
        Graph<NodeId, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
        project.nodes().keySet().forEach(graph::addVertex);
        for (Node node : project.nodes().values()) {
            for (NodeId parent : node.dependsOn()) {
                if (graph.containsVertex(parent)) graph.addEdge(parent, node.id());
            }
        }
        return new ProjectGraph(graph);
    }

    /** The same graph with more edges between nodes it has. */
    public ProjectGraph with(Collection<Edge> edges) {
        Graph<NodeId, DefaultEdge> more = new DefaultDirectedGraph<>(DefaultEdge.class);
        Graphs.addGraph(more, graph);
        for (Edge edge : edges) more.addEdge(edge.before(), edge.after());
        return new ProjectGraph(more);
    }

    /** Only these nodes; what one reads through nodes left out, it reads directly. */
    public ProjectGraph keeping(Set<NodeId> kept) {
        Graph<NodeId, DefaultEdge> less = new DefaultDirectedGraph<>(DefaultEdge.class);
        graph.vertexSet().stream().filter(kept::contains).forEach(less::addVertex);
        for (NodeId id : less.vertexSet()) {
            for (NodeId below : nearest(id, kept::contains)) less.addEdge(id, below);
        }
        return new ProjectGraph(less);
    }

    /**
     * Each node in the place of another or of itself; what one reads that stands in the same place is left out.
     *
     * @param place of each node, a node of the graph
     */
    public ProjectGraph merging(UnaryOperator<NodeId> place) {
        Graph<NodeId, DefaultEdge> merged = new DefaultDirectedGraph<>(DefaultEdge.class);
        graph.vertexSet().stream().map(place).forEach(merged::addVertex);
        for (DefaultEdge edge : graph.edgeSet()) {
            NodeId before = place.apply(graph.getEdgeSource(edge));
            NodeId after = place.apply(graph.getEdgeTarget(edge));
            if (!before.equals(after)) merged.addEdge(before, after);
        }
        return new ProjectGraph(merged);
    }

    /** The first nodes wanted on every way down from the node, which itself does not count. */
    SortedSet<NodeId> nearest(NodeId from, Predicate<NodeId> wanted) {
        SortedSet<NodeId> found = new TreeSet<>();
        Set<NodeId> seen = new HashSet<>();
        ArrayDeque<NodeId> open = new ArrayDeque<>(children(from));
        while (!open.isEmpty()) {
            NodeId at = open.remove();
            if (!seen.add(at)) continue;
            if (wanted.test(at)) found.add(at);
            else open.addAll(children(at));
        }
        return found;
    }

    public boolean contains(NodeId id) {
        return graph.containsVertex(id);
    }

    /** Sorted by id. */
    public SortedSet<NodeId> nodes() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(graph.vertexSet()));
    }

    /** Direct parents, each once; empty for a node the graph does not hold. */
    public List<NodeId> parents(NodeId id) {
        return contains(id) ? Graphs.predecessorListOf(graph, id) : List.of();
    }

    /** Direct children, each once; empty for a node the graph does not hold. */
    public List<NodeId> children(NodeId id) {
        return contains(id) ? Graphs.successorListOf(graph, id) : List.of();
    }

    /** Everything the node reads, near or far; without the node itself. */
    public SortedSet<NodeId> ancestors(NodeId id) {
        return ancestors(List.of(id), Integer.MAX_VALUE);
    }

    /** Everything that reads the node, near or far; without the node itself. */
    public SortedSet<NodeId> descendants(NodeId id) {
        return descendants(List.of(id), Integer.MAX_VALUE);
    }

    /**
     * One walk for all of them together.
     *
     * @param distance most edges away from the nearest of {@code ids}
     * @return what lies within the distance, without {@code ids} themselves
     */
    public SortedSet<NodeId> ancestors(Collection<NodeId> ids, int distance) {
        return walk(ids, distance, this::parents);
    }

    /** As {@link #ancestors(Collection, int)}, downwards. */
    public SortedSet<NodeId> descendants(Collection<NodeId> ids, int distance) {
        return walk(ids, distance, this::children);
    }

    private static SortedSet<NodeId> walk(
            Collection<NodeId> ids, int distance, Function<NodeId, List<NodeId>> neighbours) {
        Map<NodeId, Integer> away = new HashMap<>();
        ArrayDeque<NodeId> open = new ArrayDeque<>();
        for (NodeId id : ids) if (away.put(id, 0) == null) open.add(id);
        SortedSet<NodeId> found = new TreeSet<>();
        while (!open.isEmpty()) {
            NodeId at = open.remove();
            int here = away.get(at);
            if (here == distance) continue;
            for (NodeId next : neighbours.apply(at)) {
                if (away.putIfAbsent(next, here + 1) != null) continue;
                found.add(next);
                open.add(next);
            }
        }
        return found;
    }

    /**
     * Parents before children; among those that may come next, the lowest id first.
     *
     * @throws IllegalStateException when there is a cycle
     */
    public List<NodeId> topologicalOrder() {
        List<NodeId> order = new ArrayList<>(graph.vertexSet().size());
        try {
            new TopologicalOrderIterator<>(graph, Comparator.<NodeId>naturalOrder()).forEachRemaining(order::add);
        } catch (IllegalArgumentException e) { // NotDirectedAcyclicGraphException is one
            throw new IllegalStateException("The graph has a cycle", e);
        }
        return order;
    }

    /** A shortest cycle through its lowest node: each node reads the next, the last is the first again. */
    public Optional<List<NodeId>> findCycle() {
        return cyclic().map(tangle -> {
            NodeId start = Collections.min(tangle);
            Graph<NodeId, DefaultEdge> within = new AsSubgraph<>(graph, tangle);
            List<NodeId> downwards = Graphs.successorListOf(within, start).stream()
                    .sorted()
                    .map(next -> BFSShortestPath.findPathBetween(within, next, start))
                    .min(Comparator.comparingInt(GraphPath::getLength))
                    .orElseThrow()
                    .getVertexList();
            List<NodeId> path = new ArrayList<>(downwards);
            Collections.reverse(path);
            path.add(start);
            return List.copyOf(path);
        });
    }

    private Optional<Set<NodeId>> cyclic() {
        return new KosarajuStrongConnectivityInspector<>(graph)
                .stronglyConnectedSets().stream()
                        .filter(set -> set.size() > 1 || graph.containsEdge(first(set), first(set)))
                        .min(Comparator.comparing(Collections::min));
    }

    private static NodeId first(Set<NodeId> set) {
        return set.iterator().next();
    }

    /**
     * How urgent each node is: seconds of the longest way from its start to the end of the last node below it.
     *
     * @param durations seconds by node, from earlier runs; a node without one is taken to last as long as the median
     * @throws IllegalStateException when there is a cycle
     */
    public Map<NodeId, Double> longestRemaining(Map<NodeId, Double> durations) {
        double usual = median(durations.values());
        List<NodeId> order = topologicalOrder();
        Map<NodeId, Double> remaining = new HashMap<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            NodeId id = order.get(i);
            double below = 0;
            for (DefaultEdge edge : graph.outgoingEdgesOf(id)) {
                below = Math.max(below, remaining.get(graph.getEdgeTarget(edge)));
            }
            remaining.put(id, durations.getOrDefault(id, usual) + below);
        }
        return remaining;
    }

    private static double median(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? NO_EXPERIENCE : sorted[sorted.length / 2];
    }
}
