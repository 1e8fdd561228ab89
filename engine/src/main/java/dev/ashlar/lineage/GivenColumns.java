package dev.ashlar.lineage;

import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.NodeLineage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Columns of what no query makes: sources and seeds. */
final class GivenColumns {
    private GivenColumns() {}

    /** By the catalog where it has the relation; else those that properties list, and what loading adds. */
    static NodeLineage of(Node.Source source, Catalog catalog) {
        Optional<CatalogRelation> seen = catalog.find(source.relation());
        if (seen.isPresent()) return of(seen.get());
        Map<ColumnName, Optional<String>> columns = new LinkedHashMap<>();
        for (Column column : source.columns()) columns.put(column.name(), column.dataType());
        Optional<String> unresolved;
        if (source.external().isPresent()) {
            for (String own : List.of("_file", "_row", "_loaded_at", "_batch_id", "_row_hash")) {
                boolean hash =
                        Boolean.TRUE.equals(source.external().get().options().get("row_hash"));
                if (hash || !own.equals("_row_hash")) columns.put(new ColumnName(own), Optional.empty());
            }
            unresolved =
                    source.columns().isEmpty() ? Optional.of("its columns are those of its files") : Optional.empty();
        } else {
            unresolved = Optional.of("properties need not list all its columns");
        }
        return of(columns, unresolved);
    }

    /** By the header of the file. */
    static NodeLineage of(Node.Seed seed, ProjectLineage.Known known) {
        List<String> header = known.seeds().get(seed.id());
        if (header == null) {
            Optional<CatalogRelation> seen = known.catalog().find(seed.build().relation());
            if (seen.isPresent()) return of(seen.get());
        }
        Map<ColumnName, Optional<String>> columns = new LinkedHashMap<>();
        if (header == null) {
            for (Column column : seed.build().columns()) columns.put(column.name(), column.dataType());
            return of(columns, Optional.of("its file could not be read"));
        }
        for (String name : header) {
            if (!name.isEmpty())
                columns.put(
                        new ColumnName(name),
                        Optional.ofNullable(seed.format().columnTypes().get(name)));
        }
        return of(columns, Optional.empty());
    }

    private static NodeLineage of(CatalogRelation relation) {
        Map<ColumnName, Optional<String>> columns = new LinkedHashMap<>();
        relation.columns().forEach(column -> columns.put(column.name(), Optional.of(column.type())));
        return of(columns, Optional.empty());
    }

    private static NodeLineage of(Map<ColumnName, Optional<String>> columns, Optional<String> unresolved) {
        List<ColumnLineage> all = new ArrayList<>();
        columns.forEach((name, type) -> all.add(new ColumnLineage(name, type, List.of(), Optional.empty())));
        return new NodeLineage(all, List.of(), unresolved);
    }
}
