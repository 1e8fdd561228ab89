package dev.ashlar.graph;

import static dev.ashlar.graph.Projects.id;
import static dev.ashlar.graph.Projects.member;
import static dev.ashlar.graph.Projects.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TransactionGroupsTest {
    private static List<String> errors(Node... nodes) {
        Project project = Projects.of(nodes);
        return GroupOrderReport.of(project, ProjectGraph.of(project)).stream()
                .map(Diagnostic::text)
                .toList();
    }

    private static Node ephemeral(String name, String... parents) {
        return model(
                Projects.header(
                        id(name),
                        name,
                        "models/" + name + ".sql",
                        List.of(parents).stream().map(Projects::id).toList()),
                new Materialization.Ephemeral(),
                Projects.TESTED);
    }

    @Test
    void aGroupMayReadItselfAndStandBetweenOthers() {
        assertThat(errors(
                        model("raw"),
                        member("g", "orders", "raw"),
                        member("g", "items", "raw", "orders"),
                        model("report", "items", "orders")))
                .isEmpty();
    }

    @Test
    void namesTheWayThatLeavesAGroupAndReturns() {
        assertThat(errors(
                        member("g", "orders"),
                        model("clean", "orders"),
                        model("dear", "clean"),
                        member("g", "items", "dear"),
                        member("g", "other")))
                .containsExactly(
                        "models/items.sql:1:1 Transaction group 'g' cannot be published at once: items reads dear,"
                                + " which reads clean, which reads orders, and dear and clean are not of the group. They stand in"
                                + " items (models/items.sql:1:1), dear (models/dear.sql:1:1), clean (models/clean.sql:1:1), orders"
                                + " (models/orders.sql:1:1). Let dear and clean be of the group too, or take items or orders out"
                                + " of it.");
    }

    @Test
    void aWayThroughAnEphemeralModelDoesNotLeaveTheGroup() {
        assertThat(errors(member("g", "orders"), ephemeral("between", "orders"), member("g", "items", "between")))
                .isEmpty();
    }

    @Test
    void namesTheStepsByWhichGroupsWaitForEachOther() {
        assertThat(errors(
                        member("g", "a"),
                        member("h", "b", "a"),
                        member("h", "c"),
                        model("between", "c"),
                        member("g", "d", "between")))
                .containsExactly(
                        "models/d.sql:1:1 Transaction groups 'g' and 'h' would each have to be published before the"
                                + " other: d (of 'g') reads between, between reads c (of 'h'), b (of 'h') reads a (of 'g'). They"
                                + " stand in d (models/d.sql:1:1), between (models/between.sql:1:1), c (models/c.sql:1:1), b"
                                + " (models/b.sql:1:1), a (models/a.sql:1:1). Make one group of them, or take a model out.");
    }

    @Test
    void ordersMembersNextToEachOther() {
        Project project = Projects.of(
                member("g", "a"),
                ephemeral("aa", "a"),
                model("b", "a"),
                model("p"),
                member("g", "z", "aa", "p"),
                model("after", "z"));

        assertThat(TransactionGroups.of(project).order(project, ProjectGraph.of(project)))
                .containsExactly(id("p"), id("a"), id("z"), id("after"), id("b"));
    }

    @Test
    void aTestOverAMemberAndWhatReadsTheGroupGatesTheLatter() {
        Node both = Projects.test("both", id("a"), id("reader"));
        GateAssignment gates = gates(member("g", "a"), member("g", "b"), model("reader", "b"), both);

        assertThat(gates.gated()).containsOnlyKeys(id("reader"));
        assertThat(gates.notes()).isEmpty();
    }

    @Test
    void aTestOverAMemberAndAStrangerMakesTheWholeGroupWait() {
        Node both = Projects.test("both", id("b"), id("stranger"));
        GateAssignment gates = gates(member("g", "a"), member("g", "b"), model("stranger"), model("above"), both);

        assertThat(gates.gated()).containsOnlyKeys(id("b"));
        assertThat(gates.waits()).containsExactly(new ProjectGraph.Edge(id("stranger"), id("b")));
    }

    @Test
    void testsThatWouldWaitForEachOthersGroupGateNothing() {
        GateAssignment gates = gates(
                member("g", "a"),
                member("g", "b"),
                member("h", "c"),
                member("h", "d"),
                Projects.test("one", id("a"), id("c")),
                Projects.test("two", id("d"), id("b")));

        assertThat(gates.gated()).containsOnlyKeys(id("a"));
        assertThat(gates.notes().stream().map(Diagnostic::message))
                .containsExactly(
                        "The test 'two' gates nothing: to gate 'd' it would have to wait for 'b', which in turn"
                                + " waits for 'd'.");
    }

    @Test
    void aTestThatGatesNothingHoldsWhatReadsTheGroupAndNoMember() {
        Node free = Projects.test(
                "free", Optional.of(id("a")), List.of(id("a")), Node.TestSeverity.WARN, Node.Gating.GATES);
        GateAssignment gates = gates(member("g", "a"), member("g", "b", "a"), model("reader", "b"), free);

        assertThat(gates.free()).containsExactly(free.id());
        assertThat(gates.holds()).containsExactly(new ProjectGraph.Edge(free.id(), id("reader")));
    }

    private static GateAssignment gates(Node... nodes) {
        Project project = Projects.of(nodes);
        Set<NodeId> built = new HashSet<>();
        Set<NodeId> tests = new HashSet<>();
        for (Node node : nodes) (node instanceof Node.DataTest ? tests : built).add(node.id());
        return GateAssignment.of(project, ProjectGraph.of(project), built, tests);
    }

    private static Selection selecting(SelectionSpec spec) {
        Project project = Projects.of(
                model("raw"),
                member("g", "items", "raw"),
                member("g", "orders", "raw"),
                model("report", "orders"),
                Projects.test("items_unique", id("items")),
                Projects.test("items_known", id("items"), id("raw")));
        return Selection.select(project, ProjectGraph.of(project), spec);
    }

    private static List<String> names(Selection selection) {
        return selection.nodes().stream()
                .map(node -> node.value().substring(node.value().lastIndexOf('.') + 1))
                .toList();
    }

    @Test
    void selectingAMemberSelectsAllWithTheirTests() {
        Selection selection = selecting(SelectionSpec.of("orders+").withWholeGroups());

        assertThat(names(selection))
                .containsExactlyInAnyOrder("items", "orders", "report", "items_unique", "items_known");
        assertThat(selection.diagnostics().stream().map(Diagnostic::text))
                .containsExactly("Taken with orders: items, of transaction group 'g' too.");
    }

    @Test
    void whatIsNotBuiltIsSelectedAsItSays() {
        Selection selection = selecting(SelectionSpec.of("orders"));

        assertThat(names(selection)).containsExactly("orders");
        assertThat(selection.diagnostics()).isEmpty();
    }

    @Test
    void testsOfAddedMembersComeAsTheModeSays() {
        assertThat(names(selecting(SelectionSpec.of("orders")
                        .indirectly(IndirectSelection.CAUTIOUS)
                        .withWholeGroups())))
                .containsExactlyInAnyOrder("items", "orders", "items_unique");
        assertThat(names(selecting(SelectionSpec.of("orders").excluding("raw").withWholeGroups())))
                .containsExactlyInAnyOrder("items", "orders", "items_unique");
    }

    @Test
    void aPartOfAGroupIsNotExcluded() {
        Selection selection = selecting(SelectionSpec.ALL.excluding("items").withWholeGroups());

        assertThat(selection.nodes()).isEmpty();
        assertThat(selection.diagnostics().stream().map(Diagnostic::text))
                .containsExactly(
                        "The selection takes orders and excludes items, but the models of transaction group 'g' are"
                                + " published together. Exclude all of them, or none.");
    }

    @Test
    void aWholeGroupIsExcludedAsSaid() {
        assertThat(names(
                        selecting(SelectionSpec.ALL.excluding("items", "orders").withWholeGroups())))
                .containsExactlyInAnyOrder("raw", "report");
    }

    @Test
    void aWayThatLeadsToAMemberGoesOnFromAllOfItsGroup() {
        Project project = Projects.of(
                model("items_file"),
                model("orders_file"),
                member("g", "items", "items_file"),
                member("g", "orders", "orders_file"),
                ephemeral("between", "orders"),
                member("g", "sums", "between"),
                model("stg_orders", "orders"),
                model("stg_items", "items"));
        ProjectGraph graph = ProjectGraph.of(project);

        Selection up =
                Selection.select(project, graph, SelectionSpec.of("+stg_orders").withWholeGroups());
        Selection down = Selection.select(
                project, graph, SelectionSpec.of("orders_file+").withWholeGroups());
        Selection near =
                Selection.select(project, graph, SelectionSpec.of("1+orders").withWholeGroups());

        assertThat(names(up))
                .containsExactlyInAnyOrder(
                        "items_file", "orders_file", "items", "orders", "between", "sums", "stg_orders");
        assertThat(names(down))
                .containsExactlyInAnyOrder(
                        "orders_file", "items", "orders", "between", "sums", "stg_orders", "stg_items");
        assertThat(names(near))
                .containsExactlyInAnyOrder("items_file", "orders_file", "items", "orders", "between", "sums");
        assertThat(names(Selection.select(project, graph, SelectionSpec.of("+stg_orders"))))
                .containsExactlyInAnyOrder("orders_file", "orders", "stg_orders");
    }
}
