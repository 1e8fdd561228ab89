package dev.ashlar.report;

import java.util.List;

/**
 * Rows of a small query, held in memory.
 *
 * @param rows values as JDBC gives them, null included, in column order
 */
public record QueryResult(List<CatalogColumn> columns, List<List<Object>> rows) {
    public QueryResult {
        columns = List.copyOf(columns);
        rows = rows.stream()
                .map(row -> java.util.Collections.unmodifiableList(new java.util.ArrayList<>(row)))
                .toList();
    }
}
