package dev.ashlar.adapter.duckdb;

import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.contract.LoadLedgerContract;
import dev.ashlar.manifest.RelationName;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;

class DuckDbLoadLedgerTest extends DuckDbEngine implements LoadLedgerContract {
    private RelationName markers;

    @BeforeEach
    void prepareRecords() {
        try (JdbiRunRecords records = warehouse.records("dev_ashlar_meta", InstantSource.system())) {
            records.prepare();
            markers = records.markers();
        }
    }

    @Override
    public Path projectFolder() {
        return folder;
    }

    @Override
    public RelationName markers() {
        return markers;
    }
}
