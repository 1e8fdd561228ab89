package dev.ashlar.report;

import dev.ashlar.manifest.ColumnName;
import java.util.List;
import java.util.Optional;

/**
 * Where the columns of one node come from, one step up.
 *
 * @param columns in the order of the relation; of a node whose SQL could not be read, those that properties name, each
 *     unresolved
 * @param filters columns of direct parents that decide about rows of the node: conditions, join keys, groups, sorting;
 *     each once, whether or not it also gives values
 * @param unresolved why {@code columns} may lack some; empty where they are all there are
 * @param unresolvedFilters why {@code filters} may lack some; likewise
 */
public record NodeLineage(
        List<ColumnLineage> columns,
        List<ColumnRef> filters,
        Optional<String> unresolved,
        Optional<String> unresolvedFilters) {
    public NodeLineage {
        columns = List.copyOf(columns);
        filters = List.copyOf(filters);
    }

    /** One of which as much is known of filters as of columns. */
    public NodeLineage(List<ColumnLineage> columns, List<ColumnRef> filters, Optional<String> unresolved) {
        this(columns, filters, unresolved, unresolved);
    }

    /** Names are compared ignoring case, as engines do; one that is spelt just so comes first. */
    public Optional<ColumnLineage> find(ColumnName name) {
        ColumnLineage alike = null;
        for (ColumnLineage column : columns) {
            if (column.name().equals(name)) return Optional.of(column);
            if (alike == null && column.name().sameAs(name)) alike = column;
        }
        return Optional.ofNullable(alike);
    }
}
