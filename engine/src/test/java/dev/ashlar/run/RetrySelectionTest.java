package dev.ashlar.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.graph.ProjectGraph;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.port.ArtifactStore.Journal;
import dev.ashlar.port.RunRecords.Marker;
import dev.ashlar.port.RunRecords.PastInvocation;
import dev.ashlar.report.Invocation;
import dev.ashlar.run.RunOptions.Verb;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetrySelectionTest {
    private final Shop shop = new Shop()
            .model("a")
            .model("b", "a")
            .model("c", "b")
            .test("of_a", "a")
            .test("of_b", "b");
    private final Invocation invocation = new Invocation("one", "build", List.of(), Map.of(), "dev", Shop.RUN_TIME, "");

    @Test
    void takesWhatFailedWasSkippedOrNeverEndedWithItsGates() {
        Map<NodeId, String> statuses = Map.of(
                Shop.id("a"),
                "success",
                Shop.testId("of_a"),
                "pass",
                Shop.id("b"),
                "error",
                Shop.testId("of_b"),
                "fail");

        assertThat(fromJournal(Verb.BUILD, statuses)).containsExactly(Shop.id("b"), Shop.id("c"), Shop.testId("of_b"));
    }

    @Test
    void takesAWholeGroupUnlessOneOfItWasPublished() {
        shop.together("g", "a", "b");

        assertThat(fromJournal(Verb.RUN, Map.of(Shop.id("a"), "skipped", Shop.id("b"), "error")))
                .containsExactly(Shop.id("a"), Shop.id("b"), Shop.id("c"));
        // a killed run had no time to record the other
        assertThat(fromJournal(Verb.RUN, Map.of(Shop.id("b"), "success"))).containsExactly(Shop.id("c"));
    }

    @Test
    void takesNothingWhenAllIsDone() {
        Map<NodeId, String> statuses = Map.of(Shop.id("a"), "success", Shop.id("b"), "success", Shop.id("c"), "no-op");
        assertThat(fromJournal(Verb.RUN, statuses)).isEmpty();
    }

    @Test
    void takesTestsAloneWhereTheVerbIsTest() {
        assertThat(fromJournal(Verb.TEST, Map.of(Shop.testId("of_a"), "fail", Shop.testId("of_b"), "warn")))
                .containsExactly(Shop.testId("of_a"));
    }

    @Test
    void aMarkerOfTheRunSaysThatTheNodeWasPublished() {
        Project project = shop.project();
        PastInvocation past =
                new PastInvocation(invocation, "", "running", Map.of(Shop.id("c"), "error", Shop.id("b"), "skipped"));

        assertThat(RetrySelection.of(
                        project,
                        ProjectGraph.of(project),
                        project.nodes().keySet(),
                        Verb.BUILD,
                        past,
                        List.of(
                                marker("a", "a", "one"),
                                marker("b", "b__failed", "one"),
                                marker("c", "c", "an earlier one"))))
                .containsExactly(Shop.id("b"), Shop.id("c"), Shop.testId("of_b"));
    }

    private static Marker marker(String node, String relation, String invocation) {
        return new Marker(Shop.relation(relation), Shop.id(node), "1", invocation, "", Shop.RUN_TIME, Shop.RUN_TIME);
    }

    private java.util.SortedSet<NodeId> fromJournal(Verb verb, Map<NodeId, String> statuses) {
        Project project = shop.project();
        return RetrySelection.of(
                project, ProjectGraph.of(project), project.nodes().keySet(), verb, new Journal(invocation, statuses));
    }
}
