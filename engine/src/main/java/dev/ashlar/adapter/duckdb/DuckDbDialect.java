package dev.ashlar.adapter.duckdb;

import dev.ashlar.adapter.jdbc.JdbcDialect;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RowStatement.MergeInto;
import dev.ashlar.plan.Typing;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.RowCounts;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    public OptionalLong serverNumber(Connection connection) {
        return OptionalLong.empty();
    }

    @Override
    public void handOut(Connection connection, Results results) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set session jdbc_stream_results = " + (results != Results.GATHERED));
        }
    }

    @Override
    public boolean hidesReason(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains(NO_REASON);
    }

    @Override
    public Optional<String> obstacle(Connection connection, WarehouseException failure, String sql) {
        return Optional.empty();
    }

    @Override
    public List<ColumnReader> readers(ResultSetMetaData columns) throws SQLException {
        ColumnReader any = (rows, column) -> plain(rows.getObject(column));
        return Collections.nCopies(columns.getColumnCount(), any);
    }

    private Object plain(Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case Timestamp t -> t.toLocalDateTime();
            case OffsetDateTime t -> t.withOffsetSameInstant(ZoneOffset.UTC);
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
    public String type(ResultSetMetaData columns, int column) throws SQLException {
        String driverType = columns.getColumnTypeName(column);
        return driverType.equals("\"NULL\"") ? "INTEGER" : driverType;
    }

    @Override
    public List<CatalogColumn> describe(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ResultSetMetaData columns = statement.getMetaData();
            List<CatalogColumn> described = new ArrayList<>();
            if (columns == null) return described;
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                described.add(CatalogColumn.of(columns.getColumnLabel(i), type(columns, i)));
            }
            return described;
        }
    }

    @Override
    public void limit(Statement statement, Duration timeout) throws SQLException {
        statement.setQueryTimeout((int) Math.max(1, timeout.toSeconds()));
    }

    /** Rows are appended in this process; the load ends at the next one. */
    @Override
    public void stopLoading(Connection connection) {}

    /** A temporary table is replaced by the one that takes its place. */
    @Override
    public Optional<String> dropTemporary(RelationName table) {
        return Optional.empty();
    }

    /** The connection ends with its session. */
    @Override
    public void tidy(Connection connection, Set<RelationName> temporaries) {}

    /**
     * Typed values go straight into the table. Else rows go through the Appender as text, and the engine casts them on insert:
     * it takes only the exact type of a column, and writes unchecked text into JSON.
     */
    @Override
    public long load(
            Connection connection,
            RelationName table,
            List<CatalogColumn> columns,
            Typing typing,
            Iterable<List<Object>> rows)
            throws SQLException {
        if (typing == Typing.BY_COLUMN) {
            Optional<TypedAppend> typed =
                    TypedAppend.to(table, describe(connection, "select * from " + table.quoted()), columns);
            if (typed.isPresent()) return typed.get().append(connection, rows);
        }
        String waiting = "temp.main." + RelationName.quote(ROWS);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create or replace temporary table " + RelationName.quote(ROWS) + " ("
                    + IntStream.range(0, columns.size())
                            .mapToObj(i -> "c" + i + " varchar")
                            .collect(Collectors.joining(", "))
                    + ")");
            TypedAppend.ofTexts(ROWS, columns.size()).append(connection, rows);
            long loaded = statement.executeLargeUpdate("insert into " + table.quoted() + " ("
                    + columns.stream().map(c -> c.name().quoted()).collect(Collectors.joining(", "))
                    + ") select * from "
                    + waiting);
            statement.execute("drop table " + waiting);
            return loaded;
        }
    }

    /**
     * The engine counts a merge's rows in one number. The table's own count, which it keeps, tells how many of them are
     * new.
     */
    @Override
    public RowCounts merge(Connection connection, MergeInto merge, Sending sending) throws SQLException {
        long before = count(connection, merge.target());
        long touched = sending.update();
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
