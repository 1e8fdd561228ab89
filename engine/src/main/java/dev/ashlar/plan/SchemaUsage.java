package dev.ashlar.plan;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.Grantee;
import dev.ashlar.report.Privilege;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Lets those who are granted something on a relation look into its schema, without which it is of no use to them. It is
 * done once for all nodes of a run: two sessions that grant on one schema at once are in each other's way.
 */
public final class SchemaUsage {
    private SchemaUsage() {}

    /**
     * @param nodes that are built
     * @param users who may use a schema already
     * @param can what the engine can do
     */
    public static List<AccessStatement.GrantUsage> lacking(
            Collection<Node> nodes, Function<String, Set<Grantee>> users, Set<EngineCapability> can) {
        if (!can.contains(EngineCapability.GRANTS)) return List.of();
        Map<String, Set<Grantee>> wanted = new TreeMap<>();
        for (Node node : nodes) {
            Map<String, List<String>> grants = grants(node);
            if (grants.isEmpty()) continue;
            String schema = node.findRelation().map(RelationName::schema).orElseThrow();
            Set<Grantee> grantees = wanted.computeIfAbsent(
                    schema,
                    s -> new TreeSet<>(Comparator.comparing(Grantee::type).thenComparing(Grantee::name)));
            Grants.privileges(grants, can).stream().map(Privilege::grantee).forEach(grantees::add);
        }
        wanted.forEach((schema, grantees) -> grantees.removeAll(users.apply(schema)));
        return wanted.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> new AccessStatement.GrantUsage(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    private static Map<String, List<String>> grants(Node node) {
        return switch (node) {
            case Node.Model model ->
                model.findRelation().isPresent() ? model.build().grants() : Map.of();
            case Node.Seed seed -> seed.build().grants();
            case Node.Snapshot snapshot -> snapshot.build().grants();
            case Node.Source n -> Map.of();
            case Node.DataTest n -> Map.of();
            case Node.UnitTest n -> Map.of();
            case Node.Analysis n -> Map.of();
            case Node.Exposure n -> Map.of();
        };
    }
}
