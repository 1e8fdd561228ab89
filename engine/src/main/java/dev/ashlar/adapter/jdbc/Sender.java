package dev.ashlar.adapter.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Sends words over a session's connection, each within its time and known to whoever may cancel it. */
final class Sender {
    private final Connection connection;
    private final TimeLimits limits;
    private final Activity activity;

    Sender(Connection connection, TimeLimits limits, Activity activity) {
        this.connection = connection;
        this.limits = limits;
        this.activity = activity;
    }

    /** A statement that is about to be sent. */
    Statement begun() throws SQLException {
        Statement statement = connection.createStatement();
        statement.setEscapeProcessing(false);
        limits.limit(statement);
        activity.sends(statement);
        return statement;
    }

    /** @return the number of rows touched, -1 where the engine does not tell */
    long send(String sql) throws SQLException {
        try (Statement statement = begun()) {
            if (!statement.execute(sql)) return statement.getLargeUpdateCount();
            // before its statement: Redshift's driver would otherwise cancel what may by then be the next one
            statement.getResultSet().close();
            return -1;
        }
    }

    /** @return the one row of whole numbers that is answered */
    List<Long> sendForNumbers(String sql) throws SQLException {
        try (Statement statement = begun();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            List<Long> numbers = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) numbers.add(row.getLong(i));
            return numbers;
        }
    }
}
