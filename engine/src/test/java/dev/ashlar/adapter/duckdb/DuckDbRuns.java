package dev.ashlar.adapter.duckdb;

import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.contract.RunContract;
import dev.ashlar.contract.Workshop;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.port.RunRecords;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseSession;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB with its own wording and records, in a file of the class's own, empty for each test. */
abstract class DuckDbRuns implements RunContract {
    @RegisterExtension
    final DuckDbOfClass database = new DuckDbOfClass();

    @TempDir
    Path folder;

    private DuckDbWarehouse warehouse;
    private JdbiRunRecords records;
    private Workshop shop;

    @BeforeEach
    void openWarehouse() {
        warehouse = database.open();
        records = warehouse.records("dev_ashlar_meta", InstantSource.system());
        try (WarehouseSession session = warehouse.open()) {
            session.run(new RelationStatement.CreateSchema(schema()));
        }
        shop = new Workshop(engine());
    }

    @AfterEach
    void closeWarehouse() {
        records.close();
        warehouse.close();
    }

    @Override
    public Warehouse warehouse() {
        return warehouse;
    }

    @Override
    public String schema() {
        return "dev_analytics";
    }

    @Override
    public StatementRenderer renderer() {
        return DuckDbOfClass.RENDERER;
    }

    @Override
    public RunRecords records() {
        return records;
    }

    @Override
    public Workshop shop() {
        return shop;
    }
}
