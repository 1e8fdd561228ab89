package dev.ashlar.contract;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The Postgres that the tests work on: the one that {@code POSTGRES_TEST_URL} names ({@code
 * jdbc:postgresql://host:port/database?user=..&password=..}), else a container where a Docker engine answers (of the image
 * {@code POSTGRES_TEST_IMAGE}), else one that is started from its binaries. One for the whole JVM; it ends with it.
 */
public record PostgresServer(String host, int port, String database, String user, String password) {
    private static final String URL = "POSTGRES_TEST_URL";
    private static final String IMAGE = "postgres:18";

    private static PostgresServer running;

    /** Starts it at the first call. */
    public static synchronized PostgresServer running() {
        if (running == null) running = start();
        return running;
    }

    private static PostgresServer start() {
        String given = System.getenv(URL);
        if (given != null && !given.isBlank()) return said(URL, named(given));
        return dockerAnswers() ? container() : embedded();
    }

    private static PostgresServer said(String how, PostgresServer server) {
        System.out.println(
                "Postgres for the tests: " + how + ", " + server.host + ":" + server.port + ", " + server.version());
        return server;
    }

    private static PostgresServer named(String url) {
        Properties parts = Driver.parseURL(url, new Properties());
        if (parts == null) throw new IllegalStateException(URL + " is no address of a Postgres: " + url);
        return new PostgresServer(
                PGProperty.PG_HOST.getOrDefault(parts),
                Integer.parseInt(PGProperty.PG_PORT.getOrDefault(parts)),
                PGProperty.PG_DBNAME.getOrDefault(parts),
                parts.getProperty("user", "postgres"),
                parts.getProperty("password", ""));
    }

    /** Asking costs seconds where nothing can answer. */
    private static boolean dockerAnswers() {
        boolean may = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return may && DockerClientFactory.instance().isDockerAvailable();
    }

    @SuppressWarnings("resource") // ends with the JVM
    private static PostgresServer container() {
        String image = System.getenv().getOrDefault("POSTGRES_TEST_IMAGE", IMAGE);
        PostgreSQLContainer container = new PostgreSQLContainer(
                        DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");
        container.start();
        return said(
                "a container of " + image,
                new PostgresServer(
                        container.getHost(),
                        container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                        container.getDatabaseName(),
                        container.getUsername(),
                        container.getPassword()));
    }

    @SuppressWarnings("resource") // ends with the JVM
    private static PostgresServer embedded() {
        try {
            EmbeddedPostgres.Builder server = EmbeddedPostgres.builder()
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("wal_level", "minimal")
                    .setServerConfig("max_wal_senders", "0")
                    .setServerConfig("jit", "off")
                    .setServerConfig("io_method", "sync")
                    .setServerConfig("max_parallel_workers_per_gather", "0");
            MemoryFolder.make().ifPresent(server::setDataDirectory);
            EmbeddedPostgres started = server.start();
            return said(
                    "embedded", new PostgresServer("localhost", started.getPort(), "postgres", "postgres", "postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String version() {
        try (Connection connection = connect()) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException("The Postgres for the tests does not answer", e);
        }
    }

    /** A connection of the test's own, to look at the server from outside. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + host + ":" + port + "/" + database, user, password);
    }

    /** Keys of a target in profiles.yml. */
    public Map<String, Object> options() {
        return new HashMap<>(
                Map.of("host", host, "port", port, "database", database, "user", user, "password", password));
    }

    /** By the server itself, and waits until they are gone: the server's own wait looks every tenth of a second. */
    public static void endSessions(Connection outside, String applicationName) throws SQLException {
        String those = " from pg_stat_activity where application_name = '" + applicationName + "'";
        try (Statement statement = outside.createStatement()) {
            statement.execute("select pg_terminate_backend(pid)" + those);
            for (int look = 0; look < 2500 && stands(statement, "select 1" + those); look++) Thread.sleep(2);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static boolean stands(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /** A name that nobody else uses, for schemas. */
    public static String randomName() {
        return "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    }

    /** Drops every schema whose name begins so. */
    public void dropSchemas(String prefix) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("do $$ declare s text; begin for s in select nspname from pg_namespace where starts_with("
                    + "nspname, '" + prefix
                    + "') loop execute format('drop schema %I cascade', s); end loop; end $$");
        }
    }
}
