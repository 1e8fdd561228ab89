package dev.ashlar.adapter.postgres;

import dev.ashlar.adapter.jdbc.LeaseDialect;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.RunLocks.Lease;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Leases on a Postgres server. The sessions of a run are those that it registered in its lease, and all that bear its name:
 * behind a pooler between, the numbers that the driver knows may not be the server's.
 */
final class PostgresLeases implements LeaseDialect {
    private static final String SESSIONS = """
            select pid from pg_stat_activity
            where pid <> pg_backend_pid()
              and (application_name = ? or pid = any(?) and coalesce(backend_start <= ?, true))
            order by pid""";

    /** A turn is a few small statements: a holder that says nothing for so long is suspended, and ended by the server. */
    private static final Duration STILL = Duration.ofSeconds(5);

    private final Duration still;

    PostgresLeases() {
        this(STILL);
    }

    /** @param still how long the holder of a turn may be silent */
    PostgresLeases(Duration still) {
        this.still = still;
    }

    /** Readers of the table, such as a dump, neither wait nor are waited for. */
    @Override
    public String turn(RelationName leases) {
        return "set local idle_in_transaction_session_timeout = " + still.toMillis() + "; lock table " + leases
                + " in share row exclusive mode";
    }

    @Override
    public String now() {
        return "clock_timestamp() at time zone 'UTC'";
    }

    /** A session with a registered number that began after the run's last sign of life is somebody else's. */
    @Override
    public List<Long> sessionsLeft(Connection connection, Lease lease) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SESSIONS)) {
            query.setString(1, lease.holder().sessionLabel());
            query.setArray(
                    2, connection.createArrayOf("bigint", lease.sessions().toArray()));
            query.setObject(3, lease.heartbeat().atOffset(ZoneOffset.UTC));
            List<Long> sessions = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) sessions.add(rows.getLong(1));
            }
            return sessions;
        }
    }
}
