package dev.ashlar.project;

import dev.ashlar.contract.PostgresServer;
import dev.ashlar.contract.RedshiftServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The storefront on one engine, in schemas of its own, and everything that stands in them.
 *
 * @param prefix of its schemas
 */
record EngineStorefront(Storefront storefront, String prefix, Access access) {

    /** Opens connections besides those of the tool. */
    interface Access {
        Connection connect() throws SQLException;
    }

    /** @param days the extract folders that have arrived */
    static EngineStorefront onDuckDb(Path folder, String... days) {
        return new Making(folder, List.of(days))
                .on(
                        Map.of("type", "duckdb", "path", folder.resolve("w.duckdb")),
                        () -> DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("w.duckdb")));
    }

    static EngineStorefront onPostgres(Path folder, PostgresServer server, String... days) {
        Map<String, Object> options = server.options();
        options.put("type", "postgres");
        return new Making(folder, List.of(days)).on(options, server::connect);
    }

    /** @param server the front, or a cluster that is named */
    static EngineStorefront onRedshift(Path folder, RedshiftServer server, String... days) {
        Map<String, Object> options = new HashMap<>(server.options());
        options.put("type", "redshift");
        return new Making(folder, List.of(days)).on(options, server::connect);
    }

    private record Making(Path folder, List<String> days) {
        EngineStorefront on(Map<String, Object> target, Access access) {
            Storefront copy = Storefront.in(folder, days.toArray(String[]::new));
            String prefix = PostgresServer.randomName();
            String keys = target.entrySet().stream()
                    .map(e -> "      " + e.getKey() + ": "
                            + (e.getValue() instanceof Integer ? e.getValue() : "'" + e.getValue() + "'") + "\n")
                    .collect(Collectors.joining());
            try {
                Files.writeString(
                        folder.resolve("profiles.yml"),
                        "storefront:\n  target: here\n  outputs:\n    here:\n      schema: " + prefix
                                + "\n      threads: 2\n" + keys);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new EngineStorefront(copy, prefix, access);
        }
    }

    /**
     * @param columns names, in order
     * @param rows printed alike whatever the engine, sorted
     */
    record Content(List<String> columns, List<List<String>> rows) {}

    /** Every relation by {@code layer.name}, without the tool's own records and the times at which files were loaded. */
    SortedMap<String, Content> contents() {
        SortedMap<String, Content> all = new TreeMap<>();
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            for (String relation : relations(statement)) {
                all.put(relation.substring(prefix.length() + 1), content(statement, relation));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows as texts; schemas are written without the prefix. */
    List<List<String>> query(String sql) {
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(Storefront.prefixed(prefix, sql))) {
            List<List<String>> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) row.add(rows.getString(i));
                all.add(row);
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private List<String> relations(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select table_schema, table_name from information_schema.tables"
                + " where table_schema like '" + prefix + "%' and table_schema not like '%ashlar%'")) {
            while (rows.next()) names.add(rows.getString(1) + "." + rows.getString(2));
        }
        return names;
    }

    private static Content content(Statement statement, String relation) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select * from " + relation)) {
            ResultSetMetaData shape = rows.getMetaData();
            List<Integer> compared = new ArrayList<>();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= shape.getColumnCount(); i++) {
                String name = shape.getColumnName(i).toLowerCase(Locale.ROOT);
                if (name.endsWith("_loaded_at")) continue;
                compared.add(i);
                columns.add(name);
            }
            List<List<String>> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>(compared.size());
                for (int i : compared) row.add(cell(rows, i, shape.getColumnType(i)));
                all.add(row);
            }
            return new Content(columns, Storefront.sorted(all));
        }
    }

    private static String cell(ResultSet rows, int i, int type) throws SQLException {
        Object value = switch (type) {
            case Types.TIMESTAMP -> rows.getObject(i, LocalDateTime.class);
            case Types.DATE -> rows.getObject(i, LocalDate.class);
            case Types.NUMERIC, Types.DECIMAL ->
                rows.getBigDecimal(i) == null ? null : rows.getBigDecimal(i).toPlainString();
            case Types.BIT, Types.BOOLEAN -> rows.getObject(i) == null ? null : rows.getBoolean(i);
            default -> rows.getString(i);
        };
        return String.valueOf(value);
    }
}
