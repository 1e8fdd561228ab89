package dev.ashlar.adapter.duckdb;

import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.contract.FaultContract;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/**
 * Each case has a database of its own, in memory: the faults are those of the session, and in one file every case would
 * wait for the disk and carry the schemas of those before it.
 */
class DuckDbFaultTest extends DuckDbRuns implements FaultContract {
    private final List<Runnable> closing = new ArrayList<>();

    @Override
    public Engine engineOn(String schema) {
        closeOpened();
        DuckDbWarehouse own = DuckDbWarehouse.open(DuckDbEngine.target(Map.of("path", ":memory:")), folder, renderer());
        JdbiRunRecords records = own.records("dev_ashlar_meta", InstantSource.system());
        closing.add(records::close);
        closing.add(own::close);
        return new Engine(own, renderer(), records, schema);
    }

    @AfterEach
    void closeOpened() {
        closing.forEach(Runnable::run);
        closing.clear();
    }
}
