package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedshiftServerTest {
    @Test
    void anAddressNamesTheKeysOfATarget() {
        assertThat(RedshiftServer.named(
                        URI.create("redshift://c.example:5440/dev?user=ana&password=a%26b%2B&sslmode=verify-full")))
                .isEqualTo(Map.of(
                        "host", "c.example",
                        "port", 5440,
                        "database", "dev",
                        "user", "ana",
                        "password", "a&b+",
                        "sslmode", "verify-full"));
        assertThat(RedshiftServer.named(URI.create("redshift://c.example/dev")))
                .isEqualTo(Map.of("host", "c.example", "database", "dev"));
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> RedshiftServer.named(URI.create("jdbc:redshift://c.example/dev")))
                .hasMessageStartingWith("REDSHIFT_TEST_URL must look like redshift://host:5439/database?");
        assertThatThrownBy(() -> RedshiftServer.named(URI.create("redshift://c.example")))
                .hasMessageStartingWith("REDSHIFT_TEST_URL must look like ");
    }
}
