package dev.ashlar.docs;

import dev.ashlar.lineage.LentDocs;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.Node.UnitTest;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project.Group;
import dev.ashlar.port.ArtifactStore.FreshnessRow;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.ColumnRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The input, with what every part of the site looks up in it. */
final class World {
    private final DocsInput input;
    private final NodeTable table;
    private final Results results;
    private final List<Node> tests = new ArrayList<>();
    private final Map<NodeId, Integer> testNumbers = new HashMap<>();
    private final Map<NodeId, List<Node>> testsOf = new HashMap<>();
    private final Map<NodeId, FreshnessRow> freshness;
    private final Map<String, Group> groups;
    private final LentDocs lent;
    private final PersonalTests personalTests;

    World(DocsInput input) {
        this.input = input;
        this.table = NodeTable.of(input.project());
        this.results = new Results(input.runs());
        this.freshness = input.freshness().stream()
                .collect(Collectors.toMap(FreshnessRow::source, Function.identity(), (first, second) -> second));
        this.groups = input.project().groups().stream().collect(Collectors.toMap(Group::name, Function.identity()));
        this.lent = new LentDocs(input.project(), input.lineage());
        this.personalTests = new PersonalTests(input.project(), lent);
        for (Node node : input.project().nodes().values()) if (isTest(node)) tests.add(node);
        tests.sort(Comparator.comparing(this::name).thenComparing(Node::id));
        for (Node test : tests) {
            testNumbers.put(test.id(), testNumbers.size());
            subject(test)
                    .ifPresentOrElse(
                            on -> testsOf.computeIfAbsent(on, key -> new ArrayList<>(4))
                                    .add(test),
                            () -> test.dependsOn()
                                    .forEach(on -> testsOf.computeIfAbsent(on, key -> new ArrayList<>(4))
                                            .add(test)));
        }
    }

    DocsInput input() {
        return input;
    }

    NodeTable table() {
        return table;
    }

    Results results() {
        return results;
    }

    /** Data tests and unit tests, by name. */
    List<Node> tests() {
        return tests;
    }

    int testNumber(NodeId test) {
        return testNumbers.get(test);
    }

    /** Tests attached to the node, and those attached to none that read it. */
    List<Node> testsOf(NodeId node) {
        return testsOf.getOrDefault(node, List.of());
    }

    LentDocs lent() {
        return lent;
    }

    Optional<FreshnessRow> freshness(NodeId source) {
        return Optional.ofNullable(freshness.get(source));
    }

    Optional<Group> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    Optional<CatalogRelation> catalog(Node node) {
        return node.findRelation().flatMap(name -> input.catalog().flatMap(catalog -> catalog.find(name)));
    }

    /** The node that a test is about, where it is about one. */
    static Optional<NodeId> subject(Node test) {
        return switch (test) {
            case DataTest data -> data.attachedTo();
            case UnitTest unit -> Optional.of(unit.model());
            case Node.Model n -> Optional.empty();
            case Node.Seed n -> Optional.empty();
            case Node.Snapshot n -> Optional.empty();
            case Node.Source n -> Optional.empty();
            case Node.Analysis n -> Optional.empty();
            case Node.Exposure n -> Optional.empty();
        };
    }

    private static boolean isTest(Node node) {
        return node instanceof DataTest || node instanceof UnitTest;
    }

    /** What an engine said of a node; of one with personal data without what may be a value of it. */
    String said(Node node, String text) {
        boolean personal = !text.isEmpty()
                && Columns.of(this, node).stream()
                        .anyMatch(column -> lent.personal(new ColumnRef(node.id(), column.name())));
        if (!personal) return text;
        String without = text;
        for (Node test : testsOf(node.id())) {
            if (personal(test)) without = without.replace(test.name(), name(test));
        }
        return Pii.withoutValues(without);
    }

    /** Whether the arguments, the SQL or the name of a test may hold personal data. */
    boolean personal(Node test) {
        return personalTests.contains(test.id());
    }

    /** The name of a node or test as it may be shown. */
    String name(Node node) {
        return personalTests.name(node);
    }

    /** By whom a node is kept: its group's owner, or what its meta says. */
    Optional<String> owner(Node node) {
        if (node instanceof Node.Exposure exposure) {
            return Optional.of(exposure.ownerName().isEmpty() ? exposure.ownerEmail() : exposure.ownerName())
                    .filter(name -> !name.isEmpty());
        }
        Object said = node.header().meta().get("owner");
        if (said != null) return Optional.of(String.valueOf(said));
        return groupName(node).flatMap(this::group).map(g -> g.ownerName().isEmpty() ? g.ownerEmail() : g.ownerName());
    }

    static Optional<String> groupName(Node node) {
        return node instanceof Node.Model model
                ? model.group()
                : node.header().config().text("group");
    }
}
