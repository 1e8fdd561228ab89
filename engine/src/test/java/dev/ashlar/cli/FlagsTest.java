package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ashlar.cli.Shell.Ran;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FlagsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "build --selct x    | Unknown argument '--selct'. Did you mean '--select'?",
                "build --no-partial-parse | Cannot take --no-partial-parse: parse results are always cached by content and"
                        + " never served stale; delete .ashlar/parse-cache to start afresh.",
                "build --debug      | Cannot take --debug: write --log-level debug.",
                "build --threads x  | --threads must be a whole number, but it is 'x'.",
                "build --assume old | --assume must be one of new, existing, but it is 'old'.",
                "show --limit few   | --limit must be a whole number, but it is 'few'.",
                "build fct_orders   | Unknown argument 'fct_orders'. Nodes are named by --select fct_orders.",
                "docs generate --with-catalog --no-catalog | --with-catalog, --empty-catalog are mutually exclusive"
                        + " (specify only one)",
                "buidl              | Unknown argument 'buidl'. Did you mean 'build'?",
            })
    void wrongWordsAreAnsweredWithWhatToType(String typed, String message) {
        Ran ran = Shell.in(folder).type(typed.split(" "));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("error: " + message + "\nTry 'ashlar").endsWith("--help'.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--threads 0 | --threads must be at least 1, but it is 0.",
                "--run-time yesterday | --run-time cannot be 'yesterday'. Write 2026-10-01T02:00:00Z,"
                        + " 2026-10-01 02:00:00 (UTC) or 2026-10-01.",
                "--vars [1] | --vars must be a YAML mapping, but it is '[1]'. Write for example --vars '{start_date:"
                        + " 2026-01-01}'.",
                "--render-timeout soon | --render-timeout cannot be 'soon'. Write a duration such as 30s or 2m.",
                "--resource-type modl | --resource-type cannot be 'modl'. Did you mean 'model'? Take one of source, seed,"
                        + " model, snapshot, test, unit_test, analysis, exposure, operation.",
                "--junit-xml /dev/null/x.xml | Cannot write /dev/null/x.xml: /dev/null is a file. Check that there is room on"
                        + " the disk and that the folder may be written to.",
                "--log-path /dev/null/logs | Cannot write a log in /dev/null/logs: Not a directory. Check that there is"
                        + " room on the disk and that the folder may be written to.",
            })
    void wrongValuesAreAnsweredWithWhatToWrite(String flags, String message) {
        Ran ran = Shell.small(folder).run("build", flags.split(" "));

        assertThat(ran.err().strip()).isEqualTo("error: " + message);
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void everyFlagHasATwinInTheEnvironmentAndTheFlagWins() {
        Shell shell = Shell.small(folder).with("ASHLAR_TARGET", "nowhere");

        assertThat(shell.run("ls").err()).contains("Profile 'shop' has no target 'nowhere'.");
        assertThat(shell.run("ls", "--target", "dev").code()).isZero();
        assertThat(shell.with("ASHLAR_TARGET", "dev")
                        .with("ASHLAR_PROJECT_DIR", folder.toString())
                        .with("ASHLAR_QUIET", "true")
                        .type("build"))
                .isEqualTo(new Ran(0, "", ""));
    }

    @Test
    void variablesKeepTheirTypes() {
        Shell shell = Shell.small(folder)
                .file(
                        "models/staging/orders.sql",
                        "<#if var('flag')>select ${var('n') + 1} as id, '${var('t')}' as t</#if>");

        Ran ran = shell.run("compile", "--select", "orders", "--vars", "{flag: true, n: 1000000, t: '007'}");

        assertThat(ran.out()).isEqualTo("select 1000001 as id, '007' as t\n");
    }

    @Test
    void everyLineOfJsonProgressIsAnObject() throws IOException {
        Shell shell = Shell.small(folder).file("models/staging/bad.sql", "select nothing");

        Ran ran = shell.run("build", "--log-format", "json");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).isEmpty();
        ObjectMapper json = new ObjectMapper();
        for (String line : ran.outLines())
            assertThat(json.readTree(line).get("event").asText()).isNotEmpty();
        assertThat(ran.outLines().get(0)).contains("\"writes_to\"");
        assertThat(ran.outLines().get(1)).contains("\"run_started\"");
        assertThat(ran.out()).contains("models/staging/bad.sql:1:8 Cannot build model 'bad'");
    }

    @Test
    void whatBecameOfTheOperationsOfAChangeStreamIsToldToMachinesToo() throws IOException {
        Shell shell = Shell.small(folder)
                .file("seeds/changes.csv", "id,name,op,s\n1,a,I,1\n1,b,U,2\n2,c,U,3\n")
                .file("models/analytics/customers.sql", """
                        <@config materialized="incremental" incremental_strategy="cdc" unique_key="id"
                            operation_column="op" sequence_column="s" />
                        select id, name, op, s from ${ref("changes")}
                        """);
        assertThat(shell.run("build").code()).isZero();

        Ran ran = shell.run("build", "--select", "customers", "--log-format", "json");

        String ended = ran.outLines().stream()
                .filter(line -> line.contains("\"node_ended\""))
                .findFirst()
                .orElseThrow();
        JsonNode event = new ObjectMapper().readTree(ended);
        assertThat(event.get("operations_applied").asLong()).isZero();
        assertThat(event.get("operations_stale").asLong()).isEqualTo(3);
        assertThat(event.get("operations_unknown").asLong()).isZero();
        assertThat(event.get("rows_inserted").asLong()).isZero();
        assertThat(
                        shell.value(
                                "select string_agg(operations_applied || '/' || operations_stale || '/' || operations_unknown, ' '"
                                        + " order by completed_at) from dev_ashlar_meta.node_runs where node like '%customers'"))
                .isEqualTo("3/0/1 0/3/0");
    }

    @Test
    void quietPrintsOnlyWhatFailed() {
        Shell shell = Shell.small(folder);

        assertThat(shell.run("build", "--quiet")).isEqualTo(new Ran(0, "", ""));
    }

    @Test
    void failuresReachTheCiServerAsJUnitXml() {
        Shell shell = Shell.small(folder).file("models/staging/bad.sql", "select \u0001nothing from nowhere");
        Path xml = folder.resolve("out/junit.xml");

        assertThat(shell.run("build", "--junit-xml", xml.toString()).code()).isEqualTo(1);

        assertThat(shell.read("out/junit.xml"))
                .contains("<testsuite name=\"shop\" tests=\"2\" failures=\"0\" errors=\"1\" skipped=\"0\">")
                .contains("file=\"models/staging/bad.sql\"")
                .endsWith("</testsuite>");
    }

    @Test
    void secretsAreMaskedWhereverTheyWouldShow() {
        Shell shell = Shell.small(folder)
                .with("ASHLAR_SECRET_WORD", "hunter-two")
                .file("models/analytics/s.sql", "select error('no ${env_var(\"ASHLAR_SECRET_WORD\")}') as e");

        Ran ran = shell.run("build");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out() + ran.err()).doesNotContain("hunter-two").contains("*****");
        assertThat(shell.files("target")).anyMatch(file -> file.endsWith(".log"));
        for (String file : shell.files("target")) {
            assertThat(shell.read("target/" + file)).as(file).doesNotContain("hunter-two");
        }
    }

    @Test
    void warningsCanBeMadeErrors() {
        Shell shell = Shell.small(folder).file("models/staging/a.SQL", "select 1");

        assertThat(shell.run("build").code()).isZero();
        Ran strict = shell.run("build", "--warn-error");
        assertThat(strict.code()).isEqualTo(2);
        assertThat(strict.err())
                .isEqualTo("error: models/staging/a.SQL This file is not read. Write its ending in lower case.\n");
    }

    @Test
    void theFirstFailureCanEndTheRun() {
        Shell shell = Shell.small(folder)
                .file("models/staging/orders.sql", "select nothing")
                .file("models/staging/second.sql", "select * from ${ref('orders')}")
                .file("models/staging/third.sql", "-- depends on nothing\nselect 1 as id");

        Ran ran = shell.run("build", "--fail-fast", "--threads", "1");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("Stopped at the first failure in ");
    }
}
