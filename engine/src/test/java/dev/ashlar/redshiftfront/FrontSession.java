package dev.ashlar.redshiftfront;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ashlar.contract.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A front, a connection through it by the real driver, and a schema of its own: what the front's own tests stand on. */
final class FrontSession implements AutoCloseable {
    final RedshiftFront front = RedshiftFront.start();
    final Connection connection;
    final String schema = PostgresServer.randomName();

    FrontSession() throws SQLException {
        connection = front.connect();
        run("create schema " + schema);
        front.proxy().reset();
    }

    /** {@code ~} stands for the schema and its dot. */
    void run(String sql) throws SQLException {
        run(connection, sql);
    }

    /** Reads what it gives to the end: of a result that is left, the driver cancels what may by then be the next statement. */
    void run(Connection through, String sql) throws SQLException {
        try (Statement statement = through.createStatement()) {
            if (!statement.execute(inSchema(sql))) return;
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) rows.getObject(1);
            }
        }
    }

    String inSchema(String sql) {
        return sql.replace("~", schema + ".");
    }

    /** Each row as its values with a blank between; a null is {@code null}. */
    List<String> rows(String sql) throws SQLException {
        return rows(connection, sql);
    }

    List<String> rows(Connection through, String sql) throws SQLException {
        try (Statement statement = through.createStatement();
                ResultSet rows = statement.executeQuery(inSchema(sql))) {
            List<String> all = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) values.add(rows.getString(i));
                all.add(String.join(" ", values.stream().map(String::valueOf).toList()));
            }
            return all;
        }
    }

    String value(String expression) throws SQLException {
        return rows("select " + expression).get(0);
    }

    /** SQLState and message; the statement must fail. */
    String refusal(String sql) {
        SQLException refused = catchThrowableOfType(SQLException.class, () -> run(sql));
        if (refused == null) throw new AssertionError("Not refused: " + sql);
        return refused.getSQLState() + " "
                + refused.getMessage().lines().findFirst().orElse("");
    }

    @Override
    public void close() throws SQLException {
        try (connection;
                front) {
            if (!connection.getAutoCommit()) connection.rollback();
            connection.setAutoCommit(true);
            run("rollback");
            run("drop schema if exists " + schema + " cascade");
        }
    }
}
