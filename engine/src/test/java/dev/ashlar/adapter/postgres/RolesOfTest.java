package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.PostgresServer;
import dev.ashlar.manifest.RelationName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Roles of one test: they belong to the whole server, so their names are the test's own, and they go with it. */
final class RolesOfTest {
    static final String PASSWORD = "secret-of-a-test";

    private final PostgresServer server;
    private final String prefix;
    private final List<String> made = new ArrayList<>();

    RolesOfTest(PostgresServer server, String prefix) {
        this.server = server;
        this.prefix = prefix;
    }

    String name(String role) {
        return prefix + "_" + role;
    }

    void make(String... roles) {
        for (String role : roles) {
            execute("create role " + RelationName.quote(name(role)) + " login password '" + PASSWORD + "'");
            made.add(RelationName.quote(name(role)));
        }
    }

    /** Lets a role make schemas. */
    void letBuild(String role) {
        execute("grant create on database " + server.database() + " to " + name(role));
    }

    /** @param schemas prefix of schemas that are dropped first, since roles own or may use them */
    void drop(String schemas) throws SQLException {
        if (made.isEmpty()) return;
        server.dropSchemas(schemas);
        for (String role : made) {
            execute("drop owned by " + role);
            execute("drop role " + role);
        }
    }

    private void execute(String sql) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
