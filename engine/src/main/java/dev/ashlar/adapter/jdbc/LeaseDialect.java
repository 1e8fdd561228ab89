package dev.ashlar.adapter.jdbc;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.RunLocks.Lease;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What differs between engines in what leases need: taking turns, the server's clock, and the ends of sessions. */
public interface LeaseDialect {
    /**
     * The first statement of every transaction on leases: another such transaction waits at it until this one has ended, or
     * fails as one that may be replayed.
     *
     * @param leases the table of leases
     */
    String turn(RelationName leases);

    /** The server's clock at the current statement, not at the start of its transaction, as a timestamp in UTC. */
    String now();

    /**
     * Whether a lease that nobody took has expired.
     *
     * @param process the holder's
     */
    default boolean expired(String process, Instant until, Instant now) {
        return !until.isAfter(now);
    }

    /**
     * How long a turn is waited for before those who hold it are looked at; empty where the server by itself ends a turn that
     * stands still, as the one of a suspended machine does.
     */
    default Optional<Duration> patience() {
        return Optional.empty();
    }

    /** Other sessions that have the turn, by their numbers at the server; asked only where there is a {@link #patience}. */
    default Set<Long> turnHolders(Connection connection, RelationName leases) throws SQLException {
        return Set.of();
    }

    /** The sessions of the lease's run that still are, by their numbers at the server. */
    List<Long> sessionsLeft(Connection connection, Lease lease) throws SQLException;

    /**
     * Everybody may end sessions of their own: https://www.postgresql.org/docs/current/functions-admin.html,
     * https://docs.aws.amazon.com/redshift/latest/dg/PG_TERMINATE_BACKEND.html
     */
    default void endSession(Connection connection, long session) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("select pg_terminate_backend(?)")) {
            call.setInt(1, Math.toIntExact(session));
            // read to its end: of a result that is left, drivers cancel what may by then be the next statement
            try (ResultSet answer = call.executeQuery()) {
                while (answer.next()) answer.getBoolean(1);
            }
        }
    }
}
