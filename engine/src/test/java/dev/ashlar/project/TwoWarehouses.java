package dev.ashlar.project;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares relations of two DuckDB files cell by cell, within DuckDB, so that half a million rows are no matter. */
final class TwoWarehouses {
    private final Path left;
    private final Path right;

    TwoWarehouses(Path left, Path right) {
        this.left = left;
        this.right = right;
    }

    /** @param onlyLeft rows, counted with their repetitions, that the other lacks */
    record Difference(long rowsLeft, long rowsRight, long onlyLeft, long onlyRight, List<String> columns) {}

    /** @param without columns that are not compared, since they tell when and by which run a row came */
    Difference compare(String relation, Set<String> without) {
        Storefront.readNoMore();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("attach '" + left + "' as l (read_only)");
            statement.execute("attach '" + right + "' as r (read_only)");
            String name = Storefront.prefixed(relation);
            List<String> columns = columns(statement, "l." + name, without);
            String list = columns.stream().map(c -> '"' + c + '"').collect(Collectors.joining(", "));
            String l = "select " + list + " from l." + name;
            String r = "select " + list + " from r." + name;
            long rowsLeft = count(statement, l);
            long rowsRight = count(statement, r);
            long onlyLeft = count(statement, "(" + l + ") except all (" + r + ")");
            // with repetitions counted, all others of the left are the same ones that the right has
            long onlyRight = rowsRight - (rowsLeft - onlyLeft);
            return new Difference(rowsLeft, rowsRight, onlyLeft, onlyRight, columns);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot compare " + relation, e);
        }
    }

    private static List<String> columns(Statement statement, String relation, Set<String> without) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select * from " + relation + " limit 0")) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                String name = rows.getMetaData().getColumnName(i);
                if (!without.contains(name)) names.add(name);
            }
        }
        return names;
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select count(*) from (" + sql + ") as counted")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
