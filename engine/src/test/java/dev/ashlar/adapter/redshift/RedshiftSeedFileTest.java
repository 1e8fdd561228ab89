package dev.ashlar.adapter.redshift;

import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.contract.SeedFileContract;
import dev.ashlar.manifest.RelationName;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class RedshiftSeedFileTest extends RedshiftEngine implements SeedFileContract {
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

    /** Quoted names, too: https://docs.aws.amazon.com/redshift/latest/dg/r_names.html */
    @Override
    public String kept(String header) {
        return header.toLowerCase(Locale.ROOT);
    }

    @Override
    public RelationName markers() {
        return markers;
    }
}
