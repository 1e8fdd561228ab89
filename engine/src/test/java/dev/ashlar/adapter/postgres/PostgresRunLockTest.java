package dev.ashlar.adapter.postgres;

import dev.ashlar.adapter.jdbc.JdbiRunLocks;
import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.contract.RunLockContract;
import dev.ashlar.port.RunLocks.Holder;
import java.time.InstantSource;
import java.util.Map;

final class PostgresRunLockTest extends PostgresRuns implements RunLockContract {
    @Override
    public Party party(String invocation) {
        PostgresWarehouse other =
                PostgresWarehouse.open(target(Map.of()), RENDERER, Holder.sessionLabel(schema + invocation));
        JdbiRunRecords records = other.records(schema + "_meta", InstantSource.system());
        JdbiRunLocks locks = other.locks(schema + "_meta");
        return new Party(other, records, locks, () -> {
            locks.close();
            records.close();
            other.close();
        });
    }
}
