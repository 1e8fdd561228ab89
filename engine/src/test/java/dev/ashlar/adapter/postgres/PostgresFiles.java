package dev.ashlar.adapter.postgres;

import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.manifest.RelationName;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project whose files are loaded, with the tables of its records. */
abstract class PostgresFiles extends PostgresEngine {
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

    public Path projectFolder() {
        return folder;
    }

    public RelationName markers() {
        return markers;
    }
}
