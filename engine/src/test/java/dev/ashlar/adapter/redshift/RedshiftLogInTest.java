package dev.ashlar.adapter.redshift;

import static dev.ashlar.adapter.redshift.RedshiftProfiles.HOST;
import static dev.ashlar.adapter.redshift.RedshiftProfiles.own;
import static dev.ashlar.adapter.redshift.RedshiftProfiles.profile;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ways to log in other than by a password. */
class RedshiftLogInTest {
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
}
