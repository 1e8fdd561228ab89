package dev.ashlar.adapter.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** What the pool draws connections from: first the one that was opened to see whether the database answers. */
final class HandedOut implements DataSource {
    private final ConnectionSource source;
    private Optional<Connection> first;

    HandedOut(Connection first, ConnectionSource source) {
        this.first = Optional.of(first);
        this.source = source;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Optional<Connection> waiting = takeFirst();
        return waiting.isPresent() ? waiting.get() : source.connect();
    }

    /** Empty once it was taken. */
    synchronized Optional<Connection> takeFirst() {
        Optional<Connection> taken = first;
        first = Optional.empty();
        return taken;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The user stands in the profile");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {}

    /** The source knows its own time-out. */
    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
