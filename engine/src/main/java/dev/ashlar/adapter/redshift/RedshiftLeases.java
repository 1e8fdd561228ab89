package dev.ashlar.adapter.redshift;

import dev.ashlar.adapter.jdbc.LeaseDialect;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.RunLocks.Lease;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Leases on Redshift. The sessions of a run are those that it registered in its lease: the label that it gave them stands
 * only in a log that is for superusers and written late
 * (https://docs.aws.amazon.com/redshift/latest/dg/r_STL_CONNECTION_LOG.html).
 */
final class RedshiftLeases implements LeaseDialect {
    private static final int LOOKS = 600;
    private static final long LOOK_MILLIS = 100;

    /** A session with a registered number that began after the run's last sign of life is somebody else's. */
    private static final String SESSIONS = """
            select process from stv_sessions
            where process in (%s) and process <> pg_backend_pid() and starttime <= ?
            order by process""";

    /** Others see their own sessions only: https://docs.aws.amazon.com/redshift/latest/dg/r_STV_SESSIONS.html */
    private static final String SEES_OTHERS = "select usesuper from pg_user where usename = current_user";

    /**
     * Nothing on Redshift ends a transaction that stands still within hours
     * (https://docs.aws.amazon.com/redshift/latest/mgmt/amazon-redshift-limits.html). Readers hold another kind of lock.
     */
    private static final String TURN_HOLDERS = "select distinct t.pid " + LockHolders.OF_RELATION
            + " and t.lock_mode = 'AccessExclusiveLock' and t.pid <> pg_backend_pid()";

    /** A turn is a few small statements: one that is held for so long belongs to a machine that stands still. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Duration patience;

    RedshiftLeases() {
        this(PATIENCE);
    }

    /** @param patience before those who hold a turn are looked at */
    RedshiftLeases(Duration patience) {
        this.patience = patience;
    }

    @Override
    public Optional<Duration> patience() {
        return Optional.of(patience);
    }

    /** Others than superusers see their own transactions alone, which are the only ones that they may end. */
    @Override
    public Set<Long> turnHolders(Connection connection, RelationName leases) throws SQLException {
        Set<Long> holders = new TreeSet<>();
        try (PreparedStatement query = connection.prepareStatement(TURN_HOLDERS)) {
            query.setString(1, leases.schema());
            query.setString(2, leases.identifier());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) holders.add(rows.getLong(1));
            }
        }
        return holders;
    }

    /**
     * A transaction's snapshot is taken at its first query or change, which a lock is not, so after the wait all is seen that
     * those before have written: https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation.html and r_LOCK.html
     */
    @Override
    public String turn(RelationName leases) {
        return "lock table " + leases;
    }

    /** In the session's zone, which is UTC: https://docs.aws.amazon.com/redshift/latest/dg/r_GETDATE.html */
    @Override
    public String now() {
        return "getdate()";
    }

    @Override
    public List<Long> sessionsLeft(Connection connection, Lease lease) throws SQLException {
        demandSight(connection, lease);
        List<Long> left = new ArrayList<>();
        if (lease.sessions().isEmpty()) return left;
        String numbers = lease.sessions().stream().map(String::valueOf).collect(Collectors.joining(", "));
        try (PreparedStatement query = connection.prepareStatement(SESSIONS.formatted(numbers))) {
            // signs of life are told to the second, rounded down; the sessions that they name began before them
            query.setObject(1, LocalDateTime.ofInstant(lease.heartbeat().plusSeconds(1), ZoneOffset.UTC));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) left.add(rows.getLong(1));
            }
        }
        return left;
    }

    private static void demandSight(Connection connection, Lease lease) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_user, (" + SEES_OTHERS + ")")) {
            row.next();
            if (row.getString(1).equals(lease.databaseUser()) || row.getBoolean(2)) return;
            throw new SQLException(
                    "The sessions of user '" + lease.databaseUser()
                            + "' can be seen and ended only by that user and by superusers," + " and this is user '"
                            + row.getString(1) + "'.",
                    "42501");
        }
    }

    /** Returns when the session is gone, whose number is not given to another so soon. @return whether it was there */
    static boolean end(Connection connection, long session) throws SQLException {
        String look = "select 1 from stv_sessions where process = " + session;
        try (Statement statement = connection.createStatement()) {
            boolean was = false;
            for (int looks = 0; looks < LOOKS; looks++) {
                try (ResultSet row = statement.executeQuery(look)) {
                    if (!row.next()) return was;
                }
                if (!was) statement.execute("select pg_terminate_backend(" + session + ")");
                was = true;
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        throw new SQLException("Session " + session + " does not end.", "57000");
    }
}
