package dev.ashlar.adapter.redshift;

import com.amazon.redshift.Driver;
import dev.ashlar.adapter.jdbc.ConnectionSource;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
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
            throw new DiagnosticException(explain(profile, failure), failure);
        }
    }

    private static Diagnostic explain(RedshiftProfile profile, SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String message = RedshiftErrors.explain(failure, "").getMessage();
        String at = "Redshift at " + profile.place();
        return switch (state) {
            case "28P01", "28000" ->
                Diagnostic.error(
                        at + " does not let the user in: " + message,
                        "Check 'method', 'user' and 'password' in profiles.yml.");
            case "3D000" ->
                Diagnostic.error(at + ": there is no such database.", "Correct 'database' in profiles.yml.");
            case "42704" ->
                message.contains("driver_version")
                        ? Diagnostic.error(
                                "The server at " + profile.place() + " is no Redshift.",
                                "Write 'type: postgres' in profiles.yml.")
                        : Diagnostic.error(at + " refuses a setting of the target: " + message, "");
            case "53300" ->
                Diagnostic.error(
                        at + " takes no more connections: " + message,
                        "Lower 'threads' (a run uses up to threads + 4), or end sessions of others.");
            case "22023", "42501" ->
                Diagnostic.error(
                        at + " refuses a setting of the target: " + message,
                        "Check 'search_path' and 'query_group' in profiles.yml.");
            default -> unreachable(at, message, failure);
        };
    }

    private static Diagnostic unreachable(String at, String message, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<Diagnostic> known = known(at, message, cause);
            if (known.isPresent()) return known.get();
        }
        return Diagnostic.error(
                at + " cannot be reached: " + message, "Check 'host', 'port' and 'sslmode' in profiles.yml.");
    }

    private static Optional<Diagnostic> known(String at, String message, Throwable cause) {
        return switch (cause) {
            case UnknownHostException e ->
                Optional.of(Diagnostic.error(at + ": there is no such host.", "Correct 'host' in profiles.yml."));
            case ConnectException e ->
                Optional.of(Diagnostic.error(
                        at + " does not answer: nothing listens there.",
                        "Resume the cluster, or correct 'host' and 'port' in profiles.yml."));
            case SocketTimeoutException e ->
                Optional.of(
                        Diagnostic.error(
                                at + " did not answer within connect_timeout.",
                                "Check the network, security groups and firewalls, or raise 'connect_timeout' in profiles.yml."));
            case SSLException e ->
                Optional.of(
                        Diagnostic.error(
                                at + ": no protected connection comes about: " + message,
                                "Give the certificate's issuer as 'sslrootcert', or write another 'sslmode', in profiles.yml."));
            case SdkException e ->
                Optional.of(Diagnostic.error(
                        "AWS gives no log-in for " + at + ": " + e.getMessage(),
                        "Check 'aws_profile' or the keys, 'region', 'cluster_id' or 'workgroup' in profiles.yml, and that"
                                + " the identity may ask for database credentials."));
            default -> Optional.empty();
        };
    }
}
