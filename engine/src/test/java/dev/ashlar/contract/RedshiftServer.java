package dev.ashlar.contract;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.redshiftfront.RedshiftFront;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The Redshift that the tests work on: the cluster that {@code REDSHIFT_TEST_URL} names ({@code
 * redshift://host:5439/database?user=..&password=..}; any key of a redshift target may stand behind the question mark), else
 * the front.
 *
 * @param options keys of a target in profiles.yml
 * @param front empty on a cluster
 */
public record RedshiftServer(Map<String, Object> options, Optional<RedshiftFront> front) implements AutoCloseable {
    private static final String URL = "REDSHIFT_TEST_URL";

    /** A front of the caller's own, or the cluster. */
    public static RedshiftServer open() {
        String given = System.getenv(URL);
        if (given != null && !given.isBlank()) return new RedshiftServer(named(URI.create(given)), Optional.empty());
        RedshiftFront front = RedshiftFront.start();
        return new RedshiftServer(
                Map.of(
                        "host", front.host(),
                        "port", front.port(),
                        "database", front.databaseName(),
                        "user", front.user(),
                        "password", front.password(),
                        "sslmode", "disable"),
                Optional.of(front));
    }

    static Map<String, Object> named(URI url) {
        if (!"redshift".equals(url.getScheme())
                || url.getHost() == null
                || url.getPath().length() < 2) {
            throw new IllegalStateException(URL + " must look like redshift://host:5439/database?user=..&password=..");
        }
        Map<String, Object> options = new HashMap<>();
        options.put("host", url.getHost());
        if (url.getPort() > 0) options.put("port", url.getPort());
        options.put("database", url.getPath().substring(1));
        if (url.getRawQuery() == null) return options;
        for (String pair : url.getRawQuery().split("&")) {
            int equals = pair.indexOf('=');
            options.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return options;
    }

    /** A connection of the test's own, to look at the server from outside. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        String url = "jdbc:redshift://" + options.get("host") + ":" + options.getOrDefault("port", 5439) + "/"
                + options.get("database");
        properties.setProperty("user", String.valueOf(options.get("user")));
        properties.setProperty("password", String.valueOf(options.get("password")));
        properties.setProperty("ssl", "disable".equals(options.get("sslmode")) ? "false" : "true");
        return DriverManager.getConnection(url, properties);
    }

    /** Drops every schema whose name begins so, by a connection of its own. */
    public void dropSchemas(String prefix) throws SQLException {
        try (Connection connection = connect()) {
            dropSchemas(connection, prefix);
        }
    }

    /** Drops every schema whose name begins so. */
    public static void dropSchemas(Connection connection, String prefix) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            List<String> schemas = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("select nspname from pg_namespace where substring(nspname, 1, "
                    + prefix.length() + ") = '" + prefix + "'")) {
                while (rows.next()) schemas.add(rows.getString(1));
            }
            for (String schema : schemas) statement.execute("drop schema " + RelationName.quote(schema) + " cascade");
        }
    }

    @Override
    public void close() {
        front.ifPresent(RedshiftFront::close);
    }
}
