package dev.ashlar.adapter.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.port.WarehouseSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections of a run to one server, opened when they are needed and used by one session after the other. One that
 * has been idle for half a second or more is tried before it is handed out; one that died is closed and never seen again.
 */
public final class SessionPool implements AutoCloseable {
    /** The pool refuses to look after connections more often. */
    private static final Duration SHORTEST_KEEP_ALIVE = Duration.ofSeconds(30);

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private final HikariDataSource connections;
    private final HandedOut source;
    private final JdbcDialect dialect;
    private final StatementRenderer renderer;
    private final Duration statementTimeout;
    private final Set<JdbcSession> open = ConcurrentHashMap.newKeySet();

    private SessionPool(
            HikariDataSource connections,
            HandedOut source,
            JdbcDialect dialect,
            StatementRenderer renderer,
            Duration statementTimeout) {
        this.connections = connections;
        this.source = source;
        this.dialect = dialect;
        this.renderer = renderer;
        this.statementTimeout = statementTimeout;
    }

    /**
     * @param size most connections at once
     * @param patience longest wait for a connection, opening one included
     * @param keepAlive how often idle connections are spoken to, so that nobody between closes them; zero for never
     * @param statementTimeout longest time one statement may take; zero for no limit
     */
    public record Limits(int size, Duration patience, Duration keepAlive, Duration statementTimeout) {
        /** Besides one for each thread: the catalog, the records, the lease, and who stands in the way of a lock. */
        private static final int BESIDES_THREADS = 4;

        public static Limits forThreads(int threads, Duration patience, Duration keepAlive, Duration statementTimeout) {
            return new Limits(threads + BESIDES_THREADS, patience, keepAlive, statementTimeout);
        }
    }

    /**
     * @param first a connection that was opened already; the pool closes it
     * @param source of all others
     */
    public static SessionPool of(
            Connection first, ConnectionSource source, Limits limits, JdbcDialect dialect, StatementRenderer renderer) {
        HandedOut handedOut = new HandedOut(first, source);
        HikariConfig config = new HikariConfig();
        config.setPoolName("ashlar");
        config.setDataSource(handedOut);
        config.setMaximumPoolSize(limits.size());
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(longer(limits.patience(), SHORTEST_WAIT).toMillis());
        config.setKeepaliveTime(
                limits.keepAlive().isZero()
                        ? 0
                        : longer(limits.keepAlive(), SHORTEST_KEEP_ALIVE).toMillis());
        return new SessionPool(new HikariDataSource(config), handedOut, dialect, renderer, limits.statementTimeout());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** @throws WarehouseException of kind CONNECTION when none can be had */
    public WarehouseSession open() {
        JdbcSession session = new JdbcSession(new Pooled(connect()), renderer, dialect, statementTimeout, open::remove);
        open.add(session);
        return session;
    }

    /**
     * A connection for work of the framework's own; closing it gives it back.
     *
     * @throws WarehouseException of kind CONNECTION when none can be had
     */
    public Connection connect() {
        try {
            return connections.getConnection();
        } catch (SQLTransientConnectionException noneInTime) {
            if (noneInTime.getCause() instanceof SQLException reason) throw lost(dialect.explain(reason, ""));
            throw lost(dialect.explain(noneInTime, ""));
        } catch (SQLException failure) {
            throw lost(dialect.explain(failure, ""));
        }
    }

    private static WarehouseException lost(WarehouseException reason) {
        return new WarehouseException(Kind.CONNECTION, reason.getMessage(), Optional.empty(), reason.getCause());
    }

    /** Does work that is right when done twice, again on another connection when one died. */
    public <T> T ask(Work<T> work) {
        return Replays.of(Set.of(Kind.CONNECTION), () -> with(work));
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = connect()) {
            return work.on(connection);
        } catch (SQLException failure) {
            throw dialect.explain(failure, "");
        }
    }

    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Cancels what runs in every session that is open. */
    public void cancelAll() {
        for (JdbcSession session : List.copyOf(open)) session.cancel();
    }

    @Override
    public void close() {
        for (JdbcSession session : List.copyOf(open)) session.close();
        connections.close();
        source.takeFirst().ifPresent(unused -> SessionConnection.owned(unused).discard());
    }

    private final class Pooled implements SessionConnection {
        private final Connection connection;

        Pooled(Connection connection) {
            this.connection = connection;
        }

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
            connections.evictConnection(connection);
        }
    }
}
