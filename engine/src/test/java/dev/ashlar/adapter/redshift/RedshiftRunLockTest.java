package dev.ashlar.adapter.redshift;

import dev.ashlar.adapter.jdbc.JdbiRunLocks;
import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.contract.RunLockContract;
import dev.ashlar.contract.ShutOutContract;
import dev.ashlar.contract.TwoRunsContract;
import dev.ashlar.port.RunLocks.Holder;
import java.time.InstantSource;
import java.util.Map;

final class RedshiftRunLockTest extends RedshiftRuns implements RunLockContract, TwoRunsContract, ShutOutContract {
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
}
