package dev.ashlar.graph;

import dev.ashlar.graph.ProjectGraph.Edge;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The models that are published in one transaction, all or none: by the name of their group, which they say themselves. */
public final class TransactionGroups {
    public static final TransactionGroups NONE = new TransactionGroups(new TreeMap<>());

    private final SortedMap<String, SortedSet<NodeId>> members;
    private final Map<NodeId, String> names = new HashMap<>();

    private TransactionGroups(SortedMap<String, SortedSet<NodeId>> members) {
        this.members = members;
        members.forEach((name, nodes) -> nodes.forEach(node -> names.put(node, name)));
    }

    public static TransactionGroups of(Project project) {
        SortedMap<String, SortedSet<NodeId>> members = new TreeMap<>();
        for (Node node : project.nodes().values()) {
            if (!(node instanceof Node.Model model)) continue;
            model.transactionGroup()
                    .ifPresent(name -> members.computeIfAbsent(name, unused -> new TreeSet<>())
                            .add(model.id()));
        }
        return members.isEmpty() ? NONE : new TransactionGroups(members);
    }

    /** Only these nodes; what is left of a group by then stays one. */
    public TransactionGroups keeping(Set<NodeId> kept) {
        if (members.isEmpty()) return this;
        SortedMap<String, SortedSet<NodeId>> left = new TreeMap<>();
        members.forEach((name, nodes) -> {
            SortedSet<NodeId> those = new TreeSet<>(nodes);
            those.retainAll(kept);
            if (!those.isEmpty()) left.put(name, those);
        });
        return new TransactionGroups(left);
    }

    /** Sorted by name. */
    public Set<String> names() {
        return Collections.unmodifiableSet(members.keySet());
    }

    public Optional<String> nameOf(NodeId node) {
        return Optional.ofNullable(names.get(node));
    }

    /** Sorted; empty for a group that nobody names. */
    public SortedSet<NodeId> members(String name) {
        return Collections.unmodifiableSortedSet(members.getOrDefault(name, new TreeSet<>()));
    }

    /** The node and all that are published with it, sorted. */
    public SortedSet<NodeId> company(NodeId node) {
        return nameOf(node).map(this::members).orElseGet(() -> new TreeSet<>(Set.of(node)));
    }

    /** The node that stands for all that are published with this one: the first by id. */
    public NodeId unit(NodeId node) {
        return nameOf(node).map(name -> members.get(name).first()).orElse(node);
    }

    public boolean areTogether(NodeId one, NodeId other) {
        return nameOf(one).map(name -> members.get(name).contains(other)).orElse(false);
    }

    /** The order that holds for all of a group where it holds for one of it. */
    Collection<Edge> spread(Edge edge) {
        if (members.isEmpty() || areTogether(edge.before(), edge.after())) return List.of(edge);
        List<Edge> edges = new ArrayList<>();
        for (NodeId before : company(edge.before())) {
            for (NodeId after : company(edge.after())) edges.add(new Edge(before, after));
        }
        return edges;
    }

    /** The graph with that order: what one of a group waits for, all do; and who waits for one, waits for all. */
    ProjectGraph spread(ProjectGraph graph) {
        if (members.isEmpty()) return graph;
        Set<Edge> more = new HashSet<>();
        for (NodeId node : names.keySet()) {
            graph.parents(node).forEach(parent -> more.addAll(spread(new Edge(parent, node))));
            graph.children(node).forEach(child -> more.addAll(spread(new Edge(node, child))));
        }
        more.removeIf(edge -> !graph.contains(edge.before()) || !graph.contains(edge.after()));
        return graph.with(more);
    }

    /**
     * The nodes that are built, each once, in an order in which groups can be published: parents before children, and the
     * members of a group next to each other.
     *
     * @throws IllegalStateException when there is a cycle, or a group that cannot be published at once
     */
    public List<NodeId> order(Project project, ProjectGraph graph) {
        if (members.isEmpty()) return graph.topologicalOrder();
        ProjectGraph real = real(project, graph);
        List<NodeId> ordered = new ArrayList<>();
        for (NodeId unit : real.merging(this::unit).topologicalOrder()) {
            ordered.addAll(real.keeping(company(unit)).topologicalOrder());
        }
        return ordered;
    }

    /** What an ephemeral model hands on, its readers read themselves: it is never built, so it leaves no group. */
    static ProjectGraph real(Project project, ProjectGraph graph) {
        Set<NodeId> real = new HashSet<>(graph.nodes());
        real.removeIf(id -> project.load(id).isEphemeral());
        return real.size() == graph.nodes().size() ? graph : graph.keeping(real);
    }
}
