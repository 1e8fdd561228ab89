package dev.ashlar.cli;

import dev.ashlar.contract.PostgresServer;
import dev.ashlar.contract.RedshiftServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class RedshiftChangeFilesTest implements ChangeFilesContract {
    private final RedshiftServer server = RedshiftServer.open();
    private final String schema = PostgresServer.randomName();

    @TempDir
    Path folder;

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public String target() {
        return "type: redshift, "
                + server.options().entrySet().stream()
                        .map(option -> option.getKey() + ": "
                                + (option.getValue() instanceof Integer
                                        ? option.getValue()
                                        : "'" + option.getValue() + "'"))
                        .collect(Collectors.joining(", "));
    }

    @Override
    public String schema() {
        return schema;
    }

    @AfterEach
    void drop() throws SQLException {
        server.dropSchemas(schema);
        server.close();
    }
}
