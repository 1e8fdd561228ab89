package dev.ashlar.adapter.redshift;

import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.contract.RunContract;
import dev.ashlar.contract.Workshop;
import dev.ashlar.port.RunRecords;
import dev.ashlar.port.StatementRenderer;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Redshift with its own wording, and records in a schema of their own. */
abstract class RedshiftRuns extends RedshiftEngine implements RunContract {
    private JdbiRunRecords records;
    private Workshop shop;

    @BeforeEach
    void openRecords() {
        records = warehouse.records(schema + "_meta", InstantSource.system());
        shop = new Workshop(engine());
    }

    /** Before the warehouse is closed. */
    @AfterEach
    void closeRecords() {
        records.close();
    }

    @Override
    public StatementRenderer renderer() {
        return RENDERER;
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
