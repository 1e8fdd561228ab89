package dev.ashlar.adapter.duckdb;

import dev.ashlar.adapter.jdbc.JdbcDialect;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Statement.MergeInto;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.RowCounts;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBStruct;
import org.duckdb.JsonNode;

/** DuckDB behind JDBC. */
final class DuckDbDialect implements JdbcDialect {
    /** What the driver says of a streamed query that failed before its first rows, whatever the reason. */
    private static final String NO_REASON = "Invalid result set";

    /** Where rows wait as text before the engine casts them; the session's own. */
    private static final String ROWS = "__ashlar_rows";

    @Override
    public WarehouseException explain(SQLException failure, String sql) {
        return DuckDbErrors.explain(failure, sql);
    }

    @Override
    public void handOut(Connection connection, Results results) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set session jdbc_stream_results = " + (results == Results.STREAMED));
        }
    }

    @Override
    public boolean hidesReason(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains(NO_REASON);
    }

    @Override
    public Object plain(Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case Timestamp t -> t.toLocalDateTime();
            case Byte n -> n.longValue();
            case Short n -> n.longValue();
            case Integer n -> n.longValue();
            case Float n -> n.doubleValue();
            case UUID id -> id.toString();
            case JsonNode json -> json.toString();
            case Blob blob -> blob.getBytes(1, (int) blob.length());
            case Array array -> plainList((Object[]) array.getArray());
            case DuckDBStruct struct -> plainMap(struct.getMap());
            case Struct struct -> plainList(struct.getAttributes());
            case Map<?, ?> map -> plainMap(map);
            default -> value;
        };
    }

    private List<Object> plainList(Object[] values) throws SQLException {
        List<Object> out = new ArrayList<>(values.length);
        for (Object value : values) out.add(plain(value));
        return out;
    }

    private Map<String, Object> plainMap(Map<?, ?> map) throws SQLException {
        Map<String, Object> out = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.put(String.valueOf(plain(entry.getKey())), plain(entry.getValue()));
        }
        return out;
    }

    /** A column that is nothing but null has the type {@code "NULL"}; a table made of it has an integer there. */
    @Override
    public String type(String driverType) {
        return driverType.equals("\"NULL\"") ? "INTEGER" : driverType;
    }

    /**
     * The Appender takes only the exact type of a column (a long is refused by INTEGER, a decimal of another scale by
     * DECIMAL) and writes unchecked text into JSON. So rows go through it as text, and the engine casts them on insert.
     */
    @Override
    public long load(
            Connection connection, RelationName table, List<CatalogColumn> columns, Iterable<List<Object>> rows)
            throws SQLException {
        String waiting = "temp.main." + RelationName.quote(ROWS);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create or replace temporary table " + RelationName.quote(ROWS) + " ("
                    + IntStream.range(0, columns.size())
                            .mapToObj(i -> "c" + i + " varchar")
                            .collect(Collectors.joining(", "))
                    + ")");
            append(connection, rows);
            long loaded = statement.executeLargeUpdate("insert into " + table.quoted() + " ("
                    + columns.stream().map(c -> c.name().quoted()).collect(Collectors.joining(", "))
                    + ") select * from "
                    + waiting);
            statement.execute("drop table " + waiting);
            return loaded;
        }
    }

    private static void append(Connection connection, Iterable<List<Object>> rows) throws SQLException {
        DuckDBConnection duckdb = connection.unwrap(DuckDBConnection.class);
        try (DuckDBAppender appender = duckdb.createAppender("temp", "main", ROWS)) {
            for (List<Object> row : rows) {
                appender.beginRow();
                for (Object value : row) appender.append(text(value));
                appender.endRow();
            }
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }

    /**
     * The engine counts a merge's rows in one number. The table's own count, which it keeps, tells how many of them are
     * new.
     */
    @Override
    public RowCounts merge(Connection connection, MergeInto merge, CountedUpdate update) throws SQLException {
        long before = count(connection, merge.target());
        long touched = update.send();
        long inserted = count(connection, merge.target()) - before;
        return touched < inserted ? RowCounts.UNKNOWN : new RowCounts(inserted, touched - inserted, 0);
    }

    private static long count(Connection connection, RelationName table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table.quoted())) {
            row.next();
            return row.getLong(1);
        }
    }
}
