package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenLineageTest {
    private static final String SPEC = "https://openlineage.io/spec/";

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void project() {
        shell = Shell.small(folder)
                .file("seeds/payments.csv", "id,order_id,amount\n1,1,10\n2,1,5\n")
                .file("models/staging/paid.sql", """
                        <@config materialized="ephemeral" />
                        select order_id, amount * 2 as doubled from ${ref("payments")} p where amount > 0
                        """)
                .file("models/analytics/totals.sql", """
                        select o.id, sum(paid.doubled) as total
                        from ${ref("orders")} as o join ${ref("paid")} as paid on paid.order_id = o.id
                        group by o.id
                        """)
                .file("models/all.yml", """
                        models:
                          - name: orders
                            columns: [{ name: id, description: The key., data_tests: [unique] }]
                          - name: totals
                            columns: [{ name: total, data_tests: [{ accepted_values: { values: [1], severity: warn } }] }]
                        """);
    }

    @Test
    void everyRunHasOneBeginningAndOneEnd() throws IOException {
        List<JsonNode> events = events(0, "build");
        assertThat(events).hasSize(2 * (1 + 5));
        for (JsonNode event : events) sound(event);
        assertThat(types(events, "shop.build")).containsExactly("START", "COMPLETE");
        for (String job : List.of("model.shop.orders", "model.shop.totals", "seed.shop.payments")) {
            assertThat(types(events, job)).as(job).containsExactly("START", "COMPLETE");
        }
        assertThat(events.get(0).at("/job/name").asText()).isEqualTo("shop.build");
        String whole = events.get(0).at("/run/runId").asText();
        assertThat(events.stream().skip(1).limit(events.size() - 2L))
                .allSatisfy(event -> assertThat(
                                event.at("/run/facets/parent/run/runId").asText())
                        .isEqualTo(whole));
        assertThat(events.get(events.size() - 1).at("/run/runId").asText()).isEqualTo(whole);
    }

    @Test
    void columnsComeFromRelationsThroughEphemeralModels() throws IOException {
        JsonNode end = end(events(0, "build"), "model.shop.totals");
        assertThat(end.at("/inputs").findValuesAsText("name"))
                .containsExactlyInAnyOrder("dev.dev_staging.orders", "dev.dev_seeds.payments");
        JsonNode output = end.at("/outputs/0");
        assertThat(output.at("/name").asText()).isEqualTo("dev.dev_analytics.totals");
        assertThat(output.at("/namespace").asText()).startsWith("duckdb:///").endsWith("/.ashlar/dev.duckdb");
        assertThat(output.at("/facets/schema/fields").findValuesAsText("name")).containsExactly("id", "total");
        assertThat(output.at("/outputFacets/outputStatistics/rowCount").asInt()).isEqualTo(1);
        JsonNode columns = output.at("/facets/columnLineage");
        assertThat(origins(columns.at("/fields/id/inputFields")))
                .containsExactly("dev.dev_staging.orders.id DIRECT IDENTITY");
        assertThat(origins(columns.at("/fields/total/inputFields")))
                .containsExactly("dev.dev_seeds.payments.amount DIRECT AGGREGATION");
        assertThat(origins(columns.at("/dataset")))
                .containsExactlyInAnyOrder(
                        "dev.dev_seeds.payments.order_id INDIRECT FILTER",
                        "dev.dev_staging.orders.id INDIRECT FILTER",
                        "dev.dev_seeds.payments.amount INDIRECT FILTER");
        assertThat(end.at("/job/facets/sql/query").asText()).contains("sum(paid.doubled)");
        assertThat(end.at("/job/facets/sql/dialect").asText()).isEqualTo("duckdb");
    }

    @Test
    void testsAreAssertionsAboutWhatTheyRead() throws IOException {
        List<JsonNode> events = events(0, "build");
        List<String> said = new ArrayList<>();
        for (JsonNode event : events) {
            JsonNode assertion = event.at("/inputs/0/inputFacets/dataQualityAssertions/assertions/0");
            if (assertion.isMissingNode()) continue;
            said.add(event.path("eventType").asText() + " "
                    + assertion.path("assertion").asText() + " "
                    + assertion.path("column").asText() + " "
                    + assertion.path("success").asBoolean() + " "
                    + assertion.path("severity").asText());
        }
        assertThat(said)
                .containsExactlyInAnyOrder(
                        "COMPLETE unique id true error", "COMPLETE accepted_values total false warn");
    }

    @Test
    void whatFailsSaysWhyAndWhatIsSkippedNothing() throws IOException {
        shell.file("models/staging/orders.sql", "<@config materialized='table' />select cast('x' as integer) as id");
        List<JsonNode> events = events(1, "build");
        for (JsonNode event : events) sound(event);
        assertThat(types(events, "model.shop.orders")).containsExactly("START", "FAIL");
        JsonNode end = end(events, "model.shop.orders");
        assertThat(end.at("/run/facets/errorMessage/message").asText()).contains("Could not convert string 'x'");
        assertThat(end.at("/outputs")).isEmpty();
        assertThat(types(events, "model.shop.totals")).isEmpty();
        assertThat(types(events, "shop.build")).containsExactly("START", "FAIL");
    }

    @Test
    void aSchedulerIsTheParentAndRunsAreAppended() throws IOException {
        String run = "0190e6b4-0000-7000-8000-000000000001";
        shell.with("OPENLINEAGE_NAMESPACE", "nightly").with("OPENLINEAGE_PARENT_ID", "airflow/dag/task/" + run);
        events(0, "seed");
        List<JsonNode> events = events(0, "seed");
        assertThat(types(events, "shop.seed")).containsExactly("START", "COMPLETE", "START", "COMPLETE");
        assertThat(events)
                .allSatisfy(
                        event -> assertThat(event.at("/job/namespace").asText()).isEqualTo("nightly"));
        assertThat(events.get(0).at("/run/facets/parent/run/runId").asText()).isEqualTo(run);
        assertThat(events.get(0).at("/run/facets/parent/job/name").asText()).isEqualTo("dag/task");
        assertThat(events.get(1).at("/run/facets/parent/root/run/runId").asText())
                .isEqualTo(run);
    }

    @Test
    void aPlaceThatCannotBeWrittenToEndsTheRunBeforeItBegins() {
        Shell.Ran ran = shell.run("seed", "--openlineage", folder.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains("Cannot write the events of OpenLineage to " + folder + ": ")
                .doesNotContain(folder + ": " + folder)
                .contains("--openlineage");
        shell.with("OPENLINEAGE_PARENT_ID", "nobody");
        assertThat(shell.run("seed", "--openlineage", folder.resolve("o.ndjson").toString())
                        .err())
                .contains("OPENLINEAGE_PARENT_ID is 'nobody', which names no run.");
    }

    private List<JsonNode> events(int code, String command) throws IOException {
        Path file = folder.resolve("events/lineage.ndjson");
        Shell.Ran ran = shell.run(command, "--openlineage", file.toString());
        assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(code);
        List<JsonNode> events = new ArrayList<>();
        for (String line : shell.read("events/lineage.ndjson").lines().toList()) {
            events.add(new ObjectMapper().readTree(line));
        }
        return events;
    }

    private static List<String> types(List<JsonNode> events, String job) {
        return events.stream()
                .filter(event -> event.at("/job/name").asText().equals(job))
                .map(event -> event.path("eventType").asText())
                .toList();
    }

    private static JsonNode end(List<JsonNode> events, String job) {
        return events.stream()
                .filter(event -> event.at("/job/name").asText().equals(job))
                .filter(event -> !event.path("eventType").asText().equals("START"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> origins(JsonNode fields) {
        List<String> out = new ArrayList<>();
        for (JsonNode field : fields) {
            JsonNode how = field.at("/transformations/0");
            out.add(field.path("name").asText() + "." + field.path("field").asText() + " "
                    + how.path("type").asText() + " " + how.path("subtype").asText());
        }
        return out;
    }

    /** What the published schemas demand of a run event and of every facet. */
    private static void sound(JsonNode event) {
        assertThat(event.path("eventType").asText()).isIn("START", "COMPLETE", "FAIL", "ABORT");
        assertThat(Instant.parse(event.path("eventTime").asText())).isAfter("2020-01-01T00:00:00Z");
        assertThat(URI.create(event.path("producer").asText()).isAbsolute()).isTrue();
        assertThat(event.path("schemaURL").asText()).isEqualTo(SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent");
        assertThat(UUID.fromString(event.at("/run/runId").asText())).isNotNull();
        assertThat(event.at("/job/namespace").asText()).isNotEmpty();
        assertThat(event.at("/job/name").asText()).isNotEmpty();
        facets(event.at("/run/facets"), "Run");
        facets(event.at("/job/facets"), "Job");
        for (String side : List.of("inputs", "outputs")) {
            for (JsonNode dataset : event.path(side)) {
                assertThat(dataset.path("namespace").asText()).isNotEmpty();
                assertThat(dataset.path("name").asText()).isNotEmpty();
                facets(dataset.path("facets"), "Dataset");
                facets(dataset.path("inputFacets"), "Dataset");
                facets(dataset.path("outputFacets"), "OutputDataset");
            }
        }
    }

    private static void facets(JsonNode facets, String of) {
        for (JsonNode facet : facets) {
            assertThat(URI.create(facet.path("_producer").asText()).isAbsolute())
                    .isTrue();
            assertThat(facet.path("_schemaURL").asText())
                    .matches(SPEC.replace(".", "\\.") + "facets/\\d-\\d-\\d/(\\w+" + of + "Facet)\\.json#/\\$defs/\\1");
        }
        Set<String> known = Set.of(
                "parent",
                "processing_engine",
                "errorMessage",
                "jobType",
                "sql",
                "dataSource",
                "schema",
                "columnLineage",
                "dataQualityAssertions",
                "outputStatistics");
        facets.fieldNames().forEachRemaining(name -> assertThat(name).isIn(known));
    }
}
