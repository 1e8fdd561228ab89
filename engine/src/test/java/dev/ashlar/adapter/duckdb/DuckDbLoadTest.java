package dev.ashlar.adapter.duckdb;

import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.contract.FetchedFilesContract;
import dev.ashlar.contract.FolderContract;
import dev.ashlar.contract.JsonlContract;
import dev.ashlar.contract.LoadContract;
import dev.ashlar.contract.ParquetContract;
import dev.ashlar.contract.XlsxContract;
import dev.ashlar.manifest.RelationName;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;

class DuckDbLoadTest extends DuckDbEngine
        implements LoadContract, JsonlContract, ParquetContract, XlsxContract, FolderContract, FetchedFilesContract {
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
