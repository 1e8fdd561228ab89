package dev.ashlar.adapter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.port.ArtifactStore.FreshnessRow;
import dev.ashlar.report.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** dbt's published schemas lie outside the repository; where they are, every artifact is held against them. */
class ArtifactSchemaTest {
    private static final Path SCHEMAS =
            Path.of(System.getProperty("ashlar.shared", "../../shared")).resolve("schemas");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path folder;

    private JsonArtifactStore store() {
        return new JsonArtifactStore(
                folder,
                folder.resolve("target"),
                "duckdb",
                "0.1.0",
                Clock.fixed(SampleProject.NOW, ZoneOffset.UTC),
                text -> text);
    }

    static boolean schemasArePresent() {
        return Files.isDirectory(SCHEMAS);
    }

    @Test
    void theSchemasAreThereWhereTheyAreRequired() {
        boolean required = Set.of(
                        System.getenv().getOrDefault("CONFORMANCE_REQUIRED", "").split(","))
                .contains("schemas");
        assertThat(!required || schemasArePresent())
                .as("CONFORMANCE_REQUIRED names schemas, but there is no folder %s", SCHEMAS)
                .isTrue();
    }

    private JsonNode read(String artifact) throws IOException {
        return MAPPER.readTree(folder.resolve("target").resolve(artifact).toFile());
    }

    private static List<String> faults(JsonNode written, String schema) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(MAPPER.readTree(SCHEMAS.resolve(schema).toFile()))
                .validate(written)
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private void validate(String artifact, String schema) throws IOException {
        assertThat(faults(read(artifact), schema)).isEmpty();
    }

    @Test
    @EnabledIf("schemasArePresent")
    void aFaultInOneNodeIsFound() throws IOException {
        store().writeManifest(SampleProject.project(), SampleProject.INVOCATION, Map.of());
        JsonNode manifest = read("manifest.json");
        ((ObjectNode) manifest.path("nodes").path(SampleProject.ORDERS.value())).put("unknown_field", 1);
        assertThat(faults(manifest, "manifest-v12.json")).isNotEmpty();
    }

    @Test
    @EnabledIf("schemasArePresent")
    void theManifestIsValid() throws IOException {
        store().writeManifest(
                        SampleProject.project(), SampleProject.INVOCATION, Map.of(SampleProject.ORDERS, "select 1"));
        validate("manifest.json", "manifest-v12.json");
    }

    @Test
    @EnabledIf("schemasArePresent")
    void runResultsAreValid() throws IOException {
        RunReport report = new RunReport(
                SampleProject.INVOCATION,
                RunReport.Ending.COMPLETE,
                SampleProject.NOW.plusSeconds(2),
                SampleProject.results());
        store().writeRunResults(SampleProject.project(), report);
        validate("run_results.json", "run-results-v6.json");
    }

    @Test
    @EnabledIf("schemasArePresent")
    void freshnessResultsAreValid() throws IOException {
        NodeId source = SampleProject.SOURCE;
        RunReport report = new RunReport(
                SampleProject.INVOCATION, RunReport.Ending.COMPLETE, SampleProject.NOW, SampleProject.results());
        store().writeSources(
                        SampleProject.project(),
                        report,
                        List.of(
                                new FreshnessRow(
                                        source, "warn", Optional.of("2026-11-19T00:00:00Z"), Optional.of(180000.5), ""),
                                new FreshnessRow(source, "error", Optional.empty(), Optional.empty(), ""),
                                new FreshnessRow(
                                        source, "error", Optional.empty(), Optional.empty(), "no such table")));
        validate("sources.json", "sources-v3.json");
    }
}
