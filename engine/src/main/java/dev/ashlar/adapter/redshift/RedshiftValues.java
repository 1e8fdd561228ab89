package dev.ashlar.adapter.redshift;

import dev.ashlar.adapter.jdbc.ColumnReaders;
import dev.ashlar.adapter.jdbc.JdbcDialect.ColumnReader;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * Reads values without java.sql's dates and times: they live in the time zone of this machine, where some times do not
 * exist. A SUPER value is the text of its JSON.
 */
final class RedshiftValues {
    /** As the server writes it: {@code 10:11:12.5+03}. */
    private static final DateTimeFormatter TIME_WITH_ZONE = DateTimeFormatter.ofPattern(
            "HH:mm:ss[.SSSSSS][.SSSSS][.SSSS][.SSS][.SS][.S][XXX][X]", java.util.Locale.ROOT);

    /** The catalog's spelling of types, under the names that the driver gives them. */
    private static final Map<String, String> SPELLED = Map.ofEntries(
            Map.entry("int2", "smallint"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("float4", "real"),
            Map.entry("float8", "double precision"),
            Map.entry("bool", "boolean"),
            Map.entry("varchar", "character varying"),
            Map.entry("text", "character varying"),
            Map.entry("bpchar", "character"),
            Map.entry("timestamp", "timestamp without time zone"),
            Map.entry("timestamptz", "timestamp with time zone"),
            Map.entry("time", "time without time zone"),
            Map.entry("timetz", "time with time zone"),
            Map.entry("bytea", "binary varying"),
            Map.entry("varbyte", "binary varying"));

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private RedshiftValues() {}

    static List<ColumnReader> readers(ResultSetMetaData columns) throws SQLException {
        return ColumnReaders.of(columns, RedshiftValues::reader);
    }

    private static ColumnReader reader(String type) {
        return switch (type) {
            case "int2", "int4", "int8", "oid" -> ColumnReaders.WHOLE;
            case "float4", "float8" -> ColumnReaders.FRACTION;
            case "numeric" -> ResultSet::getBigDecimal;
            case "bool" -> ColumnReaders.FLAG;
            case "date" -> ColumnReaders.as(LocalDate.class);
            case "timestamp" -> ColumnReaders.as(LocalDateTime.class);
            case "timestamptz" -> ColumnReaders.as(OffsetDateTime.class);
            case "time" -> ColumnReaders.as(LocalTime.class);
            case "timetz" ->
                (rows, i) -> {
                    String text = rows.getString(i);
                    return text == null ? null : OffsetTime.parse(text, TIME_WITH_ZONE);
                };
            case "bytea", "varbyte" -> ResultSet::getBytes;
            default -> ResultSet::getString;
        };
    }

    /** With length or precision, as {@code format_type} writes it. */
    static String type(ResultSetMetaData columns, int column) throws SQLException {
        String name = columns.getColumnTypeName(column);
        String word = SPELLED.getOrDefault(name, name);
        int precision = columns.getPrecision(column);
        boolean limited = precision > 0 && precision < NO_LIMIT;
        return switch (name) {
            case "numeric" -> limited ? word + "(" + precision + "," + columns.getScale(column) + ")" : word;
            case "varchar", "text", "bpchar", "varbyte", "bytea" -> limited ? word + "(" + precision + ")" : word;
            default -> word;
        };
    }
}
