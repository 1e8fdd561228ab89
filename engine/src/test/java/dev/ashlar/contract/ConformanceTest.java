package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.redshiftfront.RedshiftFront;
import dev.ashlar.site.Chromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code CONFORMANCE_REQUIRED} names what tests must not pass over: engines, and the folders beside the checkout that some
 * tests read. What it names and is not there is a failure here, so that no suite is green because it skipped.
 */
class ConformanceTest {
    private static final Path ROOT = Path.of(System.getProperty("ashlar.root", ".."));
    private static final Path SHARED = Path.of(System.getProperty("ashlar.shared", "../../shared"));

    @Test
    void whatIsRequiredIsThere() throws Exception {
        for (String name : required()) {
            switch (name) {
                case "duckdb" -> DriverManager.getConnection("jdbc:duckdb:").close();
                case "postgres" -> {
                    try (Connection connection = PostgresServer.running().connect()) {
                        assertThat(connection.isValid(10)).isTrue();
                    }
                }
                case "redshift-front" -> {
                    try (RedshiftFront front = RedshiftFront.start();
                            Connection connection = front.connect()) {
                        assertThat(connection.getMetaData().getDatabaseProductName())
                                .isEqualTo("Redshift");
                    }
                }
                case "schemas" ->
                    assertThat(Files.isDirectory(SHARED.resolve("schemas")))
                            .as("required: dbt's artifact schemas in %s", SHARED.resolve("schemas"))
                            .isTrue();
                case "retail" ->
                    assertThat(Files.isDirectory(SHARED.resolve("data/online-retail/by-day")))
                            .as("required: the real invoice lines in %s", SHARED.resolve("data/online-retail/by-day"))
                            .isTrue();
                case "chromium" ->
                    assertThat(Chromium.running())
                            .as("required: a browser and Node for the tests of the docs site")
                            .isPresent();
                case "redshift-grammar" ->
                    // what it checks is not Java: the script itself fails when it is required and cannot run
                    assertThat(ROOT.resolve(".ci/redshift-grammar"))
                            .as("required: the check of Redshift's grammar")
                            .isExecutable();
                default ->
                    throw new AssertionError("CONFORMANCE_REQUIRED names '" + name
                            + "', which no test knows. It may name chromium, duckdb, postgres, redshift-front,"
                            + " redshift-grammar, schemas and retail.");
            }
        }
    }

    private static List<String> required() {
        return Arrays.stream(System.getenv()
                        .getOrDefault("CONFORMANCE_REQUIRED", "duckdb")
                        .split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
