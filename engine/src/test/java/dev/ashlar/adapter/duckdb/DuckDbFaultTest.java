package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.FaultContract;

class DuckDbFaultTest extends DuckDbRuns implements FaultContract {
    @Override
    public Engine engineOn(String schema) {
        return new Engine(warehouse(), renderer(), records(), schema);
    }
}
