package dev.ashlar.adapter.postgres;

import dev.ashlar.adapter.jdbc.ConnectionSource;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.RelationName;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.postgresql.Driver;

/** Opens connections to the server, and says in plain words why it cannot be reached. */
final class PostgresOpening {
    private static final int OLDEST = 15;
    private static final int REDSHIFT = 8;

    private PostgresOpening() {}

    /** Connections with the session's settings made. */
    static ConnectionSource source(PostgresProfile profile, String label) {
        Driver driver = new Driver();
        String url = "jdbc:postgresql://" + profile.address() + "/"
                + URLEncoder.encode(profile.database(), StandardCharsets.UTF_8).replace("+", "%20");
        Properties properties = profile.properties(label);
        return () -> {
            Connection connection = driver.connect(url, properties);
            try (Statement statement = connection.createStatement()) {
                statement.execute(profile.sessionSettings());
                return connection;
            } catch (SQLException failure) {
                connection.close();
                throw failure;
            }
        };
    }

    /** @throws DiagnosticException when the server cannot be reached, refuses the user, or is too old */
    static Connection first(ConnectionSource source, PostgresProfile profile) {
        Connection connection;
        try {
            connection = source.connect();
        } catch (SQLException failure) {
            throw new DiagnosticException(refusal(profile, failure).diagnostic(), failure);
        }
        try {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version >= OLDEST) return connection;
            String found = connection.getMetaData().getDatabaseProductVersion();
            connection.close();
            throw new DiagnosticException(tooOld(profile, version, found));
        } catch (SQLException failure) {
            throw new DiagnosticException(refusal(profile, failure).diagnostic(), failure);
        }
    }

    private static Diagnostic tooOld(PostgresProfile profile, int version, String found) {
        if (version == REDSHIFT) {
            return Diagnostic.error(
                    "The server at " + profile.address() + " says that it is version " + found + ", as Redshift does.",
                    "Write 'type: redshift' in profiles.yml.");
        }
        return Diagnostic.error(
                "The Postgres at " + profile.address() + " has version " + found + ".",
                "Ashlar works with " + OLDEST + " and newer ones.");
    }

    /** How far a connection came. */
    enum Stage {
        NETWORK,
        TLS,
        LOG_IN
    }

    /** @param stage that failed */
    record Refusal(Stage stage, Diagnostic diagnostic) {}

    static Refusal refusal(PostgresProfile profile, SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String message = PostgresErrors.explain(failure, "").getMessage();
        String at = "Postgres at " + profile.address();
        return switch (state) {
            case "28P01", "28000" ->
                logIn(
                        at + " does not let user '" + profile.user() + "' in: " + message,
                        "Check 'user', 'password' and 'sslmode' in profiles.yml, and the server's pg_hba.conf.");
            case "3D000" ->
                logIn(
                        at + " has no database '" + profile.database() + "'.",
                        "Correct 'database' in profiles.yml, or create it: create database "
                                + RelationName.quote(profile.database()) + ".");
            case "53300" ->
                logIn(
                        at + " takes no more connections: " + message,
                        "Lower 'threads' (a run uses up to threads + 3), or raise the server's max_connections.");
            case "22023", "42704", "42501" ->
                logIn(
                        at + " refuses a setting of the target: " + message,
                        "Check 'role' and 'search_path' in profiles.yml.");
            default -> unreached(profile, at, message, failure);
        };
    }

    private static Refusal logIn(String message, String remedy) {
        return new Refusal(Stage.LOG_IN, Diagnostic.error(message, remedy));
    }

    private static Refusal network(String message, String remedy) {
        return new Refusal(Stage.NETWORK, Diagnostic.error(message, remedy));
    }

    private static Refusal unreached(PostgresProfile profile, String at, String message, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnknownHostException e -> {
                    return network(at + ": there is no such host.", "Correct 'host' in profiles.yml.");
                }
                case ConnectException e -> {
                    return network(
                            at + " does not answer: nothing listens there.",
                            "Start the server, or correct 'host' and 'port' in profiles.yml.");
                }
                case SocketTimeoutException e -> {
                    return network(
                            at + " did not answer within connect_timeout.",
                            "Check the network and firewalls, or raise 'connect_timeout' in profiles.yml.");
                }
                case SSLException e -> {
                    return tls(
                            at + " and this machine cannot agree on TLS: " + e.getMessage(),
                            "Check 'sslmode', 'sslrootcert', 'sslcert' and 'sslkey' in profiles.yml.");
                }
                default -> {}
            }
        }
        // the driver's own words, with a state that it also uses for other refusals
        if (message.contains("does not support SSL")) {
            return tls(
                    at + " does not offer TLS, which 'sslmode: " + profile.tls().getOrDefault("sslmode", "prefer")
                            + "' demands.",
                    "Set 'ssl = on' and a certificate on the server, or write 'sslmode: prefer' if the network may be"
                            + " read along.");
        }
        if (message.contains("SSL")) {
            return tls(at + ": " + message, "Check 'sslmode', 'sslrootcert', 'sslcert' and 'sslkey' in profiles.yml.");
        }
        return network(at + " cannot be reached: " + message, "Check 'host', 'port' and 'sslmode' in profiles.yml.");
    }

    private static Refusal tls(String message, String remedy) {
        return new Refusal(Stage.TLS, Diagnostic.error(message, remedy));
    }
}
