package dev.ashlar.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ashlar.adapter.artifact.DbtSchemas;
import dev.ashlar.adapter.artifact.JsonArtifactStore;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.report.Invocation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The manifest of this repository's project. */
class StorefrontManifestTest {
    private static final Path FOLDER = Path.of("..", "project");

    @TempDir
    Path target;

    private Project project;
    private JsonNode manifest;

    @BeforeEach
    void write() throws IOException {
        project = new ProjectFolder(FOLDER).parse();
        Map<NodeId, String> compiled = project.nodes().values().stream()
                .filter(Node.Model.class::isInstance)
                .collect(Collectors.toMap(Node::id, node -> "select 1"));
        Invocation invocation =
                new Invocation("id", "parse", List.of(), Map.of(), "dev", Instant.parse("2026-11-21T02:00:00Z"), "");
        new JsonArtifactStore(FOLDER, target, "duckdb", "0.1.0", Clock.systemUTC(), text -> text)
                .writeManifest(project, invocation, compiled);
        manifest = DbtSchemas.read(target.resolve("manifest.json"));
    }

    @Test
    @EnabledIf("dev.ashlar.adapter.artifact.DbtSchemas#present")
    void isValid() throws IOException {
        assertThat(DbtSchemas.faults(manifest, "manifest-v12.json")).isEmpty();
    }

    @Test
    void holdsEveryNodeWithWhatReadersUse() {
        List<String> seen = new ArrayList<>();
        for (String section : List.of("nodes", "sources", "exposures", "unit_tests")) {
            manifest.path(section).properties().forEach(entry -> {
                JsonNode node = entry.getValue();
                assertThat(node.path("unique_id").asText()).isEqualTo(entry.getKey());
                assertThat(node.path("fqn")).as(entry.getKey()).isNotEmpty();
                assertThat(node.path("original_file_path").asText())
                        .as(entry.getKey())
                        .isNotEmpty();
                seen.add(entry.getKey());
            });
        }
        assertThat(seen)
                .containsAll(
                        project.nodes().keySet().stream().map(NodeId::value).toList());
        for (Node node : project.nodes().values()) {
            if (!(node instanceof Node.Model model)) continue;
            JsonNode entry = manifest.path("nodes").path(node.id().value());
            assertThat(entry.path("compiled_code").asText()).isEqualTo("select 1");
            assertThat(entry.path("config").path("materialized").asText())
                    .isEqualTo(model.materialization().word());
            assertThat(entry.path("columns").size())
                    .isEqualTo(model.build().columns().size());
            assertThat(entry.path("depends_on").path("nodes").size())
                    .isEqualTo(model.dependsOn().size());
        }
    }
}
