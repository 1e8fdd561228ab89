package dev.ashlar.adapter.redshift;

import com.amazon.redshift.Driver;
import dev.ashlar.adapter.jdbc.ConnectionSource;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.RelationName;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.core.exception.SdkException;

/** Opens connections to the cluster, and says in plain words why it cannot be reached. */
final class RedshiftOpening {
    private RedshiftOpening() {}

    /** Connections with the session's settings made. @param label under which the server lists the sessions */
    static ConnectionSource source(RedshiftProfile profile, String label) {
        Driver driver = new Driver();
        return () -> {
            // the driver writes into what it is given: what it finds out for one connection must not reach the next
            Properties properties = new Properties();
            properties.putAll(profile.driver());
            properties.setProperty("applicationname", label);
            Connection connection = driver.connect(profile.url(), properties);
            try {
                profile.settings().apply(connection);
                return connection;
            } catch (SQLException failure) {
                connection.close();
                throw failure;
            }
        };
    }

    /** @throws DiagnosticException when the cluster cannot be reached or refuses the user */
    static Connection first(ConnectionSource source, RedshiftProfile profile) {
        try {
            return source.connect();
        } catch (SQLException failure) {
            throw new DiagnosticException(refusal(profile, failure).diagnostic(), failure);
        }
    }

    /** How far a connection came. */
    enum Stage {
        AWS,
        NETWORK,
        TLS,
        LOG_IN
    }

    /** @param stage that failed */
    record Refusal(Stage stage, Diagnostic diagnostic) {
        private static Refusal at(Stage stage, String message, String remedy) {
            return new Refusal(stage, Diagnostic.error(message, remedy));
        }
    }

    static Refusal refusal(RedshiftProfile profile, SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String message = RedshiftErrors.explain(failure, "").getMessage();
        String at = "Redshift at " + profile.place();
        return switch (state) {
            case "28P01", "28000" ->
                Refusal.at(
                        Stage.LOG_IN,
                        at + " does not let the user in: " + message,
                        "Check 'method', 'user' and 'password' in profiles.yml.");
            case "3D000" ->
                Refusal.at(
                        Stage.LOG_IN,
                        at + ": there is no such database.",
                        "Correct 'database' in profiles.yml, or create it: create database "
                                + RelationName.quote(profile.database()) + ".");
            case "42704" ->
                message.contains("driver_version")
                        ? noRedshift(profile)
                        : Refusal.at(Stage.LOG_IN, at + " refuses a setting of the target: " + message, "");
            case "53300" ->
                Refusal.at(
                        Stage.LOG_IN,
                        at + " takes no more connections: " + message,
                        "Lower 'threads' (a run uses up to threads + 4), or end sessions of others.");
            case "22023", "42501" ->
                Refusal.at(
                        Stage.LOG_IN,
                        at + " refuses a setting of the target: " + message,
                        "Check 'search_path' and 'query_group' in profiles.yml.");
            default -> unreached(at, message, failure);
        };
    }

    static Refusal noRedshift(RedshiftProfile profile) {
        return Refusal.at(
                Stage.LOG_IN,
                "The server at " + profile.place() + " is no Redshift.",
                "Write 'type: postgres' in profiles.yml.");
    }

    private static Refusal unreached(String at, String message, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<Refusal> known = known(at, message, cause);
            if (known.isPresent()) return known.get();
        }
        // the driver's own words, under states that it also uses for other refusals
        if (message.contains("SSL")) {
            return Refusal.at(
                    Stage.TLS,
                    at + ": " + message,
                    "A cluster offers TLS always: check 'host' and 'port' in profiles.yml, or write 'sslmode: disable' for a"
                            + " server that does not and a network that nobody else reads.");
        }
        if (message.contains("authentication")) {
            return Refusal.at(
                    Stage.LOG_IN,
                    at + " does not let the user in: " + message,
                    "Check 'method', 'user' and 'password' in profiles.yml.");
        }
        return Refusal.at(
                Stage.NETWORK,
                at + " cannot be reached: " + message,
                "Check 'host', 'port' and 'sslmode' in profiles.yml.");
    }

    private static Optional<Refusal> known(String at, String message, Throwable cause) {
        return switch (cause) {
            case UnknownHostException e ->
                Optional.of(
                        Refusal.at(Stage.NETWORK, at + ": there is no such host.", "Correct 'host' in profiles.yml."));
            case ConnectException e ->
                Optional.of(Refusal.at(
                        Stage.NETWORK,
                        at + " does not answer: nothing listens there.",
                        "Resume the cluster, or correct 'host' and 'port' in profiles.yml."));
            case SocketTimeoutException e ->
                Optional.of(
                        Refusal.at(
                                Stage.NETWORK,
                                at + " did not answer within connect_timeout.",
                                "Check the network, security groups and firewalls, or raise 'connect_timeout' in profiles.yml."));
            case SSLException e ->
                Optional.of(
                        Refusal.at(
                                Stage.TLS,
                                at + ": no protected connection comes about: " + message,
                                "Give the certificate's issuer as 'sslrootcert', or write another 'sslmode', in profiles.yml."));
            case SdkException e ->
                Optional.of(Refusal.at(
                        Stage.AWS,
                        "AWS gives no log-in for " + at + ": " + e.getMessage(),
                        "Check 'aws_profile' or the keys, 'region', 'cluster_id' or 'workgroup' in profiles.yml, and that"
                                + " the identity may ask for database credentials."));
            default -> Optional.empty();
        };
    }
}
