package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ashlar.cli.Shell.Ran;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a newcomer types in the first hour, on the project that {@code init} makes. */
final class CommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Shell shop;

    @BeforeEach
    void init() {
        shop = Shell.shop(folder);
    }

    private Ran well(Ran ran) {
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        return ran;
    }

    @Test
    void theFirstBuildStandsAndIsTested() {
        Ran built = well(shop.run("build"));

        assertThat(built.outLines().get(0)).isEqualTo("ashlar build: shop on dev (duckdb), 4 threads");
        assertThat(built.out()).contains(": 4 ok, 9 passed.");
        assertThat(shop.value("select sum(revenue) as r from ${ref('daily_revenue')}"))
                .isEqualTo("177.65");
        assertThat(well(shop.run("build")).out()).contains(": 4 ok, 9 passed.");
    }

    @Test
    void nothingIsWrittenOverWhenAProjectIsMade() {
        Ran again = shop.type("init", shop.project().toString());

        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err())
                .isEqualTo("error: There is a file or folder '" + shop.project()
                        + "' already; nothing was written. Choose another name, or remove it.\n");
        assertThat(shop.type("init", folder.resolve("My Shop").toString()).err())
                .isEqualTo("error: A project cannot be named 'My Shop'. Begin with a lower-case letter; go on with"
                        + " lower-case letters, digits and _.\n");
    }

    @Test
    void partsOfABuildCanBeRunOneByOne() {
        for (String part : new String[] {"load", "seed", "snapshot", "run", "test"}) well(shop.run(part));

        assertThat(shop.value("select count(*) as n from ${ref('daily_revenue')}"))
                .isEqualTo("4");
    }

    @Test
    void recordsOfAFreshTargetAreEmpty() {
        assertThat(well(shop.run("status")).out()).isEqualTo("No run is recorded on target 'dev' yet.\n");

        Ran retry = shop.run("retry");
        assertThat(retry.code()).isEqualTo(2);
        assertThat(retry.err())
                .isEqualTo("error: No run is recorded on target 'dev'. See 'ashlar status' for the runs there are.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--assume new", "--assume existing"})
    void aDryRunOfAFreshTargetPrintsEveryStatementAndSendsNone(String assumption) {
        Ran ran = well(shop.run(("build --dry-run " + assumption).strip()));

        String schema = "create schema if not exists \"dev_analytics\";\n";
        if (assumption.endsWith("existing")) assertThat(ran.out()).doesNotContain(schema);
        else assertThat(ran.out()).startsWith(schema);
        assertThat(ran.out()).contains("-- source.shop.shop.orders\n", "-- model.shop.daily_revenue\n", "commit;\n");
        assertThat(shop.value("select count(*) as n from duckdb_tables()")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "redshift"})
    void aServersStatementsArePrintedWithoutAConnection(String engine) {
        shop.file("profiles.yml", "shop: { target: there, outputs: { there: { type: " + engine + ", schema: ci } } }");

        Ran ran = well(shop.run("run --dry-run --assume new --select daily_revenue"));

        assertThat(ran.out())
                .contains("create table \"ci_analytics\".\"daily_revenue__new\"", "\"ci_ashlar_meta\".\"markers\"");
    }

    /** Plans that ask about what they staged go on without an answer. */
    @ParameterizedTest
    @ValueSource(strings = {"changelog", "timestamp"})
    void statementsThatFollowWhatIsReadArePrintedWithoutIt(String strategy) {
        shop.file("profiles.yml", "shop: { target: there, outputs: { there: { type: redshift, schema: ci } } }");
        shop.file(
                "snapshots/h.sql",
                "<@config strategy='" + strategy + "' unique_key='id' updated_at='seen' />\n"
                        + "select 1 as id, timestamp '2026-01-01 00:00:00' as seen");
        shop.file(
                "snapshots/h.yml",
                "snapshots: [{ name: h, columns: [{ name: id, data_type: integer }, { name: seen, data_type: timestamp }] }]");

        Ran ran = well(shop.run("snapshot --dry-run --assume existing"));

        assertThat(ran.out())
                .containsOnlyOnce("create temporary table \"h__batch\"")
                .contains("insert into \"ci_snapshots\".\"h\"", "commit;\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--assume existing"})
    void aDryRunOfAnIncrementKnowsWhatItsContractPromises(String assumption) {
        String kept = "<@config materialized='incremental' unique_key='ID' />\nselect 1 as id, 'a' as name\n";
        String promises = "models: [{ name: kept, config: { contract: { enforced: true } }, columns: [{ name: id,"
                + " data_type: integer }, { name: Name, data_type: varchar }] }]";
        shop.file("models/analytics/kept.sql", kept).file("models/analytics/kept.yml", promises);
        well(shop.run("build --select kept"));

        Ran ran = well(shop.run(("build --dry-run --select kept " + assumption).strip()));

        assertThat(ran.out())
                .contains("temporary table \"kept__batch\"", "\"dev_analytics\".\"kept\"", "commit;\n")
                .containsOnlyOnce("-- the staged columns and keys are read");

        shop.file("models/analytics/kept.yml", promises.replace("integer", "date"));
        Ran other = shop.run("build --dry-run --select kept");
        assertThat(other.out() + other.err())
                .contains("model 'kept' breaks its contract: column 'id' is INTEGER, declared date.");
    }

    @Test
    void assumptionsGoWithDryRuns() {
        Ran ran = shop.run("build --assume new");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).isEqualTo("error: --assume goes with --dry-run. Add --dry-run.\n");
    }

    @Test
    void listsInEveryForm() throws IOException {
        assertThat(well(shop.run("ls", "--select", "stg_orders+", "--resource-type", "model"))
                        .outLines())
                .containsExactly("shop.analytics.daily_revenue", "shop.staging.stg_orders");
        assertThat(well(shop.run("ls", "--output", "path", "--select", "stg_orders", "--resource-type", "model"))
                        .out())
                .isEqualTo("models/staging/stg_orders.sql\n");
        for (String line : well(shop.run("ls", "--output", "json")).outLines()) {
            assertThat(JSON.readTree(line).get("unique_id").asText()).contains(".shop.");
        }
        assertThat(well(shop.run("ls", "--output", "json", "--output-keys", "name", "--resource-type", "seed"))
                        .out())
                .isEqualTo("{\"name\":\"countries\"}\n");
    }

    @Test
    void compilesToFilesAndOneModelToTheTerminal() {
        well(shop.run("load"));

        assertThat(well(shop.run("compile", "--select", "stg_orders")).out())
                .contains("from \"dev_raw\".\"orders\"")
                .doesNotContain("${");
        assertThat(shop.read("target/compiled/shop/models/staging/stg_orders.sql"))
                .contains("\"dev_raw\".\"orders\"");
        assertThat(well(shop.run("compile", "--inline", "select * from ${ref('countries')}"))
                        .out())
                .isEqualTo("select * from \"dev_seeds\".\"countries\"\n");
    }

    @Test
    void showsRowsInEveryForm() throws IOException {
        well(shop.run("build"));
        String query = "select order_id, ordered_at, amount, null as nothing, 'a,\"b' as t from ${ref('stg_orders')}"
                + " order by order_id";

        assertThat(well(shop.run("show", "--limit", "1", "--inline", query)).outLines())
                .containsExactly(
                        "order_id  ordered_at           amount  nothing  t",
                        "--------  -------------------  ------  -------  ----",
                        "1         2026-10-01 09:15:00  40.00   null     a,\"b");
        assertThat(well(shop.run("show", "--limit", "1", "--output", "csv", "--inline", query))
                        .outLines())
                .containsExactly("order_id,ordered_at,amount,nothing,t", "1,2026-10-01 09:15:00,40.00,,\"a,\"\"b\"");
        JsonNode rows = JSON.readTree(well(shop.run("show", "--limit", "-1", "--output", "json", "--inline", query))
                .out());
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0).get("nothing").isNull()).isTrue();
        assertThat(rows.get(0).get("amount").decimalValue()).isEqualByComparingTo("40");
        assertThat(well(shop.run("show", "--select", "countries", "--output", "csv"))
                        .outLines())
                .hasSize(4);
    }

    @Test
    void showWantsToKnowWhat() {
        assertThat(shop.run("show").err())
                .isEqualTo("error: Nothing to show. Name a model with --select, or give a query with --inline.\n");
        assertThat(shop.run("show", "--output", "json", "--select", "countries", "stg_orders")
                        .err())
                .isEqualTo(
                        "error: --output json holds the rows of one node, but 2 are selected. Select one of them.\n");
        assertThat(shop.run("show", "--limit", "-5", "--inline", "select 1 as n")
                        .err())
                .isEqualTo("error: --limit cannot be -5. Write -1 for all rows.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"freshness", "source freshness"})
    void freshnessIsJudgedAndWritten(String command) throws IOException {
        well(shop.run("load"));

        assertThat(well(shop.run(command)).out()).contains("shop.orders  pass");
        assertThat(JSON.readTree(shop.read("target/sources.json")).get("results"))
                .hasSize(1);
    }

    @Test
    void aTestThatFailsInAGateLeavesEverythingAndIsRetriedWhenMended() {
        well(shop.run("build"));
        shop.file("seeds/countries.csv", "country_code,country_name\nDE,Germany\nFR,France\n");

        Ran failed = shop.run("build");

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out())
                .contains("not published: 1 test failed")
                .contains("  run it again: ashlar test --project-dir " + shop.project() + " --on-failed --select "
                        + "relationships_stg_orders_country_code__country_code__ref_countries_\n")
                .endsWith("Go on from here: ashlar retry --project-dir " + shop.project() + "\n");
        assertThat(shop.run("status").out()).contains("Failed in the newest run (go on with 'ashlar retry'):");
        assertThat(shop.run("retry").code()).isEqualTo(1);

        shop.file("seeds/countries.csv", "country_code,country_name\nDE,Germany\nFR,France\nNL,Netherlands\n");
        well(shop.run("build", "--select", "countries", "--indirect-selection", "empty"));
        assertThat(shop.run("retry").out()).contains("Nothing to do again");
        well(shop.run("build"));
    }

    @Test
    void retryGoesOnWithoutTheTargetFolder() {
        shop.file("models/analytics/later.sql", "select 1 / 0 as x, error('not yet') as e");
        assertThat(shop.run("build").code()).isEqualTo(1);
        well(shop.run("clean"));
        assertThat(shop.files("target")).isEmpty();
        shop.file("models/analytics/later.sql", "select 1 as x");

        Ran retried = well(shop.run("retry"));

        assertThat(retried.out()).contains("1/1  ok", "dev_analytics.later", ": 1 ok.");
        assertThat(well(shop.run("retry")).out()).startsWith("Nothing to do again: every node of run ");
    }

    @Test
    void anOperationSendsWhatAMacroWrites() {
        shop.file("macros/ops.ftl", "<#macro note text>create table main.notes as select '${text}' as t</#macro>");

        assertThat(well(shop.run("run-operation note", "--dry-run", "--args", "{text: hello}"))
                        .out())
                .isEqualTo("create table main.notes as select 'hello' as t\n");
        assertThat(well(shop.run("run-operation note", "--args", "{text: hello}"))
                        .out())
                .isEqualTo("Ran macro 'note'.\n");
        assertThat(shop.value("select t from main.notes")).isEqualTo("hello");
        assertThat(shop.run("run-operation", "--args", "{}").code()).isEqualTo(2);
    }

    @Test
    void cleanEmptiesTheTargetFolderAndLeavesTheWarehouse() {
        well(shop.run("build"));

        well(shop.run("clean"));

        assertThat(shop.files("target")).isEmpty();
        assertThat(shop.value("select count(*) as n from ${ref('daily_revenue')}"))
                .isEqualTo("4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "init",
                "debug",
                "build",
                "load",
                "seed",
                "run",
                "snapshot",
                "test",
                "retry",
                "publish",
                "freshness",
                "parse",
                "compile",
                "ls",
                "show",
                "run-operation",
                "status",
                "unlock",
                "clean"
            })
    void theHelpOfEveryCommandHasAnExample(String command) {
        Ran help = shop.type(command, "--help");

        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).contains("Usage: ashlar " + command).containsPattern("Example:\\s+ashlar " + command);
    }
}
