package dev.ashlar.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.Target;
import dev.ashlar.manifest.Target.Protection;
import dev.ashlar.manifest.Target.SchemaNaming;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {
    @Test
    void masksWhatPlacesAreAskedBy() {
        Target target = new Target(
                "shop",
                "dev",
                "duckdb",
                "dev",
                SchemaNaming.PREFIXED,
                Protection.OPEN,
                4,
                Map.of(
                        "places",
                        Map.of(
                                "https://api.example.com/",
                                Map.of("bearer", "fifth-5", "headers", Map.of("X-Key", "sixth-6")),
                                "sftp://files.example.com/",
                                Map.of("password", "seventh-7", "passphrase", "eighth-8", "user", "reports"))));
        assertThat(Secrets.of(Map.of(), target).apply("fifth-5 sixth-6 seventh-7 eighth-8 reports"))
                .isEqualTo("***** ***** ***** ***** reports");
    }

    @Test
    void masksWhatATargetHidesAlsoWithinItsMappings() {
        Target target = new Target(
                "shop",
                "prod",
                "redshift",
                "analytics",
                SchemaNaming.PLAIN,
                Protection.OPEN,
                4,
                Map.of(
                        "pass", "first-1",
                        "secret_access_key", "second-2",
                        "session_token", "third-3",
                        "driver_properties", Map.of("client_secret", "fourth-4", "idp_host", "corp.okta.com")));
        assertThat(Secrets.of(Map.of(), target).apply("first-1 second-2 third-3 fourth-4 corp.okta.com"))
                .isEqualTo("***** ***** ***** ***** corp.okta.com");
    }
}
