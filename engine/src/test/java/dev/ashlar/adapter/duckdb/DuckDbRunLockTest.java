package dev.ashlar.adapter.duckdb;

import dev.ashlar.adapter.jdbc.JdbiRunLocks;
import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.contract.RunLockContract;
import dev.ashlar.contract.TwoRunsContract;
import java.time.InstantSource;

/** Runs of one process; another could not open the file. */
final class DuckDbRunLockTest extends DuckDbRuns implements RunLockContract, TwoRunsContract {
    @Override
    public Party party(String invocation) {
        DuckDbWarehouse other = database.open();
        JdbiRunRecords records = other.records("dev_ashlar_meta", InstantSource.system());
        JdbiRunLocks locks = other.locks("dev_ashlar_meta", HERE);
        return new Party(other, records, locks, () -> {
            locks.close();
            records.close();
            other.close();
        });
    }
}
