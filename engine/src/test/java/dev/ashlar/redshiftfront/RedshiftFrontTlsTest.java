package dev.ashlar.redshiftfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver's own degrees of TLS, against a certificate that it may trust. */
class RedshiftFrontTlsTest {
    @TempDir
    private static Path here;

    @TempDir
    private static Path elsewhere;

    private static ServerCertificate own;
    private static ServerCertificate foreign;

    @BeforeAll
    static void sign() {
        own = ServerCertificate.of("ip:127.0.0.1", here);
        foreign = ServerCertificate.of("dns:elsewhere.example", elsewhere);
    }

    private static String connect(RedshiftFront front, Map<String, String> options) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", front.user());
        login.setProperty("password", front.password());
        login.putAll(options);
        String url = "jdbc:redshift://" + front.host() + ":" + front.port() + "/" + front.databaseName();
        try (Connection connection = DriverManager.getConnection(url, login);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select 'served'")) {
            row.next();
            return row.getString(1);
        }
    }

    private static Map<String, String> trusting(ServerCertificate certificate, String mode) {
        return Map.of(
                "ssl", "true", "sslmode", mode, "sslrootcert", certificate.pem().toString());
    }

    @Test
    void aTrustedCertificateServes() throws Exception {
        try (RedshiftFront front = RedshiftFront.start(own)) {
            assertThat(connect(front, trusting(own, "verify-full"))).isEqualTo("served");
            assertThat(connect(front, trusting(own, "verify-ca"))).isEqualTo("served");
            assertThat(connect(front, Map.of("ssl", "false"))).isEqualTo("served");
        }
    }

    @Test
    void anotherCertificateIsNotTrusted() {
        try (RedshiftFront front = RedshiftFront.start(own)) {
            assertThatThrownBy(() -> connect(front, trusting(foreign, "verify-ca")))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void theHostsNameCountsOnlyInFull() throws Exception {
        try (RedshiftFront front = RedshiftFront.start(foreign)) {
            assertThat(connect(front, trusting(foreign, "verify-ca"))).isEqualTo("served");
            assertThatThrownBy(() -> connect(front, trusting(foreign, "verify-full")))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void whoAsksForTlsIsNotServedInTheClear() {
        try (RedshiftFront front = RedshiftFront.start()) {
            assertThatThrownBy(() -> connect(front, trusting(own, "verify-ca")))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("08004"));
        }
    }
}
