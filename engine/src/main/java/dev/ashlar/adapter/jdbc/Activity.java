package dev.ashlar.adapter.jdbc;

import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;

/** What a session is doing right now, so that another thread can end it. */
final class Activity {
    private final Connection connection;
    private final JdbcDialect dialect;

    private Statement current;
    private boolean loading;
    private boolean cancelled;
    private boolean everCancelled;
    private long started;

    Activity(Connection connection, JdbcDialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    synchronized void sends(Statement statement) {
        current = statement;
        started = System.nanoTime();
    }

    synchronized void loads() {
        loading = true;
        started = System.nanoTime();
    }

    synchronized void ended() {
        current = null;
        loading = false;
        cancelled = false;
    }

    synchronized boolean cancelled() {
        return cancelled;
    }

    /** Whether a request to cancel may still be under way to the server, where it could hit the next statement. */
    synchronized boolean everCancelled() {
        return everCancelled;
    }

    synchronized boolean ranFor(Duration time) {
        return System.nanoTime() - started >= time.toNanos();
    }

    synchronized void cancel() {
        if (current == null && !loading) return;
        cancelled = true;
        everCancelled = true;
        try {
            if (current == null) dialect.stopLoading(connection);
            else current.cancel();
        } catch (SQLException endedMeanwhile) {
            cancelled = false;
        }
    }

    /** Rows that end when the load is cancelled: where the engine waits for the next row it hears of nothing else. */
    <T> Iterator<T> stoppable(Iterator<T> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (cancelled()) {
                    throw new WarehouseException(Kind.CANCELLED, "The load was cancelled.", Optional.empty(), null);
                }
                return rows.hasNext();
            }

            @Override
            public T next() {
                return rows.next();
            }
        };
    }
}
