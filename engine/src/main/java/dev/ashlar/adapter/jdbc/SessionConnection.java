package dev.ashlar.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection for as long as one session lives. */
public interface SessionConnection {
    Connection connection();

    /** Hands it on to whoever wants one next. */
    void giveBack() throws SQLException;

    /** Closes it, so that nobody gets it again. */
    void discard();

    /** A connection that belongs to one session alone and ends with it. */
    static SessionConnection owned(Connection connection) {
        return new SessionConnection() {
            @Override
            public Connection connection() {
                return connection;
            }

            @Override
            public void giveBack() throws SQLException {
                connection.close();
            }

            @Override
            public void discard() {
                try {
                    connection.close();
                } catch (SQLException alreadyGone) {
                    return; // an open transaction has ended with it
                }
            }
        };
    }
}
