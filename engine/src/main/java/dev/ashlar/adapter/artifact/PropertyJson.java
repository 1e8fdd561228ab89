package dev.ashlar.adapter.artifact;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.Fixture;
import dev.ashlar.manifest.Node.Freshness;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is defined in properties files alone: sources, exposures, unit tests. */
final class PropertyJson {
    private static final Set<String> OVERRIDES = Set.of("macros", "vars", "env_vars");

    private final JsonOut json;
    private final Project project;
    private final NodeJson nodes;
    private final double createdAt;

    PropertyJson(JsonOut json, Project project, NodeJson nodes, Instant now) {
        this.json = json;
        this.project = project;
        this.nodes = nodes;
        this.createdAt = now.toEpochMilli() / 1000.0;
    }

    void source(Node.Source source) throws IOException {
        RelationName relation = source.relation();
        String file = source.header().location().file();
        json.field("database", ManifestJson.blankToNull(relation.database())).field("schema", relation.schema());
        json.field("name", source.name()).field("resource_type", "source");
        nodes.origin(source.header(), file);
        json.field("fqn", source.header().fqn()).field("source_name", source.sourceName());
        json.field("source_description", "").field("loader", source.external().isPresent() ? "ashlar" : "");
        json.field("identifier", relation.identifier());
        json.field("loaded_at_field", source.freshness().flatMap(Freshness::loadedAtField));
        json.field("loaded_at_query", source.freshness().flatMap(Freshness::loadedAtQuery));
        json.field("freshness", source.freshness().map(PropertyJson::freshness));
        json.field("external", source.external().map(files -> {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("location", files.location());
            out.put("file_format", files.format());
            return out;
        }));
        json.field("description", source.header().description());
        nodes.columns(source.columns());
        json.field("meta", AshlarFacts.meta(source)).field("source_meta", Map.of());
        json.field("tags", source.header().tags()).field("config", ConfigJson.of(source));
        json.field("patch_path", null)
                .field("unrendered_config", source.header().config().values());
        json.field("relation_name", relation.quoted()).field("created_at", createdAt);
    }

    static Map<String, Object> freshness(Freshness freshness) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("warn_after", freshness.warnAfter().map(PropertyJson::age));
        out.put("error_after", freshness.errorAfter().map(PropertyJson::age));
        out.put("filter", ManifestJson.blankToNull(freshness.filter()));
        return out;
    }

    private static Map<String, Object> age(Node.Age age) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("count", age.count());
        out.put("period", age.period());
        return out;
    }

    void exposure(Node.Exposure exposure) throws IOException {
        json.field("name", exposure.name()).field("resource_type", "exposure");
        nodes.origin(exposure.header(), exposure.header().location().file());
        json.field("fqn", exposure.header().fqn()).field("type", exposure.type());
        json.object(
                "owner",
                () -> json.field("name", ManifestJson.blankToNull(exposure.ownerName()))
                        .field("email", ManifestJson.blankToNull(exposure.ownerEmail())));
        json.field("description", exposure.header().description());
        json.field("label", ManifestJson.blankToNull(exposure.label()));
        json.field("maturity", ManifestJson.blankToNull(exposure.maturity()));
        json.field("meta", AshlarFacts.meta(exposure))
                .field("tags", exposure.header().tags());
        json.field("config", ConfigJson.of(exposure));
        json.field("unrendered_config", exposure.header().config().values());
        json.field("url", ManifestJson.blankToNull(exposure.url()));
        json.object("depends_on", () -> nodes.dependencies(exposure));
        nodes.references(exposure);
        json.field("created_at", createdAt);
    }

    void unitTest(Node.UnitTest test) throws IOException {
        Optional<Node> model = project.find(test.model());
        json.field("model", model.map(Node::name).orElse(test.model().value()));
        json.array("given", () -> {
            for (Fixture fixture : test.given()) {
                json.object(() -> {
                    json.field("input", fixture.input());
                    rows(fixture);
                });
            }
        });
        json.object("expect", () -> rows(test.expect()));
        json.field("name", test.name()).field("resource_type", "unit_test");
        nodes.origin(test.header(), test.header().location().file());
        json.field("fqn", test.header().fqn())
                .field("description", test.header().description());
        Map<String, Object> overrides = new LinkedHashMap<>(test.overrides());
        overrides.keySet().retainAll(OVERRIDES);
        json.field("overrides", overrides);
        json.object("depends_on", () -> nodes.dependencies(test));
        json.field("config", ConfigJson.of(test)).field("checksum", null);
        json.field("schema", model.flatMap(Node::findRelation).map(RelationName::schema));
        json.field("created_at", createdAt).field("versions", null);
        json.field(
                "version",
                model.filter(Node.Model.class::isInstance)
                        .map(Node.Model.class::cast)
                        .flatMap(Node.Model::version)
                        .map(version -> NodeJson.number(version.version())));
    }

    private void rows(Fixture fixture) throws IOException {
        if (fixture.sql().isPresent()) {
            json.field("rows", fixture.sql()).field("format", "sql");
        } else {
            List<Map<String, Object>> rows = fixture.rows();
            json.field("rows", rows).field("format", "dict");
        }
        json.field("fixture", null);
    }
}
