package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import dev.ashlar.contract.ChildJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong at the warehouse names the place in the user's file and what to do. */
final class BadWarehouseTest {
    @TempDir
    Path folder;

    private static String failure(Ran ran) {
        int from = ran.out().indexOf("Failure 1 of 1: ");
        int to = ran.out().indexOf("\n\nFailed in ");
        assertThat(ran.out()).contains("Failure 1 of 1: ");
        return ran.out().substring(from, to);
    }

    @Test
    void anErrorInAModelShowsTheLineOfTheTemplate() {
        Shell shell =
                Shell.small(folder).file("models/staging/a.sql", "select\n  id,\n  amont\nfrom ${ref('orders')}\n");

        Ran ran = shell.run("build");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).isEmpty();
        assertThat(failure(ran)).isEqualTo("""
                Failure 1 of 1: view a (models/staging/a.sql:1:1)
                  models/staging/a.sql:3:3 Cannot build model 'a': Binder Error: Referenced column "amont" not found in FROM clause!
                  Candidate bindings: "id"
                    3 |   amont
                      |   ^
                  compiled SQL: target/compiled/shop/models/staging/a.sql
                  run it again: ashlar build --project-dir %s --select a""".formatted(folder));
        assertThat(ran.out()).endsWith("Go on from here: ashlar retry --project-dir " + folder + "\n");
        assertThat(shell.read("target/run_results.json")).contains("\"error\"", "amont");
    }

    @Test
    void aSecondStatementIsNeverSent() {
        Shell shell = Shell.small(folder)
                .file("models/staging/a.sql", "select ';' as id; -- the end\n")
                .file("models/staging/b.sql", "select 1 as id;\n\ndrop view dev_staging.orders;\n")
                .file("tests/c.sql", "select 1 as one where false; select 2");
        Ran ran = shell.run("build");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("  ok       view         dev_staging.a ")
                .contains("models/staging/b.sql:3:1 A second statement begins here, where one SELECT is all."
                        + " Take it out, or give it a file or a hook of its own.")
                .contains("tests/c.sql:1:30 A second statement begins here,")
                .contains("2 ok, ");
        assertThat(shell.value("select count(*) as n from ${ref('orders')}")).isEqualTo("1");
        Ran shown = shell.run("show", "--inline", "select 1 as a; select 2 as b");
        assertThat(shown.code()).isEqualTo(2);
        assertThat(shown.err()).contains("--inline:1:16 A second statement begins here,");
    }

    @Test
    void aModelThatIsReadWithoutRefIsAnsweredWithTheRef() {
        Ran ran = Shell.small(folder)
                .file("models/staging/a.sql", "select *\nfrom orders")
                .run("run", "--select", "a");

        assertThat(failure(ran))
                .contains(
                        "models/staging/a.sql:2:6 Cannot build model 'a': Catalog Error: Table with name orders does not exist!")
                .contains(" To read model 'orders', write ${ref(\"orders\")}.\n    2 | from orders\n      |      ^\n")
                .doesNotContain("pg_");
    }

    @Test
    void aFailingRunQueryIsToldAtItsPlace() {
        Ran ran = Shell.small(folder)
                .file(
                        "models/staging/a.sql",
                        "<#assign r = run_query('select * from orders where nothing = 1') />\nselect 1 as id")
                .run("build", "--select", "a");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(failure(ran))
                .startsWith("""
                        Failure 1 of 1: view a (models/staging/a.sql:1:1)
                          models/staging/a.sql:1:1 run_query failed: Catalog Error: Table with name orders does not exist!""")
                .contains("Run the query by itself with 'ashlar show --inline' to look at it.\n"
                        + "    1 | <#assign r = run_query('select * from orders where nothing = 1') />\n"
                        + "      | ^\n"
                        + "  run it again: ashlar build --project-dir " + folder + " --select a")
                .doesNotContain("?.");
    }

    @Test
    void aQueryThatIsShownNamesItsOwnPlace() {
        Ran ran = Shell.small(folder).run("show", "--inline", "select 1 as one,\n  two");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines())
                .containsExactly(
                        "error: --inline:2:3 Cannot run the query: Binder Error: Referenced column \"two\" was not found"
                                + " because the FROM clause is missing",
                        "  2 |   two",
                        "    |   ^");
    }

    @Test
    void everyRaggedRecordOfASeedIsToldWithIt() {
        Ran ran =
                Shell.small(folder).file("seeds/s.csv", "a,b\n1,2\n3\n4,5,6\n").run("seed");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).isEmpty();
        assertThat(failure(ran)).isEqualTo("""
                Failure 1 of 1: seed s (seeds/s.csv:1:1)
                  seeds/s.csv:3 This record has 1 value, but the header has 2 columns. Write an empty value for each that lacks.
                  seeds/s.csv:4 This record has 3 values, but the header has 2 columns. Quote values that hold the delimiter ','.
                  run it again: ashlar build --project-dir %s --select s""".formatted(folder));
    }

    @Test
    void aFileThatIsNoDatabaseIsLeftAsItIs() {
        Shell shell = Shell.small(folder).file(".ashlar/dev.duckdb", "notes of mine");

        Ran ran = shell.run("build");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo("error: The file " + folder.resolve(".ashlar/dev.duckdb")
                        + " is not a DuckDB database. Name another file in 'path' in profiles.yml, or move this one"
                        + " away.\n");
        assertThat(shell.read(".ashlar/dev.duckdb")).isEqualTo("notes of mine");
        assertThat(shell.has("target/run_results.json")).isFalse();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() {
        Shell shell = Shell.small(folder)
                .file("notes", "a file")
                .replaced("profiles.yml", ".ashlar/dev.duckdb", "notes/dev.duckdb");

        Ran ran = shell.run("build");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo("error: Cannot create the folder " + folder.resolve("notes")
                        + " for the warehouse: there is a file of that name."
                        + " Correct 'path' in profiles.yml, or make the folder writable.\n");
    }

    @Test
    void aDiskThatIsFullForAQueryIsToldWithWhatToRaise() {
        Shell shell = Shell.small(folder)
                .replaced(
                        "profiles.yml",
                        "threads: 2",
                        "threads: 2, memory_limit: 30MB, engine_threads: 1, settings: { max_temp_directory_size: 1MB }")
                .file(
                        "models/analytics/big.sql",
                        "select range as id, md5(range::varchar) as h from range(3000000) order by h");

        Ran ran = shell.run("build");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(failure(ran))
                .contains("models/analytics/big.sql:1:1 Cannot build model 'big': Out of Memory Error: ")
                .contains("Raise memory_limit in the profile, or lower threads.");
        assertThat(shell.value("select count(*) as n from duckdb_tables() where table_name like 'big%'"))
                .isEqualTo("0");
    }

    @Test
    void aDatabaseInUseNamesTheProcessThatHoldsIt() throws IOException, InterruptedException {
        Shell shell = Shell.small(folder);
        Path database = folder.resolve(".ashlar/dev.duckdb");
        Files.createDirectories(database.getParent());
        Process holder = ChildJava.process(ChildJava.command(Holder.class.getName(), database.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("held");

            Ran ran = shell.run("build");

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err())
                    .startsWith("error: The warehouse " + database + " is in use by process " + holder.pid()
                            + " (java of user ")
                    .doesNotContain(Holder.class.getName())
                    .endsWith(
                            "DuckDB lets one process at a time write to a file: wait until it ends, or end it, and run"
                                    + " again; 'ps -fp " + holder.pid() + "' shows what it is.\n");
        } finally {
            holder.destroy();
            holder.waitFor(30, TimeUnit.SECONDS);
        }
        assertThat(shell.run("build").code()).isZero();
    }

    /** Another process that has the database open until it is ended. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            try (java.sql.Connection held = java.sql.DriverManager.getConnection("jdbc:duckdb:" + arguments[0])) {
                System.out.println("held");
                System.out.flush();
                Thread.sleep(TimeUnit.MINUTES.toMillis(5));
                held.isValid(1);
            }
        }
    }

    @Test
    void resultsThatCannotBeRecordedAreToldAndTheRunKeepsItsExitCode() {
        Shell shell = Shell.small(folder);
        shell.file("ashlar.yml", shell.read("ashlar.yml") + "on_run_start: drop table dev_ashlar_meta.node_runs\n");

        Ran ran = shell.run("build");

        assertThat(ran.code()).isZero();
        assertThat(ran.out() + ran.err())
                .contains(
                        "The end of the run is not recorded: Catalog Error: Table with name node_runs does not exist!");
    }
}
