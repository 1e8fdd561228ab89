package dev.ashlar.graph;

import static dev.ashlar.graph.Projects.id;
import static dev.ashlar.graph.Projects.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ProjectGraphTest {
    private final ProjectGraph diamond = ProjectGraph.of(
            Projects.of(model("a"), model("b", "a"), model("c", "a"), model("d", "b", "c"), model("e", "d")));

    @Test
    void knowsNeighboursNearAndFar() {
        assertThat(diamond.parents(id("d"))).containsExactlyInAnyOrder(id("b"), id("c"));
        assertThat(diamond.children(id("a"))).containsExactlyInAnyOrder(id("b"), id("c"));
        assertThat(diamond.ancestors(id("d"))).containsExactly(id("a"), id("b"), id("c"));
        assertThat(diamond.descendants(id("b"))).containsExactly(id("d"), id("e"));
    }

    @Test
    void stopsAtTheDistanceAsked() {
        assertThat(diamond.descendants(List.of(id("a")), 1)).containsExactly(id("b"), id("c"));
        assertThat(diamond.ancestors(List.of(id("e")), 2)).containsExactly(id("b"), id("c"), id("d"));
        assertThat(diamond.ancestors(List.of(id("e"), id("d")), 1)).containsExactly(id("b"), id("c"));
        assertThat(diamond.ancestors(List.of(id("e")), 0)).isEmpty();
    }

    @Test
    void ordersParentsFirstAndTiesByName() {
        assertThat(diamond.topologicalOrder()).containsExactly(id("a"), id("b"), id("c"), id("d"), id("e"));
    }

    @Test
    void leavesOutParentsThatTheProjectDoesNotHold() {
        ProjectGraph graph = ProjectGraph.of(Projects.of(model("a", "gone")));
        assertThat(graph.parents(id("a"))).isEmpty();
        assertThat(graph.contains(id("gone"))).isFalse();
    }

    @Test
    void prefersTheLongestRemainingPath() {
        Map<NodeId, Double> urgent =
                diamond.longestRemaining(Map.of(id("a"), 1.0, id("b"), 10.0, id("c"), 2.0, id("d"), 3.0));
        // e is unknown and taken as the median of 1, 2, 3, 10
        assertThat(urgent)
                .containsEntry(id("e"), 3.0)
                .containsEntry(id("d"), 6.0)
                .containsEntry(id("c"), 8.0)
                .containsEntry(id("b"), 16.0)
                .containsEntry(id("a"), 17.0);
    }

    @Test
    void takesAllNodesAlikeWhenNothingIsKnown() {
        assertThat(diamond.longestRemaining(Map.of()))
                .containsEntry(id("a"), 4.0)
                .containsEntry(id("e"), 1.0);
    }

    @Test
    void addsEdgesWithoutChangingTheOriginal() {
        ProjectGraph more = diamond.with(List.of(new ProjectGraph.Edge(id("c"), id("b"))));
        assertThat(more.topologicalOrder()).containsExactly(id("a"), id("c"), id("b"), id("d"), id("e"));
        assertThat(diamond.parents(id("b"))).containsExactly(id("a"));
    }

    @Test
    void findsNoCycleInADag() {
        assertThat(diamond.findCycle()).isEmpty();
    }

    @Test
    void reportsTheShortestPathThatClosesACycle() {
        Project project = Projects.of(
                model("a", "b"), model("b", "c", "x"), model("c", "a"), model("x", "y"), model("y", "c"), model("z"));
        ProjectGraph graph = ProjectGraph.of(project);
        assertThat(graph.findCycle()).contains(List.of(id("a"), id("b"), id("c"), id("a")));
        assertThat(CycleReport.of(project, graph).orElseThrow().text())
                .isEqualTo("models/a.sql:1:1 The nodes read each other in a cycle: a -> b -> c -> a. They stand in a"
                        + " (models/a.sql:1:1), b (models/b.sql:1:1), c (models/c.sql:1:1). Take out one of these"
                        + " references.");
        assertThatThrownBy(graph::topologicalOrder).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void reportsAModelThatReadsItself() {
        assertThat(ProjectGraph.of(Projects.of(model("a", "a"))).findCycle()).contains(List.of(id("a"), id("a")));
    }

    @Test
    void walksTenThousandNodesWithoutGoingQuadratic() {
        Random random = new Random(7);
        List<Node> nodes = new ArrayList<>();
        Map<NodeId, Double> durations = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            List<NodeId> parents = new ArrayList<>();
            if (i > 0) parents.add(chained(i - 1)); // a chain as deep as it gets: no walk may recurse
            if (i > 2) for (int k = 0; k < 2; k++) parents.add(chained(random.nextInt(i)));
            nodes.add(model(
                    Projects.header(chained(i), "m" + i, "models/m" + i + ".sql", parents),
                    new dev.ashlar.manifest.Materialization.Table(),
                    Projects.TESTED));
            durations.put(chained(i), 1.0);
        }
        Project project = Projects.of(nodes, Map.of());
        // Milliseconds here; a quadratic walk takes minutes.
        Assertions.assertTimeout(Duration.ofSeconds(60), () -> {
            ProjectGraph graph = ProjectGraph.of(project);
            assertThat(graph.findCycle()).isEmpty();
            assertThat(graph.topologicalOrder())
                    .hasSize(10_000)
                    .startsWith(chained(0))
                    .endsWith(chained(9_999));
            assertThat(graph.longestRemaining(durations)).containsEntry(chained(0), 10_000.0);
            assertThat(graph.descendants(chained(0))).hasSize(9_999);
            assertThat(graph.ancestors(graph.nodes(), Integer.MAX_VALUE)).isEmpty();
        });
    }

    private static NodeId chained(int i) {
        return NodeId.of(NodeKind.MODEL, Projects.NAME, "m" + i);
    }
}
