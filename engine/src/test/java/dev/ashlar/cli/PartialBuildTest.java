package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first build of a part: tests that come along may read what does not stand yet. */
class PartialBuildTest {
    @TempDir
    Path project;

    private String out;
    private String err;

    @BeforeEach
    void twoModelsAndATestOfBoth() throws IOException {
        file(
                "ashlar.yml",
                "name: shop\nversion: '1.0'\nprofile: shop\nlayers: { analytics: { materialized: table } }\n");
        file(
                "profiles.yml",
                "shop: { target: dev, outputs: { dev: { type: duckdb, path: w.duckdb, schema: dev } } }\n");
        file("models/analytics/orders.sql", "select 1 as customer_id");
        file("models/analytics/customers.sql", "select 1 as customer_id");
        file(
                "tests/known.sql",
                "select * from ${ref(\"orders\")} where customer_id not in "
                        + "(select customer_id from ${ref(\"customers\")})");
    }

    @Test
    void leavesOutATestThatReadsWhatDoesNotStandYetAndSaysSo() {
        assertThat(run("build", "--select", "orders")).isZero();
        assertThat(err)
                .contains("warning: 1 test is left out, reading customers, which this run does not build")
                .contains("Select that too, or build everything once.");
        assertThat(out).contains("1 ok");
    }

    @Test
    void runsItOnceTheRestStands() {
        assertThat(run("build")).isZero();
        assertThat(run("build", "--select", "orders")).isZero();
        assertThat(err).doesNotContain("left out");
        assertThat(out).contains("1 ok, 1 passed");
    }

    private int run(String command, String... arguments) {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        String[] all = new String[arguments.length + 3];
        all[0] = command;
        all[1] = "--project-dir";
        all[2] = project.toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        int code = new AshlarCli(
                        Map.of(),
                        new PrintStream(stdout, true, StandardCharsets.UTF_8),
                        new PrintStream(stderr, true, StandardCharsets.UTF_8))
                .run(all);
        out = stdout.toString(StandardCharsets.UTF_8);
        err = stderr.toString(StandardCharsets.UTF_8);
        return code;
    }

    private void file(String path, String text) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
