package dev.ashlar.adapter.freemarker;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An embedded warehouse for trying what templates write. */
final class DuckDb implements AutoCloseable {
    private final Connection connection;

    DuckDb() {
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:");
            run("set TimeZone = 'UTC'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + "\n" + sql, e);
        }
    }

    /** Rows as text, columns joined by a bar, null as {@code null}. */
    List<String> rows(String sql) {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) row.add(result.getString(i));
                rows.add(String.join("|", row.stream().map(String::valueOf).toList()));
            }
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + "\n" + sql, e);
        }
        return rows;
    }

    /** The type of an expression and its value, for example {@code TIMESTAMP 2026-01-01 00:00:00}. */
    String value(String expression) {
        String sql = "select typeof(v), cast(v as varchar) from (select " + expression + " as v)";
        return rows(sql).get(0).replace('|', ' ');
    }

    List<Map<String, Object>> columns(String relation) {
        List<Map<String, Object>> columns = new ArrayList<>();
        for (String row : rows("select column_name, column_type from (describe select * from " + relation + ")")) {
            String[] parts = row.split("\\|", 2);
            Map<String, Object> column = new LinkedHashMap<>();
            column.put("name", parts[0]);
            column.put("type", parts[1].toLowerCase(Locale.ROOT));
            columns.add(column);
        }
        return columns;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
