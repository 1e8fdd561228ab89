package dev.ashlar.run;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.QueryResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How rows differ from the expected ones, in whatever order they come. Only columns that are expected count.
 *
 * @param columns {@code diff}, then the expected ones
 * @param rows {@code missing} ones first, then {@code unexpected} ones
 */
record RowDifference(List<CatalogColumn> columns, List<List<Object>> rows) {
    /** @param actual has every column of {@code expected}, in any order */
    static RowDifference between(QueryResult expected, QueryResult actual) {
        int[] places = expected.columns().stream()
                .mapToInt(column -> place(column.name(), actual.columns()))
                .toArray();
        Map<List<Object>, Integer> surplus = new LinkedHashMap<>();
        List<List<Object>> found = new ArrayList<>();
        for (List<Object> row : actual.rows()) {
            List<Object> picked = new ArrayList<>();
            for (int place : places) picked.add(row.get(place));
            found.add(picked);
            surplus.merge(comparable(picked), 1, Integer::sum);
        }
        List<List<Object>> rows = new ArrayList<>();
        for (List<Object> row : expected.rows()) {
            Integer left = surplus.computeIfPresent(comparable(row), (key, count) -> count - 1);
            if (left == null || left < 0) rows.add(marked("missing", row));
        }
        for (List<Object> row : found) {
            Integer left = surplus.computeIfPresent(comparable(row), (key, count) -> count - 1);
            if (left != null && left >= 0) rows.add(marked("unexpected", row));
        }
        List<CatalogColumn> columns = new ArrayList<>(List.of(CatalogColumn.of("diff", "text")));
        columns.addAll(expected.columns());
        return new RowDifference(columns, rows);
    }

    QueryResult first(int most) {
        return new QueryResult(columns, rows.subList(0, Math.min(most, rows.size())));
    }

    private static int place(ColumnName name, List<CatalogColumn> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().sameAs(name)) return i;
        }
        throw new IllegalArgumentException("No column " + name);
    }

    private static List<Object> marked(String word, List<Object> row) {
        List<Object> marked = new ArrayList<>(List.of(word));
        marked.addAll(row);
        return marked;
    }

    private static List<Object> comparable(List<?> row) {
        List<Object> values = new ArrayList<>();
        for (Object value : row) values.add(comparable(value));
        return values;
    }

    /** Numbers are equal by value, whatever their type and scale. */
    private static Object comparable(Object value) {
        return switch (value) {
            case null -> null;
            case Double number when number.isNaN() || number.isInfinite() -> number;
            case Float number when number.isNaN() || number.isInfinite() -> number.doubleValue();
            case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
            case List<?> list -> comparable(list);
            case Map<?, ?> map -> {
                Map<Object, Object> values = new LinkedHashMap<>();
                map.forEach((key, held) -> values.put(comparable(key), comparable(held)));
                yield values;
            }
            default -> value;
        };
    }
}
