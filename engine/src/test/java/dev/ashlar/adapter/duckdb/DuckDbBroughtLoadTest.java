package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.RestrictedWarehouse;
import dev.ashlar.plan.EngineCapability;
import dev.ashlar.port.Warehouse;
import java.util.Set;

/** The same loads with files that are read here, as for engines that do not read any. */
final class DuckDbBroughtLoadTest extends DuckDbLoadTest {
    @Override
    public Warehouse warehouse() {
        return new RestrictedWarehouse(super.warehouse(), Set.of(EngineCapability.READS_FILES));
    }
}
