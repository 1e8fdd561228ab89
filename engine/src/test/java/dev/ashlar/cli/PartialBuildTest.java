package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
    void twoModelsAndATestOfBoth() {
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
        Shell.Ran ran = Shell.in(project).run(command, arguments);
        out = ran.out();
        err = ran.err();
        return ran.code();
    }

    private void file(String path, String text) {
        Shell.in(project).file(path, text);
    }
}
