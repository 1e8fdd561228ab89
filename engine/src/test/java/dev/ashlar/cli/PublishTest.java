package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A false alarm at night: the gate was right to stop, and a person decides to publish after all. */
class PublishTest {
    @TempDir
    Path project;

    private String out;
    private String err;

    @Test
    void publishesTheKeptCandidateAndLetsRetryGoOnFromThere() {
        file(
                "ashlar.yml",
                "name: shop\nversion: '1.0'\nprofile: shop\nlayers: { analytics: { materialized: table } }\n");
        file(
                "profiles.yml",
                "shop: { target: dev, outputs: { dev: { type: duckdb, path: w.duckdb, schema: dev } } }\n");
        file("models/analytics/revenue.sql", "select 100 as amount");
        file("models/analytics/total.sql", "select sum(amount) as total from ${ref(\"revenue\")}");
        file("tests/small.sql", "select * from ${ref(\"revenue\")} where amount > 90");

        assertThat(run("build")).isEqualTo(1);
        assertThat(out).contains("not published: 1 test failed (small)");

        assertThat(run("publish", "revenue")).isEqualTo(2);
        assertThat(err).contains("though it failed its tests").contains("then add --yes");

        assertThat(run("publish", "revenue", "--yes")).isZero();
        assertThat(run("show", "--inline", "select amount from ${ref(\"revenue\")}", "--output", "csv"))
                .isZero();
        assertThat(out).isEqualTo("amount\n100\n");

        assertThat(run("retry")).isZero();
        assertThat(out).contains("analytics.total").doesNotContain("analytics.revenue");
        assertThat(run("show", "--inline", "select total from ${ref(\"total\")}", "--output", "csv"))
                .isZero();
        assertThat(out).isEqualTo("total\n100\n");
    }

    @Test
    void refusesWhenTheSqlHasChangedSince() {
        publishesTheKeptCandidateAndLetsRetryGoOnFromThere();
        file("tests/small.sql", "select * from ${ref(\"revenue\")} where amount > 90");
        assertThat(run("build", "--select", "revenue")).isEqualTo(1);
        file("models/analytics/revenue.sql", "select 101 as amount");

        assertThat(run("publish", "revenue", "--yes")).isEqualTo(1);
        assertThat(out).contains("its SQL is not the one that its failed candidate was built from");
    }

    @Test
    void refusesWhatWasNeverKept() {
        file(
                "ashlar.yml",
                "name: shop\nversion: '1.0'\nprofile: shop\nlayers: { analytics: { materialized: table } }\n");
        file(
                "profiles.yml",
                "shop: { target: dev, outputs: { dev: { type: duckdb, path: w.duckdb, schema: dev } } }\n");
        file("models/analytics/revenue.sql", "select 100 as amount");
        assertThat(run("build")).isZero();

        assertThat(run("publish", "revenue", "--yes")).isEqualTo(2);
        assertThat(err)
                .contains("models/analytics/revenue.sql")
                .contains("Cannot publish 'revenue': no candidate of it that failed its tests is kept.");
        assertThat(run("publish", "revenu", "--yes")).isEqualTo(2);
        assertThat(err).contains("Did you mean 'revenue'?");
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
