package dev.ashlar.run;

import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.QueryResult;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows that were read, as the bulk path of a session takes them. A column of lists or the like becomes text. */
record LoadableRows(List<CatalogColumn> columns, List<List<Object>> rows) {

    static LoadableRows of(QueryResult result) {
        List<CatalogColumn> columns = new ArrayList<>(result.columns());
        List<List<Object>> rows = new ArrayList<>();
        for (List<Object> row : result.rows()) {
            List<Object> loadable = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                Object value = simple(row.get(i));
                if (value instanceof Structured structured) {
                    value = structured.text();
                    columns.set(i, new CatalogColumn(columns.get(i).name(), "varchar", Optional.empty()));
                }
                loadable.add(value);
            }
            rows.add(loadable);
        }
        return new LoadableRows(columns, rows);
    }

    private record Structured(String text) {}

    private static Object simple(Object value) {
        return switch (value) {
            case null -> null;
            case Boolean v -> v;
            case Long v -> v;
            case BigDecimal v -> v;
            case Double v -> v;
            case LocalDate v -> v;
            case LocalDateTime v -> v;
            case LocalTime v -> v;
            case String v -> v;
            case Integer v -> (long) v;
            case Short v -> (long) v;
            case Byte v -> (long) v;
            case Float v -> (double) v;
            case BigInteger v -> new BigDecimal(v);
            case OffsetDateTime v -> v.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
            default -> new Structured(value.toString());
        };
    }
}
