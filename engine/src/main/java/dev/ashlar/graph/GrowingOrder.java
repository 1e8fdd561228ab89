package dev.ashlar.graph;

import dev.ashlar.graph.ProjectGraph.Edge;
import dev.ashlar.manifest.NodeId;
import java.util.ArrayList;
import java.util.List;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;

/** A DAG that takes more edges as long as they close no cycle; keeps its order as it grows instead of walking it anew. */
final class GrowingOrder {
    private final DirectedAcyclicGraph<NodeId, DefaultEdge> dag = new DirectedAcyclicGraph<>(DefaultEdge.class);

    /** @param order the graph's nodes, parents first, so that no edge needs reordering */
    GrowingOrder(ProjectGraph graph, List<NodeId> order) {
        order.forEach(dag::addVertex);
        for (NodeId id : order) for (NodeId parent : graph.parents(id)) dag.addEdge(parent, id);
    }

    /** Adds all of them, or none if they would close a cycle. */
    boolean add(List<Edge> edges) {
        List<Edge> added = new ArrayList<>();
        for (Edge edge : edges) {
            if (dag.containsEdge(edge.before(), edge.after())) continue;
            try {
                dag.addEdge(edge.before(), edge.after());
                added.add(edge);
            } catch (IllegalArgumentException ignored) { // how the library says that the edge closes a cycle
                added.forEach(one -> dag.removeEdge(one.before(), one.after()));
                return false;
            }
        }
        return true;
    }
}
