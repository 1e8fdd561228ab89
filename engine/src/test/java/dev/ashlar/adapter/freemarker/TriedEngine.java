package dev.ashlar.adapter.freemarker;

import dev.ashlar.contract.PostgresServer;
import dev.ashlar.manifest.RelationName;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An engine on which texts of templates are tried, in a schema of its own.
 *
 * @param name under which templates know it
 */
record TriedEngine(String name, Connection connection, String schema) {
    static TriedEngine on(String name, Connection connection) {
        TriedEngine engine = new TriedEngine(name, connection, PostgresServer.randomName());
        engine.run("create schema " + engine.schema);
        return engine;
    }

    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(name + ": " + e.getMessage() + "\n" + sql, e);
        }
    }

    /**
     * Makes a table, and takes the place of one of that name.
     *
     * @param rows in brackets, joined by a comma and a blank; the first tells the types, where it has no null
     */
    RelationName table(String table, String columns, String rows) {
        RelationName relation = RelationName.of(schema, table);
        List<String> names = List.of(columns.split(", "));
        StringBuilder select = new StringBuilder();
        for (String row : rows.substring(1, rows.length() - 1).split("\\), \\(")) {
            List<String> values = List.of(row.split(", "));
            select.append(select.isEmpty() ? "" : "\nunion all ").append("select ");
            for (int i = 0; i < names.size(); i++) {
                select.append(i == 0 ? "" : ", ")
                        .append(values.get(i))
                        .append(" as ")
                        .append(names.get(i));
            }
        }
        run("drop table if exists " + relation);
        run("create table " + relation + " as " + select);
        return relation;
    }

    /** Names and types of a relation's columns, as templates are told them. */
    List<Map<String, Object>> columns(RelationName relation) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select * from " + relation + " where 1 = 0")) {
            List<Map<String, Object>> columns = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                boolean flag = List.of(Types.BIT, Types.BOOLEAN)
                        .contains(result.getMetaData().getColumnType(i));
                columns.add(Map.of(
                        "name",
                        result.getMetaData().getColumnName(i),
                        "type",
                        flag ? "boolean" : result.getMetaData().getColumnTypeName(i)));
            }
            return columns;
        } catch (SQLException e) {
            throw new AssertionError(name + ": " + e.getMessage(), e);
        }
    }

    /** Printed alike whatever the engine, sorted. */
    List<String> rows(String sql) {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(cell(result, i, result.getMetaData().getColumnType(i)));
                }
                rows.add(String.join("|", row));
            }
        } catch (SQLException e) {
            throw new AssertionError(name + ": " + e.getMessage() + "\n" + sql, e);
        }
        rows.sort(null);
        return rows;
    }

    private static String cell(ResultSet result, int i, int type) throws SQLException {
        if (result.getObject(i) == null) return "null";
        return switch (type) {
            case Types.TIMESTAMP -> result.getObject(i, LocalDateTime.class).toString();
            case Types.DATE -> result.getObject(i, LocalDate.class).toString();
            case Types.BIT, Types.BOOLEAN -> String.valueOf(result.getBoolean(i));
            case Types.REAL, Types.FLOAT, Types.DOUBLE, Types.NUMERIC, Types.DECIMAL ->
                new BigDecimal(result.getString(i)).stripTrailingZeros().toPlainString();
            default -> result.getString(i);
        };
    }
}
