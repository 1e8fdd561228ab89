package dev.ashlar.graph;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.Conduct;
import dev.ashlar.manifest.Materialization.OnError;
import dev.ashlar.manifest.Materialization.Publication;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.Access;
import dev.ashlar.manifest.Node.Build;
import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.Node.Gating;
import dev.ashlar.manifest.Node.Header;
import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.manifest.Node.Model;
import dev.ashlar.manifest.Node.Source;
import dev.ashlar.manifest.Node.TestBody;
import dev.ashlar.manifest.Node.TestRules;
import dev.ashlar.manifest.Node.TestScope;
import dev.ashlar.manifest.Node.TestSeverity;
import dev.ashlar.manifest.NodeConfig;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.manifest.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Small projects for tests of the graph. */
final class Projects {
    static final String NAME = "shop";
    static final Conduct TESTED =
            new Conduct(Publication.TESTED, Optional.empty(), OnError.SKIP_CHILDREN, Optional.empty());
    static final Conduct ALWAYS =
            new Conduct(Publication.ALWAYS, Optional.empty(), OnError.SKIP_CHILDREN, Optional.empty());

    private Projects() {}

    static Project of(Node... nodes) {
        return of(Arrays.asList(nodes), Map.of());
    }

    static Project of(Collection<? extends Node> nodes, Map<String, Tree> selectors) {
        SortedMap<NodeId, Node> byId = new TreeMap<>();
        for (Node node : nodes) byId.put(node.id(), node);
        return new Project(
                NAME,
                "1.0",
                List.of(),
                byId,
                new TreeMap<>(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                selectors,
                new Project.Schemas("ashlar_meta"));
    }

    static NodeId id(String model) {
        return NodeId.of(NodeKind.MODEL, NAME, model);
    }

    static Header header(NodeId id, String name, String file, List<NodeId> parents) {
        return header(id, name, file, parents, NodeConfig.EMPTY);
    }

    static Header header(NodeId id, String name, String file, List<NodeId> parents, NodeConfig config) {
        return new Header(
                id,
                name,
                NAME,
                List.of(NAME, name),
                new SourceLocation(file, 1, 1),
                Optional.empty(),
                "",
                new TreeSet<>(),
                Map.of(),
                config,
                parents,
                List.of());
    }

    static Model model(String name, String... parents) {
        List<NodeId> ids = Arrays.stream(parents).map(Projects::id).toList();
        return model(header(id(name), name, "models/" + name + ".sql", ids), new Materialization.Table(), TESTED);
    }

    /** A table of a transaction group. */
    static Model member(String group, String name, String... parents) {
        List<NodeId> ids = Arrays.stream(parents).map(Projects::id).toList();
        return model(
                header(
                        id(name),
                        name,
                        "models/" + name + ".sql",
                        ids,
                        new NodeConfig(Map.of("transaction_group", group))),
                new Materialization.Table(),
                TESTED);
    }

    static Model model(Header header, Materialization materialization, Conduct conduct) {
        return new Model(
                header,
                "analytics",
                build(header.name(), conduct),
                materialization,
                TemplateText.ofFile(header.location().file(), "select 1"),
                Access.PROTECTED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Build build(String name, Conduct conduct) {
        return new Build(
                RelationName.of("analytics", name),
                Layout.NONE,
                List.of(),
                Node.Contract.NONE,
                List.of(),
                List.of(),
                List.of(),
                conduct,
                Node.PersistDocs.NONE,
                Map.of());
    }

    static Source source(String source, String table) {
        NodeId id = NodeId.of(NodeKind.SOURCE, NAME, source, table);
        return new Source(
                header(id, table, "models/sources.yml", List.of()),
                source,
                RelationName.of("raw", table),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                TESTED);
    }

    static DataTest test(String name, NodeId attachedTo, NodeId... others) {
        List<NodeId> parents = new ArrayList<>(List.of(attachedTo));
        parents.addAll(Arrays.asList(others));
        return test(name, Optional.of(attachedTo), parents, TestSeverity.ERROR, Gating.GATES);
    }

    static DataTest test(
            String name, Optional<NodeId> attachedTo, List<NodeId> parents, TestSeverity severity, Gating gating) {
        return new DataTest(
                header(NodeId.of(NodeKind.DATA_TEST, NAME, name), name, "models/properties.yml", parents),
                new TestBody.Generic(
                        "unique", "test_unique", Map.of(), new SourceLocation("models/properties.yml", 3, 5)),
                new TestRules(
                        severity,
                        "!= 0",
                        "!= 0",
                        "count(*)",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        TestScope.UNSAID,
                        gating),
                attachedTo,
                Optional.<ColumnName>empty());
    }
}
