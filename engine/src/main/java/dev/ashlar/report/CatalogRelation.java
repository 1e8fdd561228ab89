package dev.ashlar.report;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import java.util.List;
import java.util.Optional;

/**
 * A table or view as the warehouse's catalog shows it.
 *
 * @param references relations that it is bound to and that cannot be dropped before it: those a view reads, those the
 *     foreign keys of a table refer to; empty where views bind when they are read
 * @param indexes names of those that keep it from being renamed, without schema; empty where none does
 */
public record CatalogRelation(
        RelationName name,
        Kind kind,
        List<CatalogColumn> columns,
        Optional<String> comment,
        List<RelationName> references,
        Access access,
        List<String> indexes) {
    public CatalogRelation {
        columns = List.copyOf(columns);
        references = List.copyOf(references);
        indexes = List.copyOf(indexes);
    }

    /** One that no index keeps from being renamed. */
    public CatalogRelation(
            RelationName name,
            Kind kind,
            List<CatalogColumn> columns,
            Optional<String> comment,
            List<RelationName> references,
            Access access) {
        this(name, kind, columns, comment, references, access, List.of());
    }

    /** A relation that is bound to none, and that only its owner uses. */
    public CatalogRelation(RelationName name, Kind kind, List<CatalogColumn> columns, Optional<String> comment) {
        this(name, kind, columns, comment, List.of(), Access.OWN);
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
