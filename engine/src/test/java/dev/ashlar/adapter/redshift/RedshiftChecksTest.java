package dev.ashlar.adapter.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.port.ConnectionChecks.Check;
import dev.ashlar.port.ConnectionChecks.SessionCheck;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.redshiftfront.RedshiftFront;
import dev.ashlar.redshiftfront.ServerCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that can be wrong is found at its own step, and says what to do. */
class RedshiftChecksTest extends RedshiftEngine {
    private RedshiftChecks checks(Map<String, Object> options) {
        return RedshiftChecks.of(target(options));
    }

    /** What the steps up to the log-in found; the last one says why it failed. */
    private static List<String> reached(RedshiftChecks checks) {
        List<String> said = new ArrayList<>();
        for (Check check : checks.reaching()) {
            try {
                said.add(check.name() + ": " + check.look().found());
            } catch (DiagnosticException wrong) {
                said.add(check.name() + " FAILED: " + text(wrong));
                return said;
            }
        }
        return said;
    }

    private static String text(DiagnosticException wrong) {
        Diagnostic diagnostic = wrong.diagnostics().get(0);
        return diagnostic.message() + " " + diagnostic.remedy();
    }

    private String worked(RedshiftChecks checks, String name, WarehouseSession session, String... schemas) {
        SessionCheck check = checks.working().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return check.look().found(session, Set.of(schemas));
    }

    @Test
    void allWell() {
        RedshiftChecks checks = checks(Map.of());
        List<String> said = reached(checks);
        assertThat(said).hasSize(4);
        assertThat(said.get(0)).startsWith("driver: Redshift JDBC Driver 2.");
        assertThat(said.get(1)).matches("network: .+:\\d+ answers at [\\d.]+");
        assertThat(said.get(2)).isEqualTo("TLS: not encrypted, as 'sslmode: disable' says");
        assertThat(said.get(3))
                .matches("log-in: user '.+', database '"
                        + checks.place().database().orElseThrow() + "', Redshift 1\\.0\\.\\d+");
        try (WarehouseSession session = warehouse.open()) {
            assertThat(worked(checks, "privileges", session, schema, schema + "_more"))
                    .isEqualTo("1 schemas stand and are open, 1 will be made");
            assertThat(worked(checks, "engine", session))
                    .isEqualTo("isolation Serializable, statement_timeout 0 (0: none)");
            assertThat(checks.working()).extracting(SessionCheck::name).containsExactly("privileges", "engine");
        }
    }

    @Test
    void nobodyListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(reached(checks(Map.of("port", free))).get(1))
                .startsWith("network FAILED: Nothing answers at ")
                .contains("Resume the cluster if it is paused", "security group");
    }

    @Test
    void thereIsNoSuchHost() {
        assertThat(reached(checks(Map.of("host", "cluster.invalid"))).get(1))
                .startsWith("network FAILED: There is no host 'cluster.invalid'. Correct 'host' in profiles.yml");
    }

    @Test
    void theDatabaseIsNotThere() {
        List<String> said = reached(checks(Map.of("database", "elsewhere")));
        assertThat(said.get(3))
                .startsWith("log-in FAILED: Redshift at ")
                .endsWith(
                        "/elsewhere: there is no such database. Correct 'database' in profiles.yml, or create it: create"
                                + " database \"elsewhere\".");
    }

    @Test
    void whatIsWrongWithALogInIsToldByItsState() {
        RedshiftProfile profile = RedshiftProfile.of(target(Map.of()));
        assertThat(refused(profile, "28P01", "password authentication failed for user \"ana\""))
                .isEqualTo("LOG_IN: Redshift at " + profile.place() + " does not let the user in: password"
                        + " authentication failed for user \"ana\" Check 'method', 'user' and 'password' in"
                        + " profiles.yml.");
        assertThat(refused(profile, "53300", "connection limit \"500\" exceeded"))
                .endsWith("Lower 'threads' (a run uses up to threads + 4), or end sessions of others.");
        assertThat(refused(profile, "42704", "unrecognized configuration parameter \"driver_version\""))
                .endsWith("is no Redshift. Write 'type: postgres' in profiles.yml.");
    }

    private static String refused(RedshiftProfile profile, String state, String message) {
        RedshiftOpening.Refusal refusal = RedshiftOpening.refusal(profile, new SQLException(message, state));
        return refusal.stage() + ": " + refusal.diagnostic().message() + " "
                + refusal.diagnostic().remedy();
    }

    @Test
    void aServerThatOffersNoTlsIsNotTalkedTo() {
        Map<String, Object> options = new HashMap<>(server.options());
        options.remove("sslmode");
        RedshiftChecks checks = RedshiftChecks.of(with(options));
        assertThat(reached(checks).get(2))
                .startsWith("TLS FAILED: Redshift at ")
                .contains("SSL", "or write 'sslmode: disable' for a server that does not");
    }

    @Test
    void aCertificateThatIsTrustedEncrypts(@TempDir Path own, @TempDir Path foreign) {
        ServerCertificate certificate = ServerCertificate.of("ip:127.0.0.1", own);
        ServerCertificate other = ServerCertificate.of("dns:elsewhere.example", foreign);
        try (RedshiftFront encrypted = RedshiftFront.start(certificate)) {
            Map<String, Object> options = new HashMap<>(server.options());
            options.put("port", encrypted.port());
            options.remove("sslmode");
            options.put("sslrootcert", certificate.pem().toString());
            assertThat(reached(RedshiftChecks.of(with(options))))
                    .contains("TLS: encrypted, and the certificate is trusted ('verify-ca')")
                    .hasSize(4);
            options.put("sslrootcert", other.pem().toString());
            assertThat(reached(RedshiftChecks.of(with(options))).get(2))
                    .startsWith("TLS FAILED: ")
                    .contains("Give the certificate's issuer as 'sslrootcert'");
        }
    }

    @Test
    void awsIsAskedBeforeTheNetwork() {
        Map<String, Object> iam =
                Map.of("method", "iam", "workgroup", "nightly", "region", "eu-central-1", "database", "dev");
        Map<String, Object> keys = new HashMap<>(iam);
        keys.put("access_key_id", "AKIAEXAMPLE");
        keys.put("secret_access_key", "s3cr3t!");
        List<Check> checks = RedshiftChecks.of(with(keys)).reaching();
        assertThat(checks).extracting(Check::name).containsExactly("driver", "AWS", "network", "TLS", "log-in");
        assertThat(checks.get(1).look().found()).isEqualTo("credentials of an access key");
        assertThat(checks.get(2).look().found()).isEqualTo("AWS tells the address of 'nightly' at the log-in");

        Map<String, Object> profile = new HashMap<>(iam);
        profile.put("aws_profile", "nobody-has-this-one");
        assertThat(reached(RedshiftChecks.of(with(profile))).get(1))
                .startsWith("AWS FAILED: AWS gives no credentials for nobody-has-this-one: ")
                .endsWith("Log in to AWS, or give 'aws_profile', or 'access_key_id' and 'secret_access_key', in"
                        + " profiles.yml.");
    }

    @Test
    void aUserWhoMayNotIsToldWhatToAskFor() throws SQLException {
        String user = schema + "_reader";
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create user " + user + " password 'Geheim1234'");
        }
        try (RedshiftWarehouse other = open(Map.of("user", user, "password", "Geheim1234"));
                WarehouseSession session = other.open()) {
            RedshiftChecks checks = checks(Map.of("user", user, "password", "Geheim1234"));
            assertThatThrownBy(() -> worked(checks, "privileges", session, schema, "not_there_yet"))
                    .isInstanceOfSatisfying(DiagnosticException.class, wrong -> {
                        assertThat(wrong.diagnostics())
                                .extracting(Diagnostic::message)
                                .containsExactly(
                                        "User '" + user + "' may not create schemas in database '"
                                                + checks.place().database().orElseThrow()
                                                + "', and not_there_yet does not exist.",
                                        "User '" + user + "' may not make relations in " + schema + ".");
                        assertThat(wrong.diagnostics().get(1).remedy())
                                .isEqualTo("Somebody who may has to send: grant usage, create on schema \"" + schema
                                        + "\" to \"" + user + "\"");
                    });
        } finally {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("drop user " + user);
            }
        }
    }

    @Test
    void theStagingLocationIsWrittenToAndCleanedAgain() {
        String bucket = schema.replace('_', '-');
        front().s3().buckets().create(bucket);
        RedshiftChecks checks = checks(StagedEngine.staging(front(), bucket));
        try (WarehouseSession session = warehouse.open()) {
            assertThat(worked(checks, "staging", session))
                    .isEqualTo("objects can be put into s3://" + bucket
                            + "/in/ and removed as an access key; COPY reads them as that identity, too");
            assertThat(front().s3().buckets().keys(bucket, "")).isEmpty();
            front().s3().buckets().close(bucket);
            assertThatThrownBy(() -> worked(checks, "staging", session))
                    .isInstanceOfSatisfying(
                            DiagnosticException.class,
                            wrong -> assertThat(text(wrong))
                                    .startsWith("Rows cannot be put into s3://" + bucket + "/in/ as an access key: ")
                                    .endsWith("or allow s3:PutObject and s3:DeleteObject there.")
                                    .doesNotContain("s3cr3t!"));
        }
    }
}
