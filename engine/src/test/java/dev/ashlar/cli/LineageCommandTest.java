package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ashlar.cli.Shell.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageCommandTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void project() {
        shell = Shell.small(folder)
                .file("models/sources.yml", """
                        sources:
                          - name: raw
                            tables:
                              - name: sales
                                external: { location: landing/sales.csv, format: csv }
                                columns:
                                  - { name: id, data_type: bigint }
                                  - { name: cents, data_type: bigint }
                                  - { name: state, data_type: varchar }
                        """)
                .file("models/staging/base.sql", """
                        <@config materialized="ephemeral" />
                        select * from ${source("raw", "sales")} where state <> 'x'
                        """)
                .file(
                        "models/staging/stg.sql",
                        "select id, cents / 100.0 as amount, state as status from ${ref(\"base\")} b")
                .file(
                        "models/analytics/revenue.sql",
                        "select status, sum(amount) as revenue from ${ref(\"stg\")} s group by status")
                .file("models/analytics/odd.sql", "pivot ${ref(\"stg\")} on status using sum(id)");
    }

    @Test
    void showsTheWayUpThroughEphemeralModelsToTheSource() {
        Ran ran = shell.run("lineage", "revenue.revenue", "--upstream");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.outLines())
                .containsExactly(
                        "revenue.revenue",
                        "comes from",
                        "  stg.amount  aggregated",
                        "    base.cents  transformed",
                        "      raw.sales.cents  passed on");
        assertThat(Files.exists(folder.resolve(".ashlar/dev.duckdb"))).isFalse();
    }

    @Test
    void aTemplateThatAsksTheWarehouseIsNotRenderedForIt() {
        shell.file(
                "models/analytics/asks.sql",
                "<#assign n = run_query('select 1 as one')>select ${n?size} as n, status from ${ref(\"stg\")} s");
        Ran ran = shell.run("lineage", "asks");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("which is not connected to");
        assertThat(Files.exists(folder.resolve(".ashlar/dev.duckdb"))).isFalse();
    }

    @Test
    void showsTheWayDownAndWhereItOnlyFilters() {
        assertThat(shell.run("lineage", "raw.sales.STATE", "--downstream").outLines())
                .containsExactly(
                        "raw.sales.state  varchar",
                        "goes to",
                        "  base.state  passed on",
                        "    stg.status  renamed",
                        "      revenue.status  passed on",
                        "      revenue  filters",
                        "  base  filters");
    }

    @Test
    void showsAWholeNode() {
        assertThat(shell.run("lineage", "stg").outLines())
                .containsExactly(
                        "stg",
                        "  id  bigint",
                        "    <- base.id  passed on",
                        "  amount",
                        "    <- base.cents  transformed",
                        "    -> revenue.revenue  aggregated",
                        "  status  varchar",
                        "    <- base.state  renamed",
                        "    -> revenue.status  passed on",
                        "    -> revenue  filters");
    }

    @Test
    void saysWhatItCannotFollow() {
        assertThat(shell.run("lineage", "odd").out())
                .contains("there may be more columns: a query of a form that lineage cannot parse");
    }

    @Test
    void columnsOfSourcesThatNobodyListsAreFoundWhereTheyAreNamed() {
        shell.file("models/outside.yml", """
                        sources:
                          - name: crm
                            tables: [{ name: people, columns: [{ name: id }] }]
                        """).file("models/staging/people.sql", """
                        with source as (select * from ${source("crm", "people")}),
                        named as (select id, mail as email, upper(source.town) as town from source)
                        select n.*, o.nothing_of_it from named n cross join ${source("crm", "people")} o
                        """);
        assertThat(shell.run("lineage", "people", "--upstream").outLines())
                .containsExactly(
                        "people",
                        "  id",
                        "    <- crm.people.id  passed on",
                        "  email",
                        "    <- crm.people.mail  renamed",
                        "  town",
                        "    <- crm.people.town  transformed",
                        "  nothing_of_it",
                        "    <- crm.people.nothing_of_it  passed on");
        assertThat(shell.run("lineage", "crm.people.town", "--downstream").outLines())
                .containsExactly("crm.people.town", "goes to", "  people.town  transformed");
    }

    @Test
    void givesJson() throws IOException {
        JsonNode column = new ObjectMapper()
                .readTree(shell.run("lineage", "revenue.revenue", "--output", "json")
                        .out());
        assertThat(column.path("node").asText()).isEqualTo("model.shop.revenue");
        assertThat(column.path("upstream")).hasSize(3);
        assertThat(column.path("upstream").path(2).path("from").path("node").asText())
                .isEqualTo("source.shop.raw.sales");
        assertThat(column.path("upstream").path(2).path("distance").asInt()).isEqualTo(3);
        assertThat(column.path("downstream")).isEmpty();
        assertThat(column.path("unresolved")).isEmpty();
        JsonNode node = new ObjectMapper()
                .readTree(shell.run("lineage", "stg", "--output", "json").out());
        assertThat(node.path("columns")
                        .path(1)
                        .path("origins")
                        .path(0)
                        .path("kind")
                        .asText())
                .isEqualTo("transformed");
        assertThat(node.path("columns")
                        .path(1)
                        .path("uses")
                        .path(0)
                        .path("column")
                        .asText())
                .isEqualTo("revenue");
    }

    @Test
    void suggestsNamesThatAreNear() {
        Ran noNode = shell.run("lineage", "revenu.revenue");
        assertThat(noNode.code()).isEqualTo(2);
        assertThat(noNode.err())
                .contains("There is no model, snapshot, seed or source 'revenu.revenue'. Did you mean 'revenue'?");
        Ran noColumn = shell.run("lineage", "stg.amont");
        assertThat(noColumn.code()).isEqualTo(2);
        assertThat(noColumn.err()).contains("'stg' has no column 'amont'. Did you mean 'amount'?");
    }

    @Test
    void theManifestOfCompileHoldsTheLineage() throws IOException {
        assertThat(shell.run("compile").code()).isZero();
        JsonNode lineage = new ObjectMapper()
                .readTree(folder.resolve("target/manifest.json").toFile())
                .path("nodes")
                .path("model.shop.stg")
                .path("meta")
                .path("ashlar")
                .path("lineage");
        assertThat(lineage.path("columns")
                        .path("status")
                        .path("origins")
                        .path(0)
                        .toString())
                .isEqualTo("{\"node\":\"model.shop.base\",\"column\":\"state\",\"kind\":\"renamed\"}");
    }
}
