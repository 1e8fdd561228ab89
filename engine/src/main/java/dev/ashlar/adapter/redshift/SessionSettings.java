package dev.ashlar.adapter.redshift;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What every session begins with.
 *
 * @param statementTimeout zero for the server's own; it includes waiting in a queue
 *     (https://docs.aws.amazon.com/redshift/latest/dg/r_statement_timeout.html)
 * @param lockTimeout zero for none
 */
record SessionSettings(
        Duration statementTimeout, Duration lockTimeout, Optional<String> queryGroup, Optional<String> searchPath) {
    void apply(Connection connection) throws SQLException {
        send(connection, statements(connection));
    }

    /** Undoes what a session or a hook of the user has set. */
    void restore(Connection connection) throws SQLException {
        List<String> statements = new ArrayList<>(List.of(
                "reset all",
                // asked for by the driver when it logs in; without it a double precision loses its last digits
                "set extra_float_digits to 2"));
        statements.addAll(statements(connection));
        send(connection, statements);
    }

    private List<String> statements(Connection connection) throws SQLException {
        List<String> statements = new ArrayList<>(List.of("set timezone to 'UTC'"));
        if (!statementTimeout.isZero()) statements.add("set statement_timeout to " + statementTimeout.toMillis());
        if (queryGroup.isPresent()) {
            statements.add("set query_group to " + new Literals(connection).text(queryGroup.get()));
        }
        searchPath.ifPresent(path -> statements.add("set search_path to " + path));
        return statements;
    }

    private static void send(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.join("; ", statements));
        }
    }
}
