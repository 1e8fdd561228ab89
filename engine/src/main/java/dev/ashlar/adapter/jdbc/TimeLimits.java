package dev.ashlar.adapter.jdbc;

import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How long the statements of a session may take, and what the failure of one was: a time-out may look like a request to
 * cancel, and a wait for others like a time-out.
 */
final class TimeLimits {
    private final Connection connection;
    private final JdbcDialect dialect;
    private final Activity activity;
    private final Duration timeout;
    private Optional<Duration> lockWait = Optional.empty();

    /** @param timeout longest time one statement may take; zero for no limit */
    TimeLimits(Connection connection, JdbcDialect dialect, Activity activity, Duration timeout) {
        this.connection = connection;
        this.dialect = dialect;
        this.activity = activity;
        this.timeout = timeout;
    }

    /** @param longest time that what {@code work} sends may wait for others; empty for as long as any statement may take */
    long waiting(Optional<Duration> longest, LongSupplier work) {
        lockWait = longest;
        try {
            return work.getAsLong();
        } finally {
            lockWait = Optional.empty();
        }
    }

    void limit(Statement statement) throws SQLException {
        Duration longest = lockWait.orElse(timeout);
        if (!longest.isZero()) dialect.limit(statement, longest);
    }

    WarehouseException explain(SQLException failure, String sql) {
        return timed(blamed(waited(dialect.explain(failure, sql)), sql));
    }

    /** Nothing but others kept the statement from ending, so it may be tried again. */
    private WarehouseException waited(WarehouseException failure) {
        boolean ended = failure.kind() == Kind.CANCELLED || failure.kind() == Kind.TIMED_OUT;
        if (!ended || activity.cancelled() || !lockWait.map(activity::ranFor).orElse(false)) return failure;
        return new WarehouseException(
                Kind.RETRYABLE,
                "The statement waited longer than the target's lock_timeout of "
                        + lockWait.get().toSeconds() + " s for other sessions.",
                Optional.empty(),
                failure.getCause());
    }

    private WarehouseException blamed(WarehouseException failure, String sql) {
        return dialect.obstacle(connection, failure, sql)
                .map(who -> new WarehouseException(
                        failure.kind(),
                        failure.getMessage() + (failure.getMessage().endsWith(".") ? " " : ". ") + who,
                        failure.position(),
                        failure.getCause()))
                .orElse(failure);
    }

    /** The server may have a time-out of its own. */
    private WarehouseException timed(WarehouseException failure) {
        return switch (failure.kind()) {
            case CANCELLED -> !activity.cancelled() && ranTooLong() ? timedOut(failure.getCause()) : failure;
            case TIMED_OUT -> ranTooLong() ? timedOut(failure.getCause()) : failure;
            case CONNECTION, STATEMENT, RETRYABLE -> failure;
        };
    }

    /** @throws WarehouseException where what was sent has been cancelled or ran too long */
    void stopIfAsked() {
        if (activity.cancelled()) {
            throw new WarehouseException(Kind.CANCELLED, "The query was cancelled.", Optional.empty(), null);
        }
        if (ranTooLong()) throw timedOut(null);
    }

    private boolean ranTooLong() {
        return !timeout.isZero() && activity.ranFor(timeout);
    }

    private WarehouseException timedOut(Throwable cause) {
        return new WarehouseException(
                Kind.TIMED_OUT,
                "The statement ran longer than the target's statement_timeout of " + timeout.toSeconds() + " s.",
                Optional.empty(),
                cause);
    }
}
