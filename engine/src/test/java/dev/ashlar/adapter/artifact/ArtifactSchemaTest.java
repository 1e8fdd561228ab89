package dev.ashlar.adapter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.port.ArtifactStore.FreshnessRow;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** dbt's published schemas lie outside the repository; where they are, every artifact is held against them. */
class ArtifactSchemaTest {
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

    @Test
    void theSchemasAreThereWhereTheyAreRequired() {
        boolean required = List.of(
                        System.getenv().getOrDefault("CONFORMANCE_REQUIRED", "").split(","))
                .contains("schemas");
        assertThat(!required || DbtSchemas.present())
                .as("CONFORMANCE_REQUIRED names schemas, but there is no folder %s", DbtSchemas.FOLDER)
                .isTrue();
    }

    private JsonNode read(String artifact) throws IOException {
        return DbtSchemas.read(folder.resolve("target").resolve(artifact));
    }

    private void validate(String artifact, String schema) throws IOException {
        assertThat(DbtSchemas.faults(read(artifact), schema)).isEmpty();
    }

    @Test
    @EnabledIf("dev.ashlar.adapter.artifact.DbtSchemas#present")
    void aFaultInOneNodeIsFound() throws IOException {
        store().writeManifest(SampleProject.project(), SampleProject.INVOCATION, Map.of());
        JsonNode manifest = read("manifest.json");
        ((ObjectNode) manifest.path("nodes").path(SampleProject.ORDERS.value())).put("unknown_field", 1);
        assertThat(DbtSchemas.faults(manifest, "manifest-v12.json")).isNotEmpty();
    }

    @Test
    @EnabledIf("dev.ashlar.adapter.artifact.DbtSchemas#present")
    void theManifestIsValid() throws IOException {
        store().writeManifest(
                        SampleProject.project(), SampleProject.INVOCATION, Map.of(SampleProject.ORDERS, "select 1"));
        validate("manifest.json", "manifest-v12.json");
    }

    @Test
    @EnabledIf("dev.ashlar.adapter.artifact.DbtSchemas#present")
    void theCatalogIsValid() throws IOException {
        Project project = SampleProject.project();
        CatalogRelation view = new CatalogRelation(
                project.find(SampleProject.ORDERS).flatMap(Node::findRelation).orElseThrow(),
                CatalogRelation.Kind.VIEW,
                List.of(CatalogColumn.of("id", "BIGINT"), CatalogColumn.of("of day", "DATE")),
                Optional.of("one row an order"));
        CatalogRelation source = new CatalogRelation(
                project.find(SampleProject.SOURCE).flatMap(Node::findRelation).orElseThrow(),
                CatalogRelation.Kind.TABLE,
                List.of(CatalogColumn.of("id", "BIGINT")),
                Optional.empty());

        store().writeCatalog(project, SampleProject.INVOCATION, Catalog.of(List.of(view, source)));

        validate("catalog.json", "catalog-v1.json");
        JsonNode catalog = read("catalog.json");
        assertThat(catalog.path("nodes").size()).isEqualTo(1);
        JsonNode orders = catalog.path("nodes").path(SampleProject.ORDERS.value());
        assertThat(orders.at("/metadata/type").asText()).isEqualTo("VIEW");
        assertThat(orders.at("/columns/of day/index").asInt()).isEqualTo(2);
        assertThat(catalog.path("sources")
                        .path(SampleProject.SOURCE.value())
                        .at("/columns/id/type")
                        .asText())
                .isEqualTo("BIGINT");
    }

    @Test
    @EnabledIf("dev.ashlar.adapter.artifact.DbtSchemas#present")
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
    @EnabledIf("dev.ashlar.adapter.artifact.DbtSchemas#present")
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
