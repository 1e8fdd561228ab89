package dev.ashlar.docs;

import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.NodeLineage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The columns of a node: those of the warehouse, those its SQL gives, those described, each once. */
final class Columns {
    private Columns() {}

    /** @param type as the warehouse, else the SQL, else the properties say; empty where none does */
    record Shown(ColumnName name, Optional<Column> described, String type, Optional<ColumnLineage> lineage) {}

    static List<Shown> of(World world, Node node) {
        Map<String, ColumnName> names = new LinkedHashMap<>();
        Map<String, String> types = new LinkedHashMap<>();
        Map<String, Column> described = new LinkedHashMap<>();
        Map<String, ColumnLineage> lineage = new LinkedHashMap<>();
        for (CatalogColumn column : world.catalog(node).map(r -> r.columns()).orElse(List.of())) {
            names.putIfAbsent(key(column.name()), column.name());
            types.put(key(column.name()), column.type());
        }
        for (ColumnLineage column : world.input()
                .lineage()
                .find(node.id())
                .map(NodeLineage::columns)
                .orElse(List.of())) {
            names.putIfAbsent(key(column.name()), column.name());
            lineage.put(key(column.name()), column);
            column.type().ifPresent(type -> types.putIfAbsent(key(column.name()), type));
        }
        for (Column column : node.columns()) {
            names.putIfAbsent(key(column.name()), column.name());
            described.put(key(column.name()), column);
            column.dataType().ifPresent(type -> types.putIfAbsent(key(column.name()), type));
        }
        List<Shown> out = new ArrayList<>();
        names.forEach((key, name) -> out.add(new Shown(
                name,
                Optional.ofNullable(described.get(key)),
                types.getOrDefault(key, ""),
                Optional.ofNullable(lineage.get(key)))));
        return out;
    }

    static int count(World world, Node node) {
        return of(world, node).size();
    }

    static String key(ColumnName name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
