package dev.ashlar.adapter.redshift;

import static dev.ashlar.adapter.redshift.RedshiftProfiles.HOST;
import static dev.ashlar.adapter.redshift.RedshiftProfiles.problems;
import static dev.ashlar.adapter.redshift.RedshiftProfiles.profile;
import static dev.ashlar.adapter.redshift.RedshiftProfiles.withPassword;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.redshift.RedshiftProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedshiftProfileTest {
    @Test
    void aPasswordAndAHostAreEnoughAndTlsIsOn() {
        RedshiftProfile profile = withPassword();
        assertThat(profile.url()).isEqualTo("jdbc:redshift://" + HOST + ":5439/dev");
        assertThat(profile.place()).isEqualTo(HOST + ":5439/dev");
        assertThat(profile.driver())
                .containsOnly(
                        entry("user", "ana"),
                        entry("password", "Geheim1!"),
                        entry("ssl", "true"),
                        entry("sslmode", "verify-ca"),
                        entry("connecttimeout", "30"),
                        entry("logintimeout", "30"),
                        entry("tcpkeepalive", "true"),
                        entry("connectiontimezone", "SERVER"),
                        entry("fetchringbuffersize", "16M"));
        assertThat(profile.settings().statementTimeout()).isEqualTo(Duration.ZERO);
        assertThat(profile.staging()).isEmpty();
    }

    @Test
    void everyPropertyThatEveryTargetHasIsKnownToTheDriver() {
        assertThat(withPassword("sslrootcert", "/etc/bundle.pem").driver().keySet())
                .allSatisfy(name -> assertThat(RedshiftProperty.forName(name)).isNotNull());
    }

    @Test
    void tlsGoesOnlyByWordAndLibpqsWeakWordsCheckTheCertificate() {
        assertThat(withPassword("sslmode", "disable").driver())
                .containsEntry("ssl", "false")
                .doesNotContainKey("sslmode");
        for (String word : List.of("allow", "prefer", "require", "verify-ca")) {
            assertThat(withPassword("sslmode", word).driver())
                    .containsEntry("ssl", "true")
                    .containsEntry("sslmode", "verify-ca");
        }
        assertThat(withPassword("sslmode", "verify-full", "sslrootcert", "/etc/bundle.pem")
                        .driver())
                .containsEntry("sslmode", "verify-full")
                .containsEntry("sslrootcert", "/etc/bundle.pem");
    }

    @Test
    void timesPortQueryGroupAndSearchPathAreTaken() {
        RedshiftProfile profile = withPassword(
                "port",
                5500,
                "connect_timeout",
                "10s",
                "statement_timeout",
                "2h",
                "lock_timeout",
                "30s",
                "keep_alive",
                "1m",
                "query_group",
                "etl",
                "search_path",
                "staging, public");
        assertThat(profile.url()).isEqualTo("jdbc:redshift://" + HOST + ":5500/dev");
        assertThat(profile.settings().searchPath()).contains("staging, public");
        assertThat(profile.driver()).containsEntry("connecttimeout", "10").containsEntry("logintimeout", "10");
        assertThat(profile.settings().queryGroup()).contains("etl");
        assertThat(profile.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(profile.settings().statementTimeout()).isEqualTo(Duration.ofHours(2));
        assertThat(profile.settings().lockTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(profile.keepAlive()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aDatabaseOfAnyNameReachesTheDriver() {
        RedshiftProfile profile = profile("host", "h", "dbname", "a b/ç", "user", "u", "pass", "Geheim1!");
        assertThat(profile.url()).isEqualTo("jdbc:redshift://h:5439/a+b%2F%C3%A7");
        assertThat(profile.place()).isEqualTo("h:5439/a b/ç");
    }

    @Test
    void aStagingLocationHasBucketPrefixAndRole() {
        Staging staging = withPassword(
                        "staging_location",
                        "s3://lake-staging/ashlar",
                        "staging_iam_role",
                        "arn:aws:iam::123456789012:role/copy",
                        "region",
                        "eu-central-1",
                        "staging_endpoint",
                        "http://localhost:9000")
                .staging()
                .orElseThrow();
        assertThat(staging.bucket()).isEqualTo("lake-staging");
        assertThat(staging.prefix()).isEqualTo("ashlar/");
        assertThat(staging.copyRole()).contains("arn:aws:iam::123456789012:role/copy");
        assertThat(staging.region()).contains("eu-central-1");
        assertThat(staging.endpoint()).contains("http://localhost:9000");
        Staging bare = withPassword("staging_location", "s3://lake-staging", "region", "a", "staging_region", "b")
                .staging()
                .orElseThrow();
        assertThat(bare.prefix()).isEmpty();
        assertThat(bare.copyRole()).isEqualTo(Optional.empty());
        assertThat(bare.region()).contains("b");
    }

    @Test
    void everythingThatLacksIsToldAtOnce() {
        assertThat(problems("host", "h"))
                .containsExactlyInAnyOrder(
                        "Target 'prod' of profile 'shop' has no user. Add 'user: analyst' to it in profiles.yml.",
                        "Target 'prod' of profile 'shop' has no password. Add 'password:"
                                + " '${env_var(\"REDSHIFT_PASSWORD\")}'' to it in profiles.yml.",
                        "Target 'prod' of profile 'shop' has no database. Add 'database: analytics' to it in"
                                + " profiles.yml.");
    }

    @Test
    void whatCannotBeTogetherIsRefused() {
        assertThat(problems(
                        "method",
                        "iam",
                        "cluster_id",
                        "c",
                        "workgroup",
                        "w",
                        "region",
                        "r",
                        "database",
                        "d",
                        "access_key_id",
                        "k",
                        "sslmode",
                        "disable"))
                .containsExactlyInAnyOrder(
                        "Target 'prod' of profile 'shop' names a cluster_id and a workgroup. Keep the one that it is.",
                        "Target 'prod' of profile 'shop' has one of access_key_id and secret_access_key. Give both or"
                                + " neither.",
                        "Target 'prod' of profile 'shop' logs in by IAM without TLS, which the driver refuses. Take out"
                                + " 'sslmode: disable'.");
        assertThat(problems("method", "iam_role", "database", "d", "region", "r"))
                .containsExactly("Target 'prod' of profile 'shop' has no host. Add 'host', or 'cluster_id' or"
                        + " 'workgroup' with 'region', in profiles.yml.");
        assertThat(problems(
                        "host",
                        "h",
                        "database",
                        "d",
                        "dbname",
                        "e",
                        "user",
                        "u",
                        "password",
                        "p",
                        "staging_location",
                        "gs://x",
                        "staging_iam_role",
                        "me"))
                .containsExactlyInAnyOrder(
                        "Target 'prod' of profile 'shop' says 'database' and 'dbname', which mean the same. Keep"
                                + " 'database' in profiles.yml.",
                        "Target 'prod' of profile 'shop' has a staging_iam_role of 'me', which is no role's ARN. Write"
                                + " arn:aws:iam::123456789012:role/NAME, or default.",
                        "Target 'prod' of profile 'shop' has a staging_location of 'gs://x', which is no place in S3."
                                + " Write s3://bucket/prefix/.");
    }

    @Test
    void noSecretIsPrinted() {
        RedshiftProfile profile = profile(
                "method",
                "iam",
                "workgroup",
                "w",
                "region",
                "r",
                "database",
                "d",
                "access_key_id",
                "AKIA1",
                "secret_access_key",
                "s3cr3t!",
                "session_token",
                "t0ken!",
                "staging_location",
                "s3://lake-staging");
        assertThat(profile.toString() + profile.staging().orElseThrow()).doesNotContain("s3cr3t!", "t0ken!", "AKIA1");
        assertThat(withPassword().toString()).doesNotContain("Geheim1!");
        assertThat(problems("host", "h", "password", "Geheim1!").toString()).doesNotContain("Geheim1!");
    }
}
