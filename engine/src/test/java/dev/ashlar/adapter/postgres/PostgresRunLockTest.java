package dev.ashlar.adapter.postgres;

import dev.ashlar.adapter.jdbc.JdbiRunLocks;
import dev.ashlar.adapter.jdbc.LeaseDialect;
import dev.ashlar.contract.RunLockContract;
import dev.ashlar.contract.StalledTurnContract;
import dev.ashlar.contract.TwoRunsContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

final class PostgresRunLockTest extends PostgresParties
        implements RunLockContract, TwoRunsContract, StalledTurnContract {

    @Override
    public LeaseDialect impatient() {
        return new PostgresLeases(Duration.ofSeconds(1));
    }

    @Override
    public JdbiRunLocks locks(LeaseDialect leases) {
        return new JdbiRunLocks(
                this::session, new PostgresDialect("", new LockHolders(this::connect)), leases, schema + "_meta");
    }

    private Connection connect() throws SQLException {
        return PostgresOpening.source(PostgresProfile.of(target(Map.of())), LABEL)
                .connect();
    }

    @Override
    public Connection session() {
        try {
            return connect();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
