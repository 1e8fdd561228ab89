package dev.ashlar.lineage;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.ColumnOrigin;
import dev.ashlar.report.ColumnRef;
import dev.ashlar.report.NodeLineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Columns of sources that properties do not list, and that queries name: they are columns like the others. */
final class UnlistedColumns {
    private UnlistedColumns() {}

    static void addTo(Map<NodeId, NodeLineage> nodes) {
        Map<NodeId, TreeSet<String>> named = new TreeMap<>();
        for (NodeLineage node : nodes.values()) {
            node.filters().forEach(filter -> look(nodes, named, filter));
            for (ColumnLineage column : node.columns()) {
                for (ColumnOrigin origin : column.origins()) look(nodes, named, origin.from());
            }
        }
        named.forEach((id, columns) -> nodes.computeIfPresent(id, (key, node) -> with(node, columns)));
    }

    private static void look(Map<NodeId, NodeLineage> nodes, Map<NodeId, TreeSet<String>> named, ColumnRef column) {
        NodeLineage node = nodes.get(column.node());
        if (node == null || node.unresolved().isEmpty()) return;
        boolean listed = node.columns().stream().anyMatch(known -> known.name().equals(column.column()));
        if (!listed) {
            named.computeIfAbsent(column.node(), id -> new TreeSet<>())
                    .add(column.column().name());
        }
    }

    private static NodeLineage with(NodeLineage node, TreeSet<String> names) {
        List<ColumnLineage> columns = new ArrayList<>(node.columns());
        for (String name : names) {
            columns.add(new ColumnLineage(new ColumnName(name), Optional.empty(), List.of(), Optional.empty()));
        }
        return new NodeLineage(columns, node.filters(), node.unresolved(), node.unresolvedFilters());
    }
}
