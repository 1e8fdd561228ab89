package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each step says how it went; those after the one that fails are named as not tried. */
final class DebugTest {
    @TempDir
    Path folder;

    /** How each step went, without what was found. */
    private static List<String> steps(Ran ran) {
        return ran.outLines().stream()
                .filter(line -> line.matches("(ok|FAILED|-) +.*"))
                .map(line ->
                        line.substring(0, Math.min(line.length(), 23)).strip().replaceAll(" {2,}", " "))
                .toList();
    }

    @Test
    void allWell() {
        Ran ran = Shell.small(folder).run("debug");

        assertThat(steps(ran))
                .containsExactly(
                        "ok java",
                        "ok profile",
                        "ok driver",
                        "ok file",
                        "ok read",
                        "ok create schema",
                        "ok temporary",
                        "ok privileges",
                        "ok engine",
                        "ok project");
        assertThat(ran.outLines()).last().isEqualTo("All well: try 'ashlar build'.");
        assertThat(ran.out())
                .contains("dev.duckdb is new")
                .contains("DuckDB v")
                .contains("2 engine threads")
                .contains("1 node read without an error");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(Shell.small(folder)
                        .value("select count(*) as n from duckdb_schemas() where schema_name like 'dev%'"))
                .as("nothing is left behind")
                .isEqualTo("0");
    }

    @Test
    void aMissingVariableFailsTheProfile() {
        Ran ran = Shell.small(folder)
                .replaced("profiles.yml", "schema: dev", "schema: '${env_var(\"NOT_SET\")}'")
                .run("debug");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(steps(ran)).containsExactly("ok java", "FAILED profile", "- all else");
        assertThat(ran.err()).startsWith("error: profiles.yml:4:").contains("NOT_SET");
    }

    @Test
    void aTargetWithoutPathFailsTheProfile() {
        Ran ran = Shell.small(folder)
                .replaced("profiles.yml", "path: .ashlar/dev.duckdb, ", "")
                .run("debug");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(steps(ran)).containsExactly("ok java", "FAILED profile", "- all else");
        assertThat(ran.err())
                .isEqualTo("error: Target 'dev' of profile 'shop' has no path. Add 'path: <file>.duckdb' to it in"
                        + " profiles.yml.\n");
    }

    @Test
    void aFileThatIsNoWarehouseFailsItsStep() throws IOException {
        Shell shell =
                Shell.small(folder).file(".ashlar/dev.duckdb", "no database, but long enough to look at\n".repeat(400));

        Ran ran = shell.run("debug");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(steps(ran))
                .startsWith("ok java", "ok profile", "ok driver", "FAILED file", "- read")
                .endsWith("- project");
        assertThat(ran.outLines())
                .filteredOn(line -> line.endsWith(" not tried"))
                .hasSize(6);
        assertThat(ran.err())
                .isEqualTo(
                        "error: The file " + folder.resolve(".ashlar/dev.duckdb")
                                + " is not a DuckDB database. Name another file in 'path' in profiles.yml, or move this one away.\n");
        assertThat(Files.size(folder.resolve(".ashlar/dev.duckdb"))).isGreaterThan(1000);
    }

    @Test
    void aMistakeInTheProjectIsFoundLast() {
        Ran ran = Shell.small(folder)
                .file("models/staging/bad.sql", "select * from ${ref('ordes')}")
                .run("debug");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(steps(ran)).contains("ok privileges", "ok engine").endsWith("FAILED project");
        assertThat(ran.err())
                .startsWith("error: models/staging/bad.sql:1:")
                .contains("no such model")
                .hasLineCount(1);
    }
}
