package dev.ashlar.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.graph.ProjectGraph.Edge;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.Node.Gating;
import dev.ashlar.manifest.Node.TestSeverity;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Random projects with ephemeral models, sources, tests on up to three nodes; compared with the rules read literally. */
class GateAssignmentPropertyTest {
    @Property
    void doesWhatTheRulesSayReadLiterally(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Sample sample = new Sample(seed);
        Oracle oracle = new Oracle(sample);
        GateAssignment assignment = sample.assign(sample.nodes);
        assertThat(assignment.gated()).isEqualTo(oracle.gated);
        assertThat(assignment.free()).isEqualTo(oracle.free);
        assertThat(new HashSet<>(assignment.waits())).isEqualTo(oracle.waits);
    }

    @Property
    void ordersTheRunSoThatEveryTestFindsWhatItReads(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Sample sample = new Sample(seed);
        GateAssignment assignment = sample.assign(sample.nodes);
        ProjectGraph schedule = GateAssignmentTest.scheduled(assignment, sample.graph, sample.built);
        assertThat(schedule.findCycle()).isEmpty();
        assignment.gated().forEach((node, tests) -> {
            for (NodeId test : tests) {
                Set<NodeId> others = sample.inputs(test);
                others.retainAll(sample.built);
                others.remove(node);
                assertThat(schedule.ancestors(node)).containsAll(others);
            }
        });
        for (NodeId test : assignment.free()) {
            Set<NodeId> inputs = sample.inputs(test);
            for (NodeId node : sample.built) {
                boolean below =
                        !inputs.isEmpty() && sample.graph.ancestors(node).containsAll(inputs);
                if (below) assertThat(schedule.ancestors(node)).contains(test);
            }
        }
        for (Edge hold : assignment.holds()) {
            assertThat(sample.graph.ancestors(hold.after())).containsAll(sample.inputs(hold.before()));
        }
    }

    @Property
    void doesNotDependOnTheOrderInWhichNodesAreRead(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Sample sample = new Sample(seed);
        List<Node> shuffled = new ArrayList<>(sample.nodes);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(sample.assign(shuffled)).isEqualTo(sample.assign(sample.nodes));
    }

    private static final class Sample {
        final List<Node> nodes = new ArrayList<>();
        final Set<NodeId> built = new TreeSet<>();
        final Project project;
        final ProjectGraph graph;

        Sample(long seed) {
            Random random = new Random(seed);
            int models = 2 + random.nextInt(9);
            List<NodeId> relations = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Node source = Projects.source("till", "s" + i);
                nodes.add(source);
                relations.add(source.id());
            }
            for (int i = 0; i < models; i++) {
                Set<NodeId> parents = new TreeSet<>();
                for (int k = random.nextInt(3); k > 0; k--)
                    parents.add(relations.get(random.nextInt(relations.size())));
                // names that sort in no relation to the order
                String name = "m" + (i * 7 % 11);
                boolean ephemeral = random.nextInt(4) == 0;
                nodes.add(Projects.model(
                        Projects.header(Projects.id(name), name, "models/" + name + ".sql", List.copyOf(parents)),
                        ephemeral ? new Materialization.Ephemeral() : new Materialization.Table(),
                        random.nextInt(6) == 0 ? Projects.ALWAYS : Projects.TESTED));
                relations.add(Projects.id(name));
                if (!ephemeral && random.nextInt(5) != 0) built.add(Projects.id(name));
            }
            for (int i = random.nextInt(8); i >= 0; i--) {
                Set<NodeId> inputs = new TreeSet<>();
                for (int k = random.nextInt(4); k > 0; k--) inputs.add(relations.get(random.nextInt(relations.size())));
                List<NodeId> parents = List.copyOf(inputs);
                Optional<NodeId> declared = parents.isEmpty() || random.nextInt(3) == 0
                        ? Optional.empty()
                        : Optional.of(parents.get(random.nextInt(parents.size())));
                nodes.add(Projects.test(
                        "t" + i,
                        declared,
                        parents,
                        random.nextInt(5) == 0 ? TestSeverity.WARN : TestSeverity.ERROR,
                        random.nextInt(6) == 0 ? Gating.NEVER : Gating.GATES));
            }
            project = Projects.of(nodes, Map.of());
            graph = ProjectGraph.of(project);
        }

        GateAssignment assign(List<Node> order) {
            Project same = Projects.of(order, Map.of());
            return GateAssignment.of(
                    same, ProjectGraph.of(same), built, same.nodes().keySet());
        }

        Set<NodeId> inputs(NodeId test) {
            return real(project.load(test).dependsOn());
        }

        Set<NodeId> real(List<NodeId> ids) {
            Set<NodeId> out = new TreeSet<>();
            for (NodeId id : ids) {
                Node node = project.load(id);
                boolean through = node instanceof Node.Model model
                        && model.materialization() instanceof Materialization.Ephemeral;
                out.addAll(through ? real(node.dependsOn()) : Set.of(id));
            }
            return out;
        }
    }

    /** Test by test in the order of ids; reachability by walking the graph anew each time. */
    private static final class Oracle {
        final Map<NodeId, List<NodeId>> gated = new java.util.TreeMap<>();
        final Set<NodeId> free = new TreeSet<>();
        final Set<Edge> waits = new HashSet<>();

        Oracle(Sample sample) {
            Stream<DataTest> tests = sample.project.nodes().values().stream()
                    .filter(DataTest.class::isInstance)
                    .map(DataTest.class::cast);
            tests.forEach(test -> gate(sample, test)
                    .ifPresentOrElse(
                            node -> gated.computeIfAbsent(node, key -> new ArrayList<>())
                                    .add(test.id()),
                            () -> free.add(test.id())));
        }

        private Optional<NodeId> gate(Sample sample, DataTest test) {
            if (test.rules().severity() == TestSeverity.WARN || test.rules().gating() == Gating.NEVER) {
                return Optional.empty();
            }
            Set<NodeId> present = sample.inputs(test.id());
            present.retainAll(sample.built);
            if (present.isEmpty()) return Optional.empty();
            List<NodeId> last = present.stream()
                    .filter(id -> present.stream()
                            .noneMatch(other -> sample.graph.ancestors(other).contains(id)))
                    .toList();
            NodeId node = last.get(0);
            if (last.size() > 1 && test.attachedTo().isPresent()) {
                List<NodeId> declared = sample.real(List.of(test.attachedTo().get())).stream()
                        .filter(sample.built::contains)
                        .toList();
                if (!declared.isEmpty()) node = declared.get(0);
            }
            if (((Node.Model) sample.project.load(node)).build().conduct().equals(Projects.ALWAYS)) {
                return Optional.empty();
            }
            if (last.size() == 1) return Optional.of(node);
            Set<Edge> tried = new HashSet<>(waits);
            for (NodeId other : last) if (!other.equals(node)) tried.add(new Edge(other, node));
            if (sample.graph.with(tried).findCycle().isPresent()) return Optional.empty();
            waits.addAll(tried);
            return Optional.of(node);
        }
    }
}
