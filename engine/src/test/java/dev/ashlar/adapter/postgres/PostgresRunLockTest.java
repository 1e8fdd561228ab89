package dev.ashlar.adapter.postgres;

import dev.ashlar.adapter.jdbc.ConnectionSource;
import dev.ashlar.adapter.jdbc.JdbiRunLocks;
import dev.ashlar.adapter.jdbc.LeaseDialect;
import dev.ashlar.contract.RunLockContract;
import dev.ashlar.contract.StalledTurnContract;
import dev.ashlar.contract.TwoRunsContract;
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
                this::session, new PostgresDialect("", new LockHolders(sessions())), leases, schema + "_meta");
    }

    @Override
    public ConnectionSource sessions() {
        return PostgresOpening.source(PostgresProfile.of(target(Map.of())), LABEL);
    }
}
