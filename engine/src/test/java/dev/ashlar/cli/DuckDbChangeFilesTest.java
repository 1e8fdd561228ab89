package dev.ashlar.cli;

import dev.ashlar.adapter.duckdb.DuckDbOfClass;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class DuckDbChangeFilesTest implements ChangeFilesContract {
    @RegisterExtension
    final DuckDbOfClass database = new DuckDbOfClass();

    @TempDir
    Path folder;

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public String target() {
        return "type: duckdb, path: '" + database.file() + "'";
    }

    @Override
    public String schema() {
        return "dev_";
    }
}
