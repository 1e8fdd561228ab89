package dev.ashlar.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class DuckDbChangeFilesTest implements ChangeFilesContract {
    @TempDir
    Path folder;

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public String target() {
        return "type: duckdb, path: '" + folder.resolve("w.duckdb") + "'";
    }

    @Override
    public String schema() {
        return "dev_";
    }
}
