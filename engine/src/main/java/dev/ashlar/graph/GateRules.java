package dev.ashlar.graph;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.graph.ProjectGraph.Edge;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.Publication;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.Node.Gating;
import dev.ashlar.manifest.Node.TestSeverity;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Assigns the tests of one run, in the order of their ids.
 *
 * <p>An error-severity test gates the last in DAG order of its inputs that the run builds. Where the last ones are
 * unordered it gates the node it is declared on, and the others are finished first; a test declared nowhere takes the
 * lowest id among the last. If waiting would close a cycle, the test gates nothing. The models of a transaction group are
 * published together, so what one of them waits for they all do.
 */
final class GateRules {
    private final Project project;
    private final ProjectGraph graph;
    private final Set<NodeId> built;
    private final List<DataTest> tests;
    private final TransactionGroups groups;
    private final ProjectGraph relations;
    private final Reach reach;
    private final GrowingOrder order;

    private final SortedMap<NodeId, List<NodeId>> gated = new TreeMap<>();
    private final SortedSet<NodeId> free = new TreeSet<>();
    private final SortedSet<Edge> waits = new TreeSet<>();
    private final SortedSet<Edge> holds = new TreeSet<>();
    private final List<Diagnostic> notes = new ArrayList<>();

    GateRules(Project project, ProjectGraph graph, Set<NodeId> built, Set<NodeId> selected) {
        this.project = project;
        this.graph = graph;
        this.built = built;
        this.tests = new TreeSet<>(selected)
                .stream()
                        .map(project::load)
                        .filter(DataTest.class::isInstance)
                        .map(DataTest.class::cast)
                        .toList();
        this.groups = TransactionGroups.of(project).keeping(built);
        ProjectGraph read = graph.keeping(graph.nodes().stream()
                .filter(id -> id.kind() != NodeKind.DATA_TEST && id.kind() != NodeKind.UNIT_TEST)
                .collect(Collectors.toSet()));
        this.relations = groups.names().isEmpty() ? read : groups.spread(TransactionGroups.real(project, read));
        List<NodeId> sorted = relations.topologicalOrder();
        this.reach = new Reach(relations, sorted, compared());
        this.order = new GrowingOrder(relations, sorted);
    }

    private Set<NodeId> compared() {
        return tests.stream()
                .map(this::inputs)
                .filter(inputs -> inputs.size() > 1)
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
    }

    GateAssignment assign() {
        for (DataTest test : tests) {
            Optional<NodeId> gate = gates(test) ? gate(test) : Optional.empty();
            gate.ifPresentOrElse(
                    node -> gated.computeIfAbsent(node, key -> new ArrayList<>())
                            .add(test.id()),
                    () -> release(test));
        }
        return new GateAssignment(gated, free, List.copyOf(waits), List.copyOf(holds), notes);
    }

    private static boolean gates(DataTest test) {
        return test.rules().severity() == TestSeverity.ERROR && test.rules().gating() == Gating.GATES;
    }

    private Optional<NodeId> gate(DataTest test) {
        List<NodeId> present = inputs(test).stream().filter(built::contains).toList();
        if (present.isEmpty()) return Optional.empty();
        List<NodeId> last = lasts(present);
        if (last.size() == 1) return last.stream().filter(this::waitsForTests).findFirst();
        NodeId node = declaredOn(test).filter(present::contains).orElse(last.get(0));
        if (!waitsForTests(node)) return Optional.empty();
        List<Edge> others = last.stream()
                .filter(other -> !other.equals(node))
                .map(other -> new Edge(other, node))
                .toList();
        List<Edge> all = others.stream().flatMap(e -> groups.spread(e).stream()).toList();
        if (order.add(all)) {
            waits.addAll(others);
            return Optional.of(node);
        }
        notes.add(Diagnostic.warning(
                test.header().location(),
                "The test '" + test.name() + "' gates nothing: to gate '" + name(node) + "' it would have to wait for "
                        + others.stream().map(e -> "'" + name(e.before()) + "'").collect(Collectors.joining(" and "))
                        + ", which in turn waits for '" + name(node) + "'.",
                "It runs when all of them are published."));
        return Optional.empty();
    }

    private List<NodeId> lasts(List<NodeId> inputs) {
        return inputs.size() == 1 ? inputs : reach.lasts(inputs);
    }

    /** The node of the declaration; for an ephemeral one, what stands for it. */
    private Optional<NodeId> declaredOn(DataTest test) {
        return test.attachedTo()
                .flatMap(node ->
                        real(List.of(node)).stream().filter(built::contains).findFirst());
    }

    private boolean waitsForTests(NodeId node) {
        return conduct(project.load(node))
                .map(conduct -> conduct.publication() == Publication.TESTED)
                .orElse(false);
    }

    private static Optional<Materialization.Conduct> conduct(Node node) {
        return switch (node) {
            case Node.Model model -> Optional.of(model.build().conduct());
            case Node.Seed seed -> Optional.of(seed.build().conduct());
            case Node.Snapshot snapshot -> Optional.of(snapshot.build().conduct());
            case Node.Source source -> Optional.of(source.conduct());
            case DataTest test -> Optional.empty();
            case Node.UnitTest test -> Optional.empty();
            case Node.Analysis analysis -> Optional.empty();
            case Node.Exposure exposure -> Optional.empty();
        };
    }

    /** The test runs by itself; what is below all that it reads waits for it (dbt's rule for {@code build}). */
    private void release(DataTest test) {
        free.add(test.id());
        List<NodeId> inputs = inputs(test);
        if (inputs.isEmpty()) return;
        List<NodeId> last = lasts(inputs);
        List<NodeId> others = last.subList(1, last.size());
        relations
                .nearest(
                        last.get(0),
                        id -> built.contains(id)
                                && others.stream().allMatch(o -> reach.isAbove(o, id))
                                && inputs.stream().noneMatch(o -> groups.areTogether(o, id)))
                .forEach(held -> holds.add(new Edge(test.id(), held)));
    }

    /** What the test reads, with ephemeral models replaced by what they read; each once, sorted. */
    private List<NodeId> inputs(DataTest test) {
        return List.copyOf(real(graph.parents(test.id())));
    }

    private SortedSet<NodeId> real(Collection<NodeId> ids) {
        SortedSet<NodeId> out = new TreeSet<>();
        Set<NodeId> seen = new HashSet<>();
        List<NodeId> open = new ArrayList<>(ids);
        while (!open.isEmpty()) {
            NodeId id = open.remove(open.size() - 1);
            if (!seen.add(id)) continue;
            if (project.load(id).isEphemeral()) open.addAll(graph.parents(id));
            else out.add(id);
        }
        return out;
    }

    private String name(NodeId id) {
        return project.load(id).name();
    }
}
