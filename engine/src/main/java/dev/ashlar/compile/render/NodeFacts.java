package dev.ashlar.compile.render;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Nodes as plain maps, with dbt's names: what {@code model} and {@code graph} are in templates. */
public final class NodeFacts {
    private NodeFacts() {}

    public static Map<String, Object> of(Node node) {
        Node.Header header = node.header();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("unique_id", header.id().value());
        facts.put("name", header.name());
        facts.put("resource_type", header.id().kind().word());
        facts.put("package_name", header.packageName());
        facts.put("original_file_path", header.location().file());
        facts.put("fqn", header.fqn());
        facts.put("description", header.description());
        facts.put("tags", List.copyOf(header.tags()));
        facts.put("meta", header.meta());
        facts.put("config", header.config().values());
        facts.put(
                "depends_on",
                Map.of("nodes", header.dependsOn().stream().map(NodeId::value).toList()));
        node.findRelation().ifPresent(relation -> addRelation(facts, relation));
        return facts;
    }

    private static void addRelation(Map<String, Object> facts, RelationName relation) {
        facts.put("schema", relation.schema());
        facts.put("alias", relation.identifier());
        facts.put("identifier", relation.identifier());
        facts.put("relation_name", relation.quoted());
    }

    /** {@code graph.nodes}, {@code graph.sources} and {@code graph.exposures} by unique id. */
    public static Map<String, Object> graph(Project project) {
        Map<String, Object> nodes = new LinkedHashMap<>();
        Map<String, Object> sources = new LinkedHashMap<>();
        Map<String, Object> exposures = new LinkedHashMap<>();
        for (Node node : project.nodes().values()) {
            Map<String, Object> kind = switch (node) {
                case Node.Source s -> sources;
                case Node.Exposure e -> exposures;
                case Node.Model m -> nodes;
                case Node.Seed s -> nodes;
                case Node.Snapshot s -> nodes;
                case Node.DataTest t -> nodes;
                case Node.UnitTest t -> nodes;
                case Node.Analysis a -> nodes;
            };
            kind.put(node.id().value(), of(node));
        }
        return Map.of("nodes", nodes, "sources", sources, "exposures", exposures);
    }
}
