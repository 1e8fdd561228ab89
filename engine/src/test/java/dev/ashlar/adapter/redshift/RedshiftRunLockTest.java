package dev.ashlar.adapter.redshift;

import dev.ashlar.adapter.jdbc.ConnectionSource;
import dev.ashlar.adapter.jdbc.JdbiRunLocks;
import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.adapter.jdbc.LeaseDialect;
import dev.ashlar.contract.RunLockContract;
import dev.ashlar.contract.ShutOutContract;
import dev.ashlar.contract.StalledTurnContract;
import dev.ashlar.contract.TwoRunsContract;
import dev.ashlar.port.RunLocks.Holder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

final class RedshiftRunLockTest extends RedshiftRuns
        implements RunLockContract, TwoRunsContract, StalledTurnContract, ShutOutContract {
    @Override
    public Party party(String invocation) {
        RedshiftWarehouse other = RedshiftWarehouse.open(target(Map.of()), RENDERER, Holder.sessionLabel(invocation));
        JdbiRunRecords records = other.records(schema + "_meta", InstantSource.system());
        JdbiRunLocks locks = other.locks(schema + "_meta");
        return new Party(other, records, locks, () -> {
            locks.close();
            records.close();
            other.close();
        });
    }

    @Override
    public LeaseDialect impatient() {
        return new RedshiftLeases(Duration.ofSeconds(1));
    }

    @Override
    public JdbiRunLocks locks(LeaseDialect leases) {
        RedshiftProfile profile = RedshiftProfile.of(target(Map.of()));
        return new JdbiRunLocks(
                this::session,
                new RedshiftDialect(
                        profile.settings(), new LockHolders(sessions()), BulkLoad.of(profile.staging(), sessions())),
                leases,
                schema + "_meta");
    }

    @Override
    public ConnectionSource sessions() {
        return this::connect;
    }
}
