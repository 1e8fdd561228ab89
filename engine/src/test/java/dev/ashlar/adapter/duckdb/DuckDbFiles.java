package dev.ashlar.adapter.duckdb;

import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.manifest.RelationName;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;

/** A project whose files are loaded, with the tables of its records. */
abstract class DuckDbFiles extends DuckDbEngine {
    private RelationName markers;

    @BeforeEach
    void prepareRecords() {
        try (JdbiRunRecords records = warehouse.records("dev_ashlar_meta", InstantSource.system())) {
            records.prepare();
            markers = records.markers();
        }
    }

    public Path projectFolder() {
        return folder;
    }

    public RelationName markers() {
        return markers;
    }
}
