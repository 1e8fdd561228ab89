package dev.ashlar.adapter.redshift;

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
import org.junit.jupiter.api.io.TempDir;

class RedshiftLoadTest extends RedshiftEngine
        implements LoadContract, JsonlContract, ParquetContract, XlsxContract, FolderContract, FetchedFilesContract {
    @TempDir
    Path folder;

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
