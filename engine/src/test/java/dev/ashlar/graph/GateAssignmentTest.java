package dev.ashlar.graph;

import static dev.ashlar.graph.Projects.id;
import static dev.ashlar.graph.Projects.model;
import static dev.ashlar.graph.Projects.test;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.graph.ProjectGraph.Edge;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.Gating;
import dev.ashlar.manifest.Node.TestSeverity;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GateAssignmentTest {
    private static final NodeId T = NodeId.of(NodeKind.DATA_TEST, Projects.NAME, "t");
    private static final NodeId U = NodeId.of(NodeKind.DATA_TEST, Projects.NAME, "u");

    private static Node ephemeral(String name, String... parents) {
        List<NodeId> ids = Arrays.stream(parents).map(Projects::id).toList();
        return model(
                Projects.header(id(name), name, "models/" + name + ".sql", ids),
                new Materialization.Ephemeral(),
                Projects.TESTED);
    }

    private static Node untested(String name, String... parents) {
        List<NodeId> ids = Arrays.stream(parents).map(Projects::id).toList();
        return model(
                Projects.header(id(name), name, "models/" + name + ".sql", ids),
                new Materialization.Table(),
                Projects.ALWAYS);
    }

    /** Everything is selected, and built if it is a model but not ephemeral. */
    private static GateAssignment assign(Node... nodes) {
        return assign(
                Arrays.stream(nodes)
                        .filter(node -> node.findRelation().isPresent() && node instanceof Node.Model)
                        .map(Node::id)
                        .collect(Collectors.toSet()),
                nodes);
    }

    private static GateAssignment assign(Set<NodeId> built, Node... nodes) {
        Project project = Projects.of(nodes);
        return GateAssignment.of(
                project, ProjectGraph.of(project), built, project.nodes().keySet());
    }

    /** The order of a run as a scheduler puts it together. */
    static ProjectGraph scheduled(GateAssignment assignment, ProjectGraph graph, Set<NodeId> built) {
        Set<NodeId> work = new TreeSet<>(built);
        work.addAll(assignment.free());
        return graph.keeping(work).with(assignment.waits()).with(assignment.holds());
    }

    private static NodeId gateOf(GateAssignment assignment, NodeId test) {
        return assignment.gated().entrySet().stream()
                .filter(entry -> entry.getValue().contains(test))
                .map(java.util.Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void gatesTheOneNodeThatATestReads() {
        GateAssignment assignment = assign(model("a"), model("b", "a"), test("t", id("a")));
        assertThat(assignment.gatesOf(id("a"))).containsExactly(T);
        assertThat(assignment.gatesOf(id("b"))).isEmpty();
        assertThat(assignment.free()).isEmpty();
        assertThat(assignment.waits()).isEmpty();
        assertThat(assignment.holds()).isEmpty();
    }

    @Test
    void gatesTheLastInputInDagOrderWhereverTheTestIsDeclared() {
        GateAssignment assignment = assign(model("a"), model("b", "a"), model("c", "b"), test("t", id("a"), id("c")));
        assertThat(gateOf(assignment, T)).isEqualTo(id("c"));
        assertThat(assignment.waits()).isEmpty();
    }

    @Test
    void gatesTheDeclaredNodeWhenTheLastAreUnordered() {
        GateAssignment assignment = assign(model("a"), model("b"), test("t", id("a"), id("b")));
        assertThat(gateOf(assignment, T)).isEqualTo(id("a"));
        assertThat(assignment.waits()).containsExactly(new Edge(id("b"), id("a")));
        assertThat(assignment.notes()).isEmpty();
    }

    @Test
    void gatesTheLowestWhenATestOnUnorderedNodesIsDeclaredNowhere() {
        Node singular =
                Projects.test("t", Optional.empty(), List.of(id("b"), id("a")), TestSeverity.ERROR, Gating.GATES);
        GateAssignment assignment = assign(model("a"), model("b"), singular);
        assertThat(gateOf(assignment, T)).isEqualTo(id("a"));
        assertThat(assignment.waits()).containsExactly(new Edge(id("b"), id("a")));
    }

    @Test
    void gatesNothingWhenWaitingWouldCloseACycle() {
        GateAssignment assignment =
                assign(model("a"), model("b"), test("t", id("a"), id("b")), test("u", id("b"), id("a")));
        assertThat(gateOf(assignment, T)).isEqualTo(id("a"));
        assertThat(assignment.free()).containsExactly(U);
        assertThat(assignment.waits()).containsExactly(new Edge(id("b"), id("a")));
        assertThat(assignment.notes())
                .extracting(Diagnostic::text)
                .containsExactly(
                        "models/properties.yml:1:1 The test 'u' gates nothing: to gate 'b' it would have to wait"
                                + " for 'a', which in turn waits for 'b'. It runs when all of them are published.");
    }

    @Test
    void takesBackEdgesOfATestThatCannotWaitForAllOfThem() {
        // t makes b wait for a; u is declared on a and would wait for b and c: neither edge may stay
        GateAssignment assignment = assign(
                model("a"), model("b"), model("c"), test("t", id("b"), id("a")), test("u", id("a"), id("c"), id("b")));
        assertThat(assignment.waits()).containsExactly(new Edge(id("a"), id("b")));
        assertThat(assignment.free()).containsExactly(U);
    }

    @Test
    void gatesNothingWhenTheDeclaredNodeIsAboveOneOfTheUnorderedLast() {
        GateAssignment assignment =
                assign(model("a"), model("b", "a"), model("c"), test("t", id("a"), id("b"), id("c")));
        assertThat(assignment.free()).containsExactly(T);
        assertThat(assignment.notes()).hasSize(1);
    }

    @Test
    void countsInputsBehindEphemeralModelsByWhatTheyRead() {
        GateAssignment assignment =
                assign(model("a"), ephemeral("e", "a"), ephemeral("f", "e"), model("b", "f"), test("t", id("f")));
        assertThat(gateOf(assignment, T)).isEqualTo(id("a"));
    }

    @Test
    void gatesOnlyWhatThisRunBuilds() {
        Node[] nodes = {model("a"), model("b", "a"), test("t", id("a"), id("b"))};
        assertThat(gateOf(assign(Set.of(id("a")), nodes), T)).isEqualTo(id("a"));
        assertThat(assign(Set.of(), nodes).free()).containsExactly(T);
    }

    @Test
    void letsWarningsOptedOutTestsAndTestsOfNodesThatAlwaysPublishRunAfterwards() {
        List<NodeId> onA = List.of(id("a"));
        GateAssignment assignment = assign(
                model("a"),
                untested("b"),
                model("c", "a", "b"),
                Projects.test("warns", Optional.of(id("a")), onA, TestSeverity.WARN, Gating.GATES),
                Projects.test("opted_out", Optional.of(id("a")), onA, TestSeverity.ERROR, Gating.NEVER),
                test("on_b", id("b")));
        assertThat(assignment.gated()).isEmpty();
        assertThat(assignment.free())
                .extracting(NodeId::value)
                .containsExactly("test.shop.on_b", "test.shop.opted_out", "test.shop.warns");
        assertThat(assignment.holds()).hasSize(3).allMatch(edge -> edge.after().equals(id("c")));
    }

    @Test
    void runsATestOfAForeignSourceBeforeWhatReadsIt() {
        Node source = Projects.source("till", "orders");
        Node reader = model(
                Projects.header(id("a"), "a", "models/a.sql", List.of(source.id())),
                new Materialization.View(),
                Projects.TESTED);
        GateAssignment assignment = assign(source, reader, model("b", "a"), test("t", source.id()));
        assertThat(assignment.free()).containsExactly(T);
        assertThat(assignment.holds()).containsExactly(new Edge(T, id("a")));
    }

    @Test
    void holdsBackOnlyWhatIsBelowEverythingThatAFreeTestReads() {
        Node free =
                Projects.test("t", Optional.of(id("a")), List.of(id("a"), id("b")), TestSeverity.WARN, Gating.GATES);
        GateAssignment assignment = assign(
                model("a"),
                model("b"),
                model("of_a", "a"),
                ephemeral("e", "of_a"),
                model("of_both", "e", "b"),
                model("later", "of_both"),
                free);
        assertThat(assignment.holds()).containsExactly(new Edge(T, id("of_both")));
    }

    @Test
    void schedulesWhatIsBuiltAndFreeWithNodesLeftOutBridged() {
        Node warns = Projects.test("t", Optional.of(id("a")), List.of(id("a")), TestSeverity.WARN, Gating.GATES);
        Project project = Projects.of(
                model("a"),
                ephemeral("e", "a"),
                model("b", "e"),
                model("not_selected", "b"),
                model("c", "not_selected"),
                warns);
        ProjectGraph graph = ProjectGraph.of(project);
        Set<NodeId> built = Set.of(id("a"), id("b"), id("c"));
        ProjectGraph schedule = scheduled(GateAssignment.of(project, graph, built, Set.of(T)), graph, built);
        assertThat(schedule.nodes()).containsExactlyElementsOf(new TreeSet<>(Set.of(id("a"), id("b"), id("c"), T)));
        assertThat(schedule.parents(id("b"))).containsExactlyInAnyOrder(id("a"), T);
        assertThat(schedule.parents(id("c"))).containsExactly(id("b"));
    }

    @Test
    void assignsTwentyThousandTestsWithoutGoingQuadratic() {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            String name = "m" + i;
            nodes.add(i < 10 ? model(name) : model(name, "m" + (i - 10), "m" + (i * 7919L % i)));
            nodes.add(test("t" + i, id(name)));
            nodes.add(test("r" + i, id(name), id("m" + (i * 31L % 10_000))));
        }
        Project project = Projects.of(nodes, java.util.Map.of());
        ProjectGraph graph = ProjectGraph.of(project);
        Set<NodeId> built = nodes.stream()
                .filter(Node.Model.class::isInstance)
                .map(Node::id)
                .collect(Collectors.toSet());
        org.junit.jupiter.api.Assertions.assertTimeout(java.time.Duration.ofSeconds(60), () -> {
            GateAssignment assignment =
                    GateAssignment.of(project, graph, built, project.nodes().keySet());
            int gated =
                    assignment.gated().values().stream().mapToInt(List::size).sum();
            assertThat(gated + assignment.free().size()).isEqualTo(20_000);
            assertThat(scheduled(assignment, graph, built).findCycle()).isEmpty();
        });
    }
}
