package dev.ashlar.cli;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.report.ColumnEdge;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.ColumnRef;
import dev.ashlar.report.Lineage;
import dev.ashlar.report.NodeLineage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lineage as one JSON object. */
final class LineageJson {
    private final Lineage lineage;
    private final LineageCommand.Direction direction;

    LineageJson(Lineage lineage, LineageCommand.Direction direction) {
        this.lineage = lineage;
        this.direction = direction;
    }

    /** Of a column: every step above and below; of a node: each column with its own parents and children. */
    Map<String, Object> of(Node node, NodeLineage columns, Optional<ColumnRef> column) {
        if (column.isPresent()) return column(column.get());
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("node", node.id().value());
        out.put(
                "columns",
                columns.columns().stream().map(each -> own(node.id(), each)).toList());
        if (direction.up()) {
            out.put(
                    "filters",
                    columns.filters().stream().map(LineageJson::reference).toList());
            out.put("unresolved", columns.unresolved().orElse(null));
        }
        return out;
    }

    private Map<String, Object> own(NodeId node, ColumnLineage column) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", column.name().name());
        out.put("type", column.type().orElse(null));
        if (direction.up()) {
            out.put(
                    "origins",
                    column.origins().stream()
                            .map(origin -> with(
                                    reference(origin.from()),
                                    "kind",
                                    origin.kind().word()))
                            .toList());
            out.put("unresolved", column.unresolved().orElse(null));
        }
        if (direction.down()) {
            out.put(
                    "uses",
                    lineage.uses(new ColumnRef(node, column.name())).stream()
                            .map(use -> with(
                                    reference(use.node(), use.column()),
                                    "kind",
                                    use.kind().word()))
                            .toList());
        }
        return out;
    }

    private Map<String, Object> column(ColumnRef column) {
        Map<String, Object> out = reference(column);
        Optional<ColumnLineage> found = lineage.find(column);
        out.put("type", found.flatMap(ColumnLineage::type).orElse(null));
        if (direction.up()) {
            List<ColumnEdge> above = lineage.upstream(column);
            out.put("upstream", above.stream().map(LineageJson::edge).toList());
            out.put("unresolved", unresolved(column, above));
        }
        if (direction.down()) {
            out.put(
                    "downstream",
                    lineage.downstream(column).stream().map(LineageJson::edge).toList());
        }
        return out;
    }

    /** Columns on the way up whose origins are not all known. */
    private List<Map<String, Object>> unresolved(ColumnRef column, List<ColumnEdge> above) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(column), above.stream().map(ColumnEdge::from))
                .distinct()
                .flatMap(at -> lineage.find(at).flatMap(ColumnLineage::unresolved).stream()
                        .map(why -> with(reference(at), "reason", why)))
                .toList();
    }

    private static Map<String, Object> edge(ColumnEdge edge) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("from", reference(edge.from()));
        out.put("to", reference(edge.to(), edge.column()));
        out.put("kind", edge.kind().word());
        out.put("distance", edge.distance());
        return out;
    }

    private static Map<String, Object> reference(ColumnRef column) {
        return reference(column.node(), Optional.of(column.column()));
    }

    private static Map<String, Object> reference(NodeId node, Optional<ColumnName> column) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("node", node.value());
        out.put("column", column.map(ColumnName::name).orElse(null));
        return out;
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        map.put(key, value);
        return map;
    }
}
