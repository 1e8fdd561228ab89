package dev.ashlar.adapter.postgres;

import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.contract.LoadLedgerContract;
import dev.ashlar.manifest.RelationName;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class PostgresLoadLedgerTest extends PostgresEngine implements LoadLedgerContract {
    @TempDir
    private Path folder;

    private RelationName markers;

    @BeforeEach
    void prepareRecords() {
        try (JdbiRunRecords records = warehouse.records(schema + "_meta", InstantSource.system())) {
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
