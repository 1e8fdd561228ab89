package dev.ashlar.adapter.redshift;

import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.contract.RunRecordsContract;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class RedshiftRunRecordsTest extends RedshiftEngine implements RunRecordsContract {
    private JdbiRunRecords records;

    @BeforeEach
    void prepare() {
        records = recordsIn(meta(), InstantSource.fixed(NOW));
        records.prepare();
    }

    @AfterEach
    void closeRecords() {
        records.close();
    }

    @Override
    public JdbiRunRecords records() {
        return records;
    }

    @Override
    public JdbiRunRecords recordsIn(String schema, InstantSource clock) {
        return warehouse.records(schema, clock);
    }
}
