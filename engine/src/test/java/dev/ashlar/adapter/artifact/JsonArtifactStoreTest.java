package dev.ashlar.adapter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import dev.ashlar.port.ArtifactStore.Journal;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.PastRun;
import dev.ashlar.report.RowCounts;
import dev.ashlar.report.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonArtifactStoreTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path folder;

    private Path target;
    private JsonArtifactStore store;

    @BeforeEach
    void open() {
        target = folder.resolve("target");
        store = reopened();
    }

    private JsonArtifactStore reopened() {
        return new JsonArtifactStore(
                folder,
                target,
                "duckdb",
                "0.1.0",
                Clock.fixed(SampleProject.NOW, ZoneOffset.UTC),
                text -> text.replace("hunter2", "*****"));
    }

    private JsonNode read(String name) throws IOException {
        return MAPPER.readTree(target.resolve(name).toFile());
    }

    private JsonNode manifest() throws IOException {
        store.writeManifest(
                SampleProject.project(), SampleProject.INVOCATION, Map.of(SampleProject.ORDERS, "select 1"));
        return read("manifest.json");
    }

    @Test
    void holdsEveryNodeInItsSection() throws IOException {
        JsonNode manifest = manifest();
        List<String> found = new ArrayList<>();
        for (String section : List.of("nodes", "sources", "exposures", "unit_tests")) {
            manifest.path(section).fieldNames().forEachRemaining(found::add);
        }
        List<String> expected = new ArrayList<>(SampleProject.project().nodes().keySet().stream()
                .map(NodeId::value)
                .toList());
        expected.add("operation.shop.shop-on-run-start-0");
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(manifest.path("disabled").has("model.shop.off")).isTrue();
        assertThat(manifest.path("metadata").path("adapter_type").asText()).isEqualTo("duckdb");
    }

    @Test
    void fillsWhatReadersOfAModelUse() throws IOException {
        JsonNode orders = manifest().path("nodes").path("model.shop.orders.v2");
        assertThat(orders.path("unique_id").asText()).isEqualTo("model.shop.orders.v2");
        assertThat(orders.path("fqn").toString()).isEqualTo("[\"shop\",\"staging\",\"orders\"]");
        assertThat(orders.path("original_file_path").asText()).isEqualTo("models/staging/orders.sql");
        assertThat(orders.path("path").asText()).isEqualTo("staging/orders.sql");
        assertThat(orders.path("patch_path").asText()).isEqualTo("shop://models/properties.yml");
        assertThat(orders.path("relation_name").asText()).isEqualTo("\"analytics\".\"orders\"");
        assertThat(orders.path("raw_code").asText()).startsWith("select ${1}");
        assertThat(orders.path("compiled_code").asText()).isEqualTo("select 1");
        assertThat(orders.path("compiled_path").asText()).isEqualTo("target/compiled/shop/models/staging/orders.sql");
        assertThat(orders.path("checksum").path("checksum").asText()).hasSize(64);
        assertThat(orders.path("depends_on").path("nodes").toString())
                .isEqualTo("[\"source.shop.till.orders\",\"model.shop.helper\",\"seed.shop.countries\"]");
        assertThat(orders.path("depends_on").path("macros").toString()).isEqualTo("[\"macro.shop.cents\"]");
        assertThat(orders.path("refs").findValuesAsText("name")).containsExactly("helper", "countries");
        assertThat(orders.path("sources").toString()).isEqualTo("[[\"till\",\"orders\"]]");
        assertThat(orders.path("config").path("materialized").asText()).isEqualTo("incremental");
        assertThat(orders.path("config")
                        .path("post-hook")
                        .path(0)
                        .path("transaction")
                        .asBoolean(true))
                .isFalse();
        assertThat(orders.path("config").path("tags").toString()).isEqualTo("[\"nightly\"]");
        assertThat(orders.path("columns").path("id").path("data_type").asText()).isEqualTo("bigint");
        assertThat(orders.path("columns").path("Größe \"x\"").path("name").asText())
                .isEqualTo("Größe \"x\"");
        assertThat(orders.path("meta").path("owner").asText()).isEqualTo("ann");
        assertThat(orders.path("meta").path("ashlar").path("layer").asText()).isEqualTo("analytics");
        assertThat(orders.path("primary_key").toString()).isEqualTo("[\"id\"]");
        assertThat(orders.path("constraints").path(0).path("to").asText()).isEqualTo("\"analytics\".\"countries\"");
        assertThat(orders.path("version").asText()).isEqualTo("2");
    }

    @Test
    void fillsWhatReadersOfATestUse() throws IOException {
        JsonNode test = manifest().path("nodes").path("test.shop.unique_orders_id.1a2b");
        assertThat(test.path("test_metadata").path("name").asText()).isEqualTo("unique");
        assertThat(test.path("test_metadata").path("kwargs").path("column_name").asText())
                .isEqualTo("id");
        assertThat(test.path("attached_node").asText()).isEqualTo("model.shop.orders.v2");
        assertThat(test.path("column_name").asText()).isEqualTo("id");
        assertThat(test.path("compiled").asBoolean(true)).isFalse();
    }

    @Test
    void mapsParentsChildrenAndGroups() throws IOException {
        JsonNode manifest = manifest();
        assertThat(manifest.path("parent_map").path("model.shop.helper").toString())
                .isEqualTo("[\"source.shop.till.orders\"]");
        assertThat(manifest.path("child_map").path("source.shop.till.orders").toString())
                .isEqualTo("[\"model.shop.helper\",\"model.shop.orders.v2\",\"test.shop.not_null_till_orders.9z\"]");
        assertThat(manifest.path("child_map").path("exposure.shop.board").toString())
                .isEqualTo("[]");
        assertThat(manifest.path("group_map").path("finance").toString())
                .isEqualTo("[\"model.shop.helper\",\"model.shop.orders.v2\"]");
    }

    @Test
    void hashesASeedsContent() throws IOException {
        Files.createDirectories(folder.resolve("seeds"));
        Files.writeString(folder.resolve("seeds/countries.csv"), "code\nde\n");
        String before = manifest()
                .path("nodes")
                .path("seed.shop.countries")
                .path("checksum")
                .path("checksum")
                .asText();
        Files.writeString(folder.resolve("seeds/countries.csv"), "code\nfr\n");
        String after = manifest()
                .path("nodes")
                .path("seed.shop.countries")
                .path("checksum")
                .path("checksum")
                .asText();
        assertThat(before).hasSize(64).isNotEqualTo(after);
    }

    @Test
    void remembersTheLastRunsNewestFirst() throws IOException {
        for (int i = 0; i < 22; i++) store.writeRunResults(SampleProject.project(), report(SampleProject.results()));
        store.writeRunResults(SampleProject.project(), report(List.of()));
        Files.writeString(target.resolve("history/9999999999999-torn.json"), "{\"invocation_id\": ");
        List<PastRun> runs = reopened().history();
        assertThat(runs).isNotEmpty().hasSizeLessThanOrEqualTo(20);
        PastRun run = runs.get(runs.size() - 1);
        assertThat(run.command()).isEqualTo(SampleProject.INVOCATION.command());
        assertThat(run.nodes().stream().map(PastRun.NodeRun::status))
                .containsExactly("success", "success", "error", "fail", "warn", "pass", "skipped", "no-op");
        assertThat(run.nodes().get(0).rows()).contains(3L);
        assertThat(run.nodes().get(1).rows()).isEmpty();
        assertThat(run.nodes().get(3).failures()).contains(3L);
        assertThat(run.nodes().get(2).message()).isEqualTo("models/staging/orders.sql:4:2 No such column.");
    }

    @Test
    void saysHowEachNodeEndedInDbtsWords() throws IOException {
        store.writeRunResults(SampleProject.project(), report(SampleProject.results()));
        JsonNode results = read("run_results.json").path("results");
        assertThat(results.findValuesAsText("status"))
                .containsExactly("success", "success", "error", "fail", "warn", "pass", "skipped", "no-op");
        assertThat(results.path(0).path("adapter_response").toString())
                .isEqualTo(
                        "{\"rows_affected\":3,\"rows_inserted\":3,\"rows_updated\":0,\"rows_deleted\":0,\"commits\":1}");
        assertThat(results.path(1).path("adapter_response").toString()).isEqualTo("{\"commits\":2}");
        assertThat(results.path(2).path("message").asText()).isEqualTo("models/staging/orders.sql:4:2 No such column.");
        assertThat(results.path(3).path("message").asText()).isEqualTo("Got 3 results, configured to fail if > 10");
        assertThat(results.path(3).path("failures").asLong()).isEqualTo(3);
        assertThat(results.path(4).path("message").asText()).isEqualTo("Got 1 result, configured to warn if != 0");
        assertThat(results.path(5).path("failures").asLong(-1)).isZero();
        assertThat(results.path(6).path("timing").toString()).isEqualTo("[]");
        assertThat(results.path(0).path("execution_time").asDouble()).isEqualTo(1.5);
        assertThat(read("run_results.json").path("args").path("which").asText()).isEqualTo("build");
    }

    private static RunReport report(List<dev.ashlar.report.NodeResult> results) {
        return new RunReport(
                SampleProject.INVOCATION, RunReport.Ending.COMPLETE, SampleProject.NOW.plusSeconds(2), results);
    }

    @Test
    void masksSecretsWhereverTheyStand() throws IOException {
        Project project = SampleProject.project();
        Invocation invocation = new Invocation(
                "i",
                "run",
                List.of("--vars", "{p: hunter2}"),
                Map.of("p", "hunter2", "hunter2", 1),
                "dev",
                SampleProject.NOW,
                "");
        Outcome error = new Outcome.Error(Diagnostic.error("password hunter2 refused", ""));
        List<dev.ashlar.report.NodeResult> results = List.of(SampleProject.result(SampleProject.ORDERS, error));
        store.writeManifest(project, invocation, Map.of(SampleProject.ORDERS, "select 'hunter2'"));
        store.writeRunResults(
                project, new RunReport(invocation, RunReport.Ending.COMPLETE, SampleProject.NOW, results));
        store.writeCompiled(SampleProject.ORDERS, "models/orders.sql", "select 'hunter2'");
        store.writeRun(SampleProject.ORDERS, "models/orders.sql", "select 'hunter2'");
        store.journal(invocation, results.get(0));
        try (Stream<Path> files = Files.walk(target)) {
            List<Path> written = files.filter(Files::isRegularFile).toList();
            assertThat(written).hasSize(7);
            for (Path file : written)
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("hunter2");
        }
    }

    @Test
    void readsTheJournalOfAKilledRunWithATornLastLine() throws IOException {
        SampleProject.results().forEach(result -> store.journal(SampleProject.INVOCATION, result));
        byte[] torn =
                "{\"unique_id\":\"model.shop.helper\",\"status\":\"ü".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Files.write(
                target.resolve("journal.jsonl"),
                java.util.Arrays.copyOf(torn, torn.length - 1),
                StandardOpenOption.APPEND);

        Journal journal = reopened().lastJournal().orElseThrow();
        assertThat(journal.invocation()).isEqualTo(SampleProject.INVOCATION);
        assertThat(journal.statuses())
                .hasSize(8)
                .containsEntry(SampleProject.GENERIC, "fail")
                .containsEntry(SampleProject.EPHEMERAL, "no-op");
    }

    @Test
    void beginsTheJournalAnewWithEachRun() {
        store.journal(SampleProject.INVOCATION, SampleProject.results().get(0));
        Invocation next = new Invocation("next", "run", List.of(), Map.of(), "dev", SampleProject.NOW, "");
        store.journal(next, SampleProject.results().get(1));
        assertThat(store.lastJournal().orElseThrow().invocation().id()).isEqualTo("next");
        assertThat(store.lastJournal().orElseThrow().statuses()).containsOnlyKeys(SampleProject.SEED);
    }

    @Test
    void hasNoJournalBeforeTheFirstRun() {
        assertThat(store.lastJournal()).isEmpty();
        assertThat(store.durations()).isEmpty();
    }

    @Test
    void remembersDurationsOverRunsOfDifferentNodes() {
        store.writeRunResults(
                SampleProject.project(), report(List.of(SampleProject.results().get(0))));
        store.writeRunResults(
                SampleProject.project(), report(List.of(SampleProject.results().get(3))));
        store.journal(
                SampleProject.INVOCATION,
                SampleProject.result(SampleProject.SEED, new Outcome.Success(RowCounts.NONE, 1)));
        store.journal(SampleProject.INVOCATION, SampleProject.results().get(2)); // failed: says nothing
        assertThat(reopened().durations())
                .containsOnlyKeys(SampleProject.SOURCE, SampleProject.GENERIC, SampleProject.SEED)
                .containsValue(1.5);
    }

    @Test
    void takesDurationsFromRunResultsAlone() throws IOException {
        store.writeRunResults(
                SampleProject.project(), report(List.of(SampleProject.results().get(0))));
        Files.delete(target.resolve("durations.json"));
        assertThat(reopened().durations()).containsOnly(Map.entry(SampleProject.SOURCE, 1.5));
        Files.writeString(target.resolve("run_results.json"), "{ torn");
        assertThat(reopened().durations()).isEmpty();
    }

    @Test
    void writesTenThousandNodesWithoutAWait() throws IOException {
        TreeMap<NodeId, Node> nodes = new TreeMap<>();
        Map<NodeId, String> compiled = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            NodeId id = SampleProject.id(NodeKind.MODEL, "m" + i);
            NodeId[] parents = i == 0 ? new NodeId[0] : new NodeId[] {SampleProject.id(NodeKind.MODEL, "m" + i / 2)};
            nodes.put(
                    id,
                    SampleProject.model(id, "m" + i, new Materialization.Table(), Optional.empty(), Map.of(), parents));
            compiled.put(id, "select 1 as id ".repeat(50));
        }
        Project small = SampleProject.project();
        Project large = new Project(
                small.name(),
                small.version(),
                List.of(),
                nodes,
                new TreeMap<>(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                small.schemas());
        // Tenths of a second here; the guard is against anything that grows with the square.
        Assertions.assertTimeout(
                Duration.ofSeconds(60), () -> store.writeManifest(large, SampleProject.INVOCATION, compiled));
        assertThat(read("manifest.json").path("nodes").size()).isEqualTo(10_000);
    }
}
