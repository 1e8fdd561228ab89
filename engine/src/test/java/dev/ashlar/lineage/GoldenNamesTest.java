package dev.ashlar.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contract.PostgresServer;
import dev.ashlar.lineage.GoldenCase.GoldenRelation;
import dev.ashlar.manifest.RelationName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The golden set holds what engines say: which queries they take, and how they name the columns. */
class GoldenNamesTest {
    @Test
    void duckDbNamesTheColumnsSo() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            assertThat(differences(connection, "duckdb")).isEmpty();
        }
    }

    @Test
    void postgresNamesTheColumnsSo() throws SQLException {
        try (Connection connection = PostgresServer.running().connect()) {
            assertThat(differences(connection, "postgres")).isEmpty();
        }
    }

    private static List<String> differences(Connection connection, String engine) throws SQLException {
        connection.setAutoCommit(false);
        List<String> found = new ArrayList<>();
        int asked = 0;
        for (GoldenCase golden : GoldenCase.all()) {
            if (!golden.engines().contains(engine)) continue;
            asked++;
            String difference = difference(connection, golden);
            if (!difference.isEmpty()) found.add(golden + ": " + difference);
            connection.rollback();
        }
        assertThat(asked).isGreaterThan(150);
        return found;
    }

    private static String difference(Connection connection, GoldenCase golden) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String schema : List.of("marts", "raw", "own", "golden")) statement.execute("create schema " + schema);
            statement.execute("set search_path = golden");
            for (GoldenRelation relation : golden.relations()) statement.execute(ddl(relation));
        }
        List<String> expected = golden.columns().stream().map(c -> c.name()).toList();
        try (PreparedStatement query = connection.prepareStatement(driverText(golden.sql()))) {
            ResultSetMetaData shape = query.getMetaData();
            if (golden.refused()) return "is taken";
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= shape.getColumnCount(); i++) names.add(shape.getColumnLabel(i));
            return names.equals(expected) || expected.contains("*") ? "" : "has the columns " + names;
        } catch (SQLException e) {
            return golden.refused() || golden.sql().contains("read_csv") ? "" : "is refused: " + e.getMessage();
        }
    }

    /** Drivers take a single question mark for a parameter. */
    private static String driverText(String sql) {
        return sql.replace(" ? ", " ?? ");
    }

    private static String ddl(GoldenRelation relation) {
        String name = relation.name();
        int dot = name.indexOf('.');
        RelationName full = dot < 0
                ? RelationName.of("golden", name)
                : RelationName.of(name.substring(0, dot), name.substring(dot + 1));
        Map<String, String> columns = relation.columns();
        return columns.entrySet().stream()
                .map(column -> RelationName.quote(column.getKey()) + " " + column.getValue())
                .collect(Collectors.joining(", ", "create table " + full.quoted() + " (", ")"));
    }
}
