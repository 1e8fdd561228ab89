package dev.ashlar.redshiftfront;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.contract.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The database behind the front: one of its own on the server of the tests, filled with Redshift's functions and system views. It
 * needs a superuser, for the triggers that follow DDL.
 */
final class FrontDatabase {
    private static final List<String> SCRIPTS =
            List.of("1_foundation", "2_late_views", "3_triggers", "4_functions", "5_show", "6_catalog", "7_loads");

    private final PostgresServer server;
    private final String name;
    private final Set<String> systemViews;

    private FrontDatabase(PostgresServer server, String name, Set<String> systemViews) {
        this.server = server;
        this.name = name;
        this.systemViews = systemViews;
    }

    static FrontDatabase create(PostgresServer server) {
        String name = "front_" + PostgresServer.randomName();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template template0 encoding 'UTF8'");
            // as in Postgres 8.0, from which Redshift comes: a backslash escapes in plain texts too
            statement.execute("alter database " + name + " set standard_conforming_strings = off");
            statement.execute("alter database " + name + " set escape_string_warning = off");
            statement.execute("alter database " + name + " set client_min_messages = warning");
            statement.execute("alter database " + name + " set timezone = 'UTC'");
            // each transaction sees what stood when it began, as with SNAPSHOT on a cluster
            statement.execute("alter database " + name + " set default_transaction_isolation = 'repeatable read'");
        } catch (SQLException failure) {
            throw new IllegalStateException("No database for the Redshift front", failure);
        }
        try (Connection connection = connect(server, name);
                Statement statement = connection.createStatement()) {
            statement.execute("set standard_conforming_strings = on; set allow_system_table_mods = on");
            for (String script : SCRIPTS) statement.execute(script(script));
            // what Postgres says of its own functions: five thousand rows, which each look at the catalog would read
            // through
            statement.execute("delete from pg_description");
            statement.execute("vacuum analyze pg_description");
            return new FrontDatabase(server, name, systemViews(statement));
        } catch (SQLException failure) {
            throw new IllegalStateException("The Redshift front's own database cannot be filled", failure);
        }
    }

    private static Set<String> systemViews(Statement statement) throws SQLException {
        Set<String> views = new HashSet<>();
        try (ResultSet rows = statement.executeQuery("select relname from pg_class where relnamespace = "
                + "'rs_front'::regnamespace and relname ~ '^(svv|svl|stv|stl|sys|pg)_' and relkind in ('v', 'r')")) {
            while (rows.next()) views.add(rows.getString(1));
        }
        return views;
    }

    private static String script(String script) {
        try (InputStream in = FrontDatabase.class.getResourceAsStream(script + ".sql")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    PostgresServer server() {
        return server;
    }

    String name() {
        return name;
    }

    Set<String> systemViews() {
        return systemViews;
    }

    /** A connection past the front. */
    Connection connect() throws SQLException {
        return connect(server, name);
    }

    private static Connection connect(PostgresServer server, String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + database,
                server.user(),
                server.password());
    }
}
