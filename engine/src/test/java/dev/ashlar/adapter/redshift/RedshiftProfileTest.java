package dev.ashlar.adapter.redshift;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazon.redshift.RedshiftProperty;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Target;
import dev.ashlar.manifest.Target.Protection;
import dev.ashlar.manifest.Target.SchemaNaming;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RedshiftProfileTest {
    private static final String HOST = "etl.abc123xyz.eu-central-1.redshift.amazonaws.com";

    private static Target target(Object... options) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (int i = 0; i < options.length; i += 2) given.put((String) options[i], options[i + 1]);
        return new Target("shop", "prod", "redshift", "analytics", SchemaNaming.PLAIN, Protection.OPEN, 4, given);
    }

    private static RedshiftProfile profile(Object... options) {
        return RedshiftProfile.of(target(options));
    }

    private static RedshiftProfile withPassword(Object... more) {
        Object[] all = new Object[8 + more.length];
        System.arraycopy(
                new Object[] {"host", HOST, "database", "dev", "user", "ana", "password", "Geheim1!"}, 0, all, 0, 8);
        System.arraycopy(more, 0, all, 8, more.length);
        return profile(all);
    }

    private static List<String> problems(Object... options) {
        DiagnosticException refusal = catchThrowableOfType(DiagnosticException.class, () -> profile(options));
        return refusal.diagnostics().stream()
                .map(d -> d.message() + " " + d.remedy())
                .toList();
    }

    /** Without what every target has. */
    private static Map<String, String> own(RedshiftProfile profile) {
        Map<String, String> own = new TreeMap<>(profile.driver());
        own.keySet()
                .removeAll(Set.of(
                        "connecttimeout",
                        "connectiontimezone",
                        "fetchringbuffersize",
                        "logintimeout",
                        "ssl",
                        "sslmode",
                        "tcpkeepalive"));
        return own;
    }

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
    void iamAsksForANamedUserOfACluster() {
        RedshiftProfile profile = profile(
                "method",
                "iam",
                "cluster_id",
                "etl",
                "region",
                "eu-central-1",
                "database",
                "dev",
                "user",
                "ana",
                "aws_profile",
                "prod",
                "autocreate",
                true,
                "db_groups",
                List.of("readers", "writers"));
        assertThat(profile.url()).isEqualTo("jdbc:redshift:iam://etl:eu-central-1/dev");
        assertThat(profile.place()).isEqualTo("etl/dev");
        assertThat(own(profile))
                .containsOnly(
                        entry("clusterid", "etl"),
                        entry("dbuser", "ana"),
                        entry("profile", "prod"),
                        entry("autocreate", "true"),
                        entry("dbgroups", "readers,writers"));
    }

    @Test
    void iamRoleAsksForTheUserThatStandsForTheIdentity() {
        RedshiftProfile profile = profile(
                "method", "iam_role", "host", HOST, "cluster_id", "etl", "region", "eu-central-1", "database", "dev");
        assertThat(profile.url()).isEqualTo("jdbc:redshift:iam://" + HOST + ":5439/dev");
        assertThat(own(profile))
                .containsOnly(
                        entry("clusterid", "etl"), entry("region", "eu-central-1"), entry("groupfederation", "true"));
    }

    @Test
    void aServerlessWorkgroupNeedsNoUser() {
        RedshiftProfile byName = profile(
                "method",
                "iam",
                "workgroup",
                "nightly",
                "region",
                "eu-central-1",
                "database",
                "dev",
                "access_key_id",
                "AKIA1",
                "secret_access_key",
                "s3cr3t!",
                "session_token",
                "t0ken!");
        assertThat(byName.url()).isEqualTo("jdbc:redshift:iam://nightly:eu-central-1/dev");
        assertThat(own(byName))
                .containsOnly(
                        entry("isserverless", "true"),
                        entry("serverlessworkgroup", "nightly"),
                        entry("accesskeyid", "AKIA1"),
                        entry("secretaccesskey", "s3cr3t!"),
                        entry("sessiontoken", "t0ken!"));
        String host = "nightly.123456789012.eu-central-1.redshift-serverless.amazonaws.com";
        RedshiftProfile byHost = profile(
                "method",
                "iam_role",
                "host",
                host,
                "database",
                "dev",
                "serverless_work_group",
                "nightly",
                "serverless_acct_id",
                "123456789012");
        assertThat(byHost.url()).isEqualTo("jdbc:redshift:iam://" + host + ":5439/dev");
        assertThat(own(byHost))
                .containsOnly(
                        entry("isserverless", "true"),
                        entry("serverlessworkgroup", "nightly"),
                        entry("serverlessacctid", "123456789012"));
    }

    @Test
    void aRoleToAssumeIsAssumedByAClassOfOurs() {
        RedshiftProfile profile = profile(
                "method",
                "iam",
                "cluster_id",
                "etl",
                "region",
                "eu-central-1",
                "database",
                "dev",
                "user",
                "ana",
                "iam_role",
                "arn:aws:iam::123456789012:role/etl",
                "iam_profile",
                "hub");
        assertThat(own(profile))
                .containsOnly(
                        entry("clusterid", "etl"),
                        entry("dbuser", "ana"),
                        entry("plugin_name", "dev.ashlar.adapter.redshift.AssumedRole"),
                        entry("ashlar.aws.role", "arn:aws:iam::123456789012:role/etl"),
                        entry("ashlar.aws.profile", "hub"),
                        entry("ashlar.aws.region", "eu-central-1"));
    }

    @Test
    void identityCenterIsAskedByBrowserOrByToken() {
        RedshiftProfile browser = profile(
                "method",
                "browser_identity_center",
                "host",
                HOST,
                "database",
                "dev",
                "issuer_url",
                "https://x/start",
                "idc_region",
                "eu-central-1",
                "idp_listen_port",
                8080,
                "idp_response_timeout",
                90,
                "idc_client_display_name",
                "Ashlar");
        assertThat(browser.url()).isEqualTo("jdbc:redshift://" + HOST + ":5439/dev");
        assertThat(own(browser))
                .containsOnly(
                        entry("plugin_name", "com.amazon.redshift.plugin.BrowserIdcAuthPlugin"),
                        entry("issuer_url", "https://x/start"),
                        entry("idc_region", "eu-central-1"),
                        entry("listen_port", "8080"),
                        entry("idp_response_timeout", "90"),
                        entry("idc_client_display_name", "Ashlar"));
        RedshiftProfile token =
                profile("method", "oauth_token_identity_center", "host", HOST, "database", "dev", "token", "eyJ0");
        assertThat(own(token))
                .containsOnly(
                        entry("plugin_name", "com.amazon.redshift.plugin.IdpTokenAuthPlugin"),
                        entry("token", "eyJ0"),
                        entry("token_type", "EXT_JWT"));
    }

    @Test
    void anyOtherPluginGetsItsPropertiesAsTheyStand() {
        RedshiftProfile okta = profile(
                "method",
                "plugin",
                "host",
                HOST,
                "database",
                "dev",
                "user",
                "ana@corp",
                "password",
                "Geheim1!",
                "plugin_name",
                "com.amazon.redshift.plugin.OktaCredentialsProvider",
                "driver_properties",
                Map.of("idp_host", "corp.okta.com", "app_id", "x1", "ssl_insecure", false));
        assertThat(okta.url()).isEqualTo("jdbc:redshift:iam://" + HOST + ":5439/dev");
        assertThat(own(okta))
                .containsOnly(
                        entry("plugin_name", "com.amazon.redshift.plugin.OktaCredentialsProvider"),
                        entry("user", "ana@corp"),
                        entry("password", "Geheim1!"),
                        entry("idp_host", "corp.okta.com"),
                        entry("app_id", "x1"),
                        entry("ssl_insecure", "false"));
        RedshiftProfile azure = profile(
                "method",
                "plugin",
                "host",
                HOST,
                "database",
                "dev",
                "plugin_name",
                "com.amazon.redshift.plugin.BrowserAzureOAuth2CredentialsProvider");
        assertThat(azure.url()).startsWith("jdbc:redshift://");
    }

    @Test
    void everyPluginThatCanBeNamedLoads() {
        for (String plugin : List.of(
                "BrowserIdcAuthPlugin",
                "IdpTokenAuthPlugin",
                "AdfsCredentialsProvider",
                "AzureCredentialsProvider",
                "BasicJwtCredentialsProvider",
                "BasicSamlCredentialsProvider",
                "BrowserAzureCredentialsProvider",
                "BrowserAzureOAuth2CredentialsProvider",
                "BrowserSamlCredentialsProvider",
                "OktaCredentialsProvider",
                "PingCredentialsProvider")) {
            assertThat(instance("com.amazon.redshift.plugin." + plugin)).isNotNull();
        }
    }

    private static Object instance(String name) {
        try {
            return Class.forName(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new AssertionError(name, e);
        }
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
