package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.EngineContract;
import dev.ashlar.manifest.Target;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseSession;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB in a file of the class's own, empty for each test. */
abstract class DuckDbEngine implements EngineContract {
    @RegisterExtension
    final DuckDbOfClass database = new DuckDbOfClass();

    @TempDir
    Path folder;

    DuckDbWarehouse warehouse;

    @BeforeEach
    void openWarehouse() {
        warehouse = database.open();
        try (WarehouseSession session = warehouse.open()) {
            session.run(new RelationStatement.CreateSchema(schema()));
        }
    }

    @AfterEach
    void closeWarehouse() {
        warehouse.close();
    }

    static Target target(Map<String, Object> options) {
        return new Target(
                "shop", "dev", "duckdb", "dev", Target.SchemaNaming.PREFIXED, Target.Protection.OPEN, 4, options);
    }

    @Override
    public Warehouse warehouse() {
        return warehouse;
    }

    @Override
    public String schema() {
        return "dev_analytics";
    }
}
