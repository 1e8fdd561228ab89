package dev.ashlar.adapter.duckdb;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.CatalogColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Values of their columns' types, appended to the table itself, or any as texts to one of texts. The Appender takes only
 * the exact type of a column: a long is refused by INTEGER, a decimal of another scale by DECIMAL.
 */
final class TypedAppend {
    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),\\s*(\\d+)\\)");

    private final RelationName table;
    private final List<Value> values;

    private TypedAppend(RelationName table, List<Value> values) {
        this.table = table;
        this.values = values;
    }

    /** Appends a value of a type, not null. */
    private interface Value {
        void append(DuckDBAppender appender, Object value) throws SQLException;
    }

    /**
     * @param present all columns of the table, in its order
     * @param loaded those that rows have
     * @return empty where the table has other columns, or one of a type that is not known here
     */
    static Optional<TypedAppend> to(RelationName table, List<CatalogColumn> present, List<CatalogColumn> loaded) {
        if (present.size() != loaded.size()) return Optional.empty();
        List<Value> values = new ArrayList<>(present.size());
        for (int i = 0; i < present.size(); i++) {
            Optional<Value> value = value(present.get(i).type());
            if (value.isEmpty() || !present.get(i).name().sameAs(loaded.get(i).name())) return Optional.empty();
            values.add(value.get());
        }
        return Optional.of(new TypedAppend(table, values));
    }

    /** To a temporary table of as many columns of texts, of which the engine makes values. */
    static TypedAppend ofTexts(String table, int columns) {
        Value text = (to, value) -> to.append(value instanceof BigDecimal n ? n.toPlainString() : value.toString());
        return new TypedAppend(RelationName.temporary(table), Collections.nCopies(columns, text));
    }

    private static Optional<Value> value(String type) {
        Matcher decimal = DECIMAL.matcher(type);
        if (decimal.matches()) {
            int scale = Integer.parseInt(decimal.group(2));
            return Optional.of(
                    (to, value) -> to.append(((BigDecimal) value).setScale(scale, RoundingMode.UNNECESSARY)));
        }
        Value known = switch (type) {
            case "TINYINT" -> (to, value) -> to.append((byte) within(value, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case "SMALLINT" -> (to, value) -> to.append((short) within(value, Short.MIN_VALUE, Short.MAX_VALUE));
            case "INTEGER" -> (to, value) -> to.append((int) within(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case "BIGINT" -> (to, value) -> to.append((long) (Long) value);
            case "HUGEINT" -> (to, value) -> to.append(whole(value));
            case "FLOAT" -> (to, value) -> to.append(((Double) value).floatValue());
            case "DOUBLE" -> (to, value) -> to.append((double) (Double) value);
            case "BOOLEAN" -> (to, value) -> to.append((boolean) (Boolean) value);
            case "VARCHAR", "JSON" -> (to, value) -> to.append((String) value);
            case "DATE" -> (to, value) -> to.append((LocalDate) value);
            case "TIME" -> (to, value) -> to.append((LocalTime) value);
            case "TIMESTAMP" -> (to, value) -> to.append((LocalDateTime) value);
            case "TIMESTAMP WITH TIME ZONE" ->
                (to, value) -> to.append(((LocalDateTime) value).atOffset(ZoneOffset.UTC));
            default -> null;
        };
        return Optional.ofNullable(known);
    }

    /** Values are of the declared type: what does not fit shows that the column is another. */
    private static long within(Object value, long least, long most) {
        long number = (Long) value;
        if (number < least || number > most) throw new ArithmeticException(number + " is beyond the column's type");
        return number;
    }

    private static BigInteger whole(Object value) {
        return value instanceof BigDecimal number ? number.toBigIntegerExact() : BigInteger.valueOf((Long) value);
    }

    private void append(DuckDBAppender appender, int column, Object value) throws SQLException {
        if (value == null) {
            appender.appendNull();
            return;
        }
        try {
            values.get(column).append(appender, value);
        } catch (ClassCastException | ArithmeticException other) {
            throw new SQLException(
                    "'" + value + "' is no value of column " + (column + 1) + " of " + table.plain(), other);
        }
    }

    /** @return the number of rows */
    long append(Connection connection, Iterable<List<Object>> rows) throws SQLException {
        String database = table.database().isEmpty() ? connection.getCatalog() : table.database();
        long count = 0;
        try (DuckDBAppender appender = connection
                .unwrap(DuckDBConnection.class)
                .createAppender(
                        table.schema().isEmpty() ? "temp" : database,
                        table.schema().isEmpty() ? "main" : table.schema(),
                        table.identifier())) {
            for (List<Object> row : rows) {
                appender.beginRow();
                for (int i = 0; i < values.size(); i++) {
                    append(appender, i, row.get(i));
                }
                appender.endRow();
                count++;
            }
        }
        return count;
    }
}
