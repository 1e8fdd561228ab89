package dev.ashlar.adapter.artifact;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.ColumnOrigin;
import dev.ashlar.report.ColumnOrigin.Kind;
import dev.ashlar.report.ColumnRef;
import dev.ashlar.report.Lineage;
import dev.ashlar.report.NodeLineage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the columns of a node come from, as OpenLineage's facet says it. It knows relations of the warehouse only, so the way
 * through ephemeral models is walked to their ends. A column that is not resolved is left out: what is there is true.
 */
final class OpenLineageColumns {
    private final Project project;
    private final Lineage lineage;
    private final OpenLineageNames names;

    OpenLineageColumns(Project project, Lineage lineage, OpenLineageNames names) {
        this.project = project;
        this.lineage = lineage;
        this.names = names;
    }

    /** {@code fields} and {@code dataset} of the facet; empty where nothing is known. */
    Optional<Map<String, Object>> of(NodeId node) {
        Optional<NodeLineage> found = lineage.find(node);
        if (found.isEmpty()) return Optional.empty();
        Map<String, Object> fields = new LinkedHashMap<>();
        for (ColumnLineage column : found.get().columns()) {
            if (!column.resolved() || column.origins().isEmpty()) continue;
            Map<ColumnRef, Kind> ends = new LinkedHashMap<>();
            walk(column, Kind.PASSED_ON, ends);
            if (ends.isEmpty()) continue;
            List<Object> inputs = new ArrayList<>();
            ends.forEach((from, kind) ->
                    input(from, "DIRECT", subtype(kind), kind.word()).ifPresent(inputs::add));
            fields.put(column.name().name(), Map.of("inputFields", inputs));
        }
        Set<ColumnRef> filters = new LinkedHashSet<>();
        filters(node, filters);
        List<Object> deciding = new ArrayList<>();
        for (ColumnRef filter : filters) {
            input(filter, "INDIRECT", "FILTER", Kind.FILTERS.word()).ifPresent(deciding::add);
        }
        if (fields.isEmpty() && deciding.isEmpty()) return Optional.empty();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("fields", fields);
        if (!deciding.isEmpty()) out.put("dataset", deciding);
        return Optional.of(out);
    }

    /** Relations of the warehouse that the node reads, through ephemeral models as well. */
    Set<NodeId> inputs(Node node) {
        Set<NodeId> out = new LinkedHashSet<>();
        for (NodeId parent : node.dependsOn()) {
            Optional<Node> found = project.find(parent);
            if (found.isEmpty()) continue;
            if (found.get().isEphemeral()) out.addAll(inputs(found.get()));
            else if (found.get().findRelation().isPresent()) out.add(parent);
        }
        return out;
    }

    private void walk(ColumnLineage column, Kind so, Map<ColumnRef, Kind> ends) {
        for (ColumnOrigin origin : column.origins()) {
            Kind kind = origin.kind().compareTo(so) > 0 ? origin.kind() : so;
            if (isEphemeral(origin.from().node())) {
                lineage.find(origin.from()).ifPresent(above -> walk(above, kind, ends));
            } else {
                ends.merge(origin.from(), kind, (a, b) -> a.compareTo(b) > 0 ? a : b);
            }
        }
    }

    private void filters(NodeId node, Set<ColumnRef> out) {
        for (ColumnRef filter : lineage.find(node).map(NodeLineage::filters).orElse(List.of())) {
            if (!isEphemeral(filter.node())) {
                out.add(filter);
                continue;
            }
            Map<ColumnRef, Kind> ends = new LinkedHashMap<>();
            lineage.find(filter).ifPresent(above -> walk(above, Kind.FILTERS, ends));
            out.addAll(ends.keySet());
        }
        project.find(node)
                .ifPresent(
                        of -> of.dependsOn().stream().filter(this::isEphemeral).forEach(above -> filters(above, out)));
    }

    private Optional<Map<String, Object>> input(ColumnRef from, String type, String subtype, String word) {
        return project.find(from.node()).flatMap(Node::findRelation).map(relation -> {
            Map<String, Object> out = names.dataset(relation);
            out.put("field", from.column().name());
            Map<String, Object> how = new LinkedHashMap<>();
            how.put("type", type);
            how.put("subtype", subtype);
            how.put("description", word);
            how.put("masking", false);
            out.put("transformations", List.of(how));
            return out;
        });
    }

    private static String subtype(Kind kind) {
        return switch (kind) {
            case PASSED_ON, RENAMED -> "IDENTITY";
            case TRANSFORMED -> "TRANSFORMATION";
            case AGGREGATED -> "AGGREGATION";
            case FILTERS -> "FILTER";
        };
    }

    private boolean isEphemeral(NodeId id) {
        return project.find(id).filter(Node::isEphemeral).isPresent();
    }
}
