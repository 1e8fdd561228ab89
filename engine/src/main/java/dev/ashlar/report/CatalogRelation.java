package dev.ashlar.report;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import java.util.List;
import java.util.Optional;

/** A table or view as the warehouse's catalog shows it. */
public record CatalogRelation(RelationName name, Kind kind, List<CatalogColumn> columns, Optional<String> comment) {
    public CatalogRelation {
        columns = List.copyOf(columns);
    }

    public enum Kind {
        TABLE,
        VIEW,
        MATERIALIZED_VIEW,
        EXTERNAL
    }

    /** Names are compared ignoring case, as engines do. */
    public Optional<CatalogColumn> find(ColumnName column) {
        return columns.stream().filter(c -> c.name().sameAs(column)).findFirst();
    }

    public List<ColumnName> columnNames() {
        return columns.stream().map(CatalogColumn::name).toList();
    }
}
