package dev.ashlar.adapter.postgres;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.report.CatalogColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;

/**
 * The columns of queries. A prepared statement of the driver would take {@code ?} for a parameter, which is an operator in
 * Postgres, so a query is described below JDBC: parsed and described by the server, never executed.
 */
final class PostgresColumns {
    private static final String FORMAT = "select pg_catalog.format_type(?::oid, ?)";

    /** The catalog's spelling of built-in types, under the names that the driver gives them. */
    private static final Map<String, String> SPELLED = Map.ofEntries(
            Map.entry("int2", "smallint"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("serial", "integer"),
            Map.entry("bigserial", "bigint"),
            Map.entry("float4", "real"),
            Map.entry("float8", "double precision"),
            Map.entry("bool", "boolean"),
            Map.entry("varchar", "character varying"),
            Map.entry("bpchar", "character"),
            Map.entry("timestamp", "timestamp without time zone"),
            Map.entry("timestamptz", "timestamp with time zone"),
            Map.entry("time", "time without time zone"),
            Map.entry("timetz", "time with time zone"));

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final Map<Type, String> formatted = new ConcurrentHashMap<>();

    /** @param modifier length or precision in the engine's own coding; -1 for none */
    private record Type(long oid, int modifier) {}

    List<CatalogColumn> describe(Connection connection, String sql) throws SQLException {
        List<CatalogColumn> columns = new ArrayList<>();
        for (Field field : fields(connection.unwrap(BaseConnection.class), sql)) {
            // the driver holds the unsigned number of a type in an int
            Type type = new Type(Integer.toUnsignedLong(field.getOID()), field.getMod());
            columns.add(new CatalogColumn(
                    new ColumnName(field.getColumnLabel()), formatted(connection, type), Optional.empty()));
        }
        return columns;
    }

    /** The columns of a query, in the order of the query. */
    static List<Field> fields(BaseConnection connection, String sql) throws SQLException {
        Query query = connection.createQuery(sql, false, false).query;
        List<Field> found = new ArrayList<>();
        ResultHandlerBase handler = new ResultHandlerBase() {
            @Override
            public void handleResultRows(Query of, Field[] fields, List<Tuple> none, ResultCursor cursor) {
                if (fields != null) found.addAll(List.of(fields));
            }

            @Override
            public void handleWarning(SQLWarning of) {}
        };
        try {
            connection
                    .getQueryExecutor()
                    .execute(
                            query,
                            null,
                            handler,
                            0,
                            0,
                            QueryExecutor.QUERY_ONESHOT
                                    | QueryExecutor.QUERY_DESCRIBE_ONLY
                                    | QueryExecutor.QUERY_SUPPRESS_BEGIN);
        } finally {
            query.close();
        }
        return found;
    }

    private String formatted(Connection connection, Type type) throws SQLException {
        String known = formatted.get(type);
        if (known != null) return known;
        try (PreparedStatement statement = connection.prepareStatement(FORMAT)) {
            statement.setLong(1, type.oid());
            statement.setInt(2, type.modifier());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                String text = row.getString(1);
                formatted.put(type, text);
                return text;
            }
        }
    }

    /** The type of a column of a result that was read, without a further question to the server. */
    static String type(ResultSetMetaData columns, int column) throws SQLException {
        String name = columns.getColumnTypeName(column);
        if (name.startsWith("_")) return spelled(name.substring(1)) + "[]";
        String word = spelled(name);
        int precision = columns.getPrecision(column);
        return switch (name) {
            case "numeric" -> precision > 0 ? word + "(" + precision + "," + columns.getScale(column) + ")" : word;
            case "varchar", "bpchar" -> precision > 0 && precision < NO_LIMIT ? word + "(" + precision + ")" : word;
            default -> word;
        };
    }

    private static String spelled(String name) {
        return SPELLED.getOrDefault(name, name);
    }
}
