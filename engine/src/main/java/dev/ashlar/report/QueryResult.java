package dev.ashlar.report;

import java.util.List;

/**
 * Rows of a small query, held in memory.
 *
 * @param rows values of java.lang, java.math, java.time and java.util, never of java.sql; null included; in column order
 */
public record QueryResult(List<CatalogColumn> columns, List<List<Object>> rows) {
    public QueryResult {
        columns = List.copyOf(columns);
        rows = rows.stream()
                .map(row -> java.util.Collections.unmodifiableList(new java.util.ArrayList<>(row)))
                .toList();
    }
}
