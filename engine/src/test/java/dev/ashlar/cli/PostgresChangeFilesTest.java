package dev.ashlar.cli;

import dev.ashlar.contract.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class PostgresChangeFilesTest implements ChangeFilesContract {
    private static final PostgresServer SERVER = PostgresServer.running();

    private final String schema = PostgresServer.randomName();

    @TempDir
    Path folder;

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public String target() {
        return "type: postgres, host: " + SERVER.host() + ", port: " + SERVER.port() + ", database: "
                + SERVER.database() + ", user: " + SERVER.user() + ", password: '" + SERVER.password() + "'";
    }

    @Override
    public String schema() {
        return schema;
    }

    @AfterEach
    void drop() throws SQLException {
        SERVER.dropSchemas(schema);
    }
}
