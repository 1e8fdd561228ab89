package dev.ashlar.adapter.postgres;

import dev.ashlar.adapter.jdbc.ColumnReaders;
import dev.ashlar.adapter.jdbc.JdbcDialect.ColumnReader;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads values without java.sql's dates and times: they live in the time zone of this machine, where some times do not
 * exist.
 */
final class PostgresValues {
    private PostgresValues() {}

    static List<ColumnReader> readers(ResultSetMetaData columns) throws SQLException {
        return ColumnReaders.of(columns, PostgresValues::reader);
    }

    private static ColumnReader reader(String type) {
        return switch (type) {
            case "int2", "int4", "int8", "oid", "serial", "bigserial", "smallserial" -> ColumnReaders.WHOLE;
            case "float4", "float8" -> ColumnReaders.FRACTION;
            // a BigDecimal, or a Double for what is not a number
            case "numeric" -> ResultSet::getObject;
            case "bool" -> ColumnReaders.FLAG;
            case "date" -> (rows, i) -> endless(rows.getObject(i, LocalDate.class));
            case "timestamp" -> (rows, i) -> endless(rows.getObject(i, LocalDateTime.class));
            case "timestamptz" -> (rows, i) -> endless(rows.getObject(i, OffsetDateTime.class));
            case "time" -> ColumnReaders.as(LocalTime.class);
            case "timetz" -> ColumnReaders.as(OffsetTime.class);
            case "bytea" -> ResultSet::getBytes;
            case "_date", "_timestamp", "_timestamptz", "_time", "_timetz" ->
                (rows, i) -> {
                    String text = rows.getString(i);
                    return text == null ? null : new ArrayText(text, each -> moment(type, each)).values();
                };
            default -> type.startsWith("_") ? PostgresValues::list : ResultSet::getString;
        };
    }

    /** The end of time, which the driver gives as the last moment that Java knows. */
    private static Object endless(Object moment) {
        return switch (moment) {
            case null -> null;
            case LocalDate day when day.equals(LocalDate.MAX) -> "infinity";
            case LocalDate day when day.equals(LocalDate.MIN) -> "-infinity";
            case LocalDateTime time when time.equals(LocalDateTime.MAX) -> "infinity";
            case LocalDateTime time when time.equals(LocalDateTime.MIN) -> "-infinity";
            case OffsetDateTime time when time.equals(OffsetDateTime.MAX) -> "infinity";
            case OffsetDateTime time when time.equals(OffsetDateTime.MIN) -> "-infinity";
            default -> moment;
        };
    }

    private static Object list(ResultSet rows, int column) throws SQLException {
        Array array = rows.getArray(column);
        return array == null ? null : list((Object[]) array.getArray());
    }

    private static List<Object> list(Object[] values) {
        List<Object> out = new ArrayList<>(values.length);
        for (Object value : values) out.add(element(value));
        return out;
    }

    private static Object element(Object value) {
        return switch (value) {
            case null -> null;
            case Object[] inner -> list(inner);
            case Short n -> n.longValue();
            case Integer n -> n.longValue();
            case Float n -> n.doubleValue();
            case Number n -> n;
            case Boolean flag -> flag;
            default -> value.toString();
        };
    }

    /** The driver would take it through this machine's time zone, and cut it to milliseconds. */
    private static Object moment(String type, String text) {
        String iso = text.replace(' ', 'T');
        String offset = iso.matches(".*[+-]\\d\\d") ? iso + ":00" : iso;
        try {
            return switch (type) {
                case "_date" -> LocalDate.parse(iso);
                case "_timestamp" -> LocalDateTime.parse(iso);
                case "_timestamptz" -> OffsetDateTime.parse(offset);
                case "_time" -> LocalTime.parse(iso);
                default -> OffsetTime.parse(offset);
            };
        } catch (DateTimeParseException beyondTheCalendar) {
            return text;
        }
    }
}
