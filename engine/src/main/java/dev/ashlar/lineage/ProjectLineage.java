package dev.ashlar.lineage;

import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.Lineage;
import dev.ashlar.report.NodeLineage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Resolves the queries of a project, parents before children, so that stars expand by what the parents give. */
public final class ProjectLineage {
    private final QueryResolver resolver;
    private final Project project;
    private final Known known;
    private final Map<String, NodeId> byRelation = new HashMap<>();
    private final Map<NodeId, NodeLineage> done = new ConcurrentHashMap<>();
    private final Map<NodeId, List<Finding>> findings = new ConcurrentHashMap<>();

    /** Says what a node's SQL is; asked by several threads. */
    public interface Queries {
        Query of(Node node);
    }

    /** A node's SQL, or why there is none. */
    public sealed interface Query {
        /** References to all nodes, ephemeral ones too, print as names of relations. */
        record Sql(String text) implements Query {}

        record Missing(String reason) implements Query {}
    }

    /**
     * What is known of columns besides what SQL says.
     *
     * @param seeds names in the header of each seed's file
     * @param catalog of the warehouse; {@link Catalog#EMPTY} where nobody looked
     */
    public record Known(Map<NodeId, List<String>> seeds, Catalog catalog) {
        public Known {
            seeds = Map.copyOf(seeds);
        }
    }

    /** @param findings of each node's query, by place; nodes without any are left out */
    public record Result(Lineage lineage, SortedMap<NodeId, List<Finding>> findings) {}

    private ProjectLineage(Dialect dialect, Project project, Known known) {
        this.resolver = new QueryResolver(dialect);
        this.project = project;
        this.known = known;
        for (Node node : project.nodes().values()) {
            relation(node).ifPresent(relation -> byRelation.put(Catalog.key(relation), node.id()));
        }
    }

    /** @param order the nodes to resolve, parents before children; those they read must be among them */
    public static Result of(Dialect dialect, Project project, List<NodeId> order, Queries queries, Known known) {
        ProjectLineage all = new ProjectLineage(dialect, project, known);
        for (List<Node> level : all.levels(order)) {
            level.parallelStream().forEach(node -> all.resolve(node, queries));
        }
        UnlistedColumns.addTo(all.done);
        return new Result(Lineage.of(all.done), new TreeMap<>(all.findings));
    }

    /** Nodes that do not read one another, level by level. */
    private List<List<Node>> levels(List<NodeId> order) {
        Map<NodeId, Integer> depths = new HashMap<>();
        List<List<Node>> levels = new ArrayList<>();
        for (NodeId id : order) {
            Node node = project.load(id);
            if (!hasColumns(node)) continue;
            int depth = node.dependsOn().stream()
                    .mapToInt(parent -> depths.getOrDefault(parent, -1) + 1)
                    .max()
                    .orElse(0);
            depths.put(id, depth);
            while (levels.size() <= depth) levels.add(new ArrayList<>());
            levels.get(depth).add(node);
        }
        return levels;
    }

    private static boolean hasColumns(Node node) {
        return relation(node).isPresent();
    }

    /** Also of ephemeral models, which stand under the name that they would have. */
    private static Optional<RelationName> relation(Node node) {
        return switch (node) {
            case Node.Model m -> Optional.of(m.build().relation());
            case Node.Snapshot s -> Optional.of(s.build().relation());
            case Node.Seed s -> Optional.of(s.build().relation());
            case Node.Source s -> Optional.of(s.relation());
            case Node.DataTest t -> Optional.empty();
            case Node.UnitTest t -> Optional.empty();
            case Node.Analysis a -> Optional.empty();
            case Node.Exposure e -> Optional.empty();
        };
    }

    private void resolve(Node node, Queries queries) {
        NodeLineage lineage = switch (node) {
            case Node.Source source -> GivenColumns.of(source, known.catalog());
            case Node.Seed seed -> GivenColumns.of(seed, known);
            case Node.Model model -> AddedColumns.of(model, query(model, model.build(), queries));
            case Node.Snapshot snapshot -> AddedColumns.of(snapshot, query(snapshot, snapshot.build(), queries));
            case Node.DataTest t -> throw new IllegalArgumentException(t.id().value());
            case Node.UnitTest t -> throw new IllegalArgumentException(t.id().value());
            case Node.Analysis a -> throw new IllegalArgumentException(a.id().value());
            case Node.Exposure e -> throw new IllegalArgumentException(e.id().value());
        };
        done.put(node.id(), lineage);
    }

    private NodeLineage query(Node node, Node.Build build, Queries queries) {
        return switch (queries.of(node)) {
            case Query.Missing missing -> described(build, missing.reason());
            case Query.Sql sql -> {
                QueryLineage found = resolver.resolve(sql.text(), this::input);
                if (!found.findings().isEmpty()) findings.put(node.id(), found.findings());
                NodeLineage lineage = found.lineage();
                yield lineage.columns().isEmpty() && lineage.unresolved().isPresent()
                        ? described(build, lineage.unresolved().get())
                        : lineage;
            }
        };
    }

    /** The columns that properties name, where the SQL tells none. */
    private static NodeLineage described(Node.Build build, String reason) {
        List<ColumnLineage> columns = build.columns().stream()
                .map(column -> new ColumnLineage(column.name(), column.dataType(), List.of(), Optional.of(reason)))
                .toList();
        return new NodeLineage(columns, List.of(), Optional.of(reason));
    }

    private Optional<Inputs.Input> input(RelationName relation) {
        NodeId id = byRelation.get(Catalog.key(relation));
        if (id == null) return Optional.empty();
        Node node = project.load(id);
        NodeLineage lineage = done.get(id);
        if (lineage == null) {
            String reason = "'" + node.name() + "', which is not read before this node";
            return Optional.of(new Inputs.Input(id, List.of(), Inputs.Spelling.EXACT, Optional.of(reason)));
        }
        boolean foreign =
                node instanceof Node.Source source && source.external().isEmpty();
        Map<String, String> types = types(node);
        List<Inputs.InputColumn> columns = lineage.columns().stream()
                .map(column -> new Inputs.InputColumn(
                        column.name(),
                        column.type()
                                .or(() -> Optional.ofNullable(
                                        types.get(column.name().name())))))
                .toList();
        return Optional.of(new Inputs.Input(
                id,
                columns,
                foreign ? Inputs.Spelling.LOOSE : Inputs.Spelling.EXACT,
                lineage.unresolved().map(reason -> "'" + node.name() + "' (" + reason + ")")));
    }

    /** What a contract promises of a model; other types in properties are only words. */
    private static Map<String, String> types(Node node) {
        if (!(node instanceof Node.Model model) || model.build().contract() != Node.Contract.ENFORCED) return Map.of();
        Map<String, String> types = new HashMap<>();
        for (Column column : model.build().columns()) {
            column.dataType().ifPresent(type -> types.put(column.name().name(), type));
        }
        return types;
    }
}
