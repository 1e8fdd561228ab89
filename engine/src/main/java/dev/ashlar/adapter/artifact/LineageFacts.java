package dev.ashlar.adapter.artifact;

import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.ColumnOrigin;
import dev.ashlar.report.ColumnRef;
import dev.ashlar.report.NodeLineage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a node's columns come from, below {@code meta.ashlar.lineage}. What is empty is left out: most columns have little to say. */
final class LineageFacts {
    private LineageFacts() {}

    static Map<String, Object> of(NodeLineage node) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (ColumnLineage column : node.columns()) columns.put(column.name().name(), column(column));
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("columns", columns);
        List<Object> filters = new ArrayList<>();
        for (ColumnRef filter : node.filters()) filters.add(reference(filter));
        if (!filters.isEmpty()) out.put("filters", filters);
        node.unresolved().ifPresent(why -> out.put("unresolved", why));
        return out;
    }

    private static Map<String, Object> column(ColumnLineage column) {
        Map<String, Object> out = new LinkedHashMap<>();
        column.type().ifPresent(type -> out.put("type", type));
        List<Object> origins = new ArrayList<>();
        for (ColumnOrigin origin : column.origins()) {
            Map<String, Object> each = reference(origin.from());
            each.put("kind", origin.kind().word());
            origins.add(each);
        }
        if (!origins.isEmpty()) out.put("origins", origins);
        column.unresolved().ifPresent(why -> out.put("unresolved", why));
        return out;
    }

    private static Map<String, Object> reference(ColumnRef column) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("node", column.node().value());
        out.put("column", column.column().name());
        return out;
    }
}
