package dev.ashlar.adapter.artifact;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.Invocation;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code catalog.json}, version 1: what stands in the warehouse of the nodes that have a relation there. */
final class CatalogJson {
    /** Said of every relation, since no engine's figures are read. */
    private static final Map<String, Object> NO_STATS = Map.of(
            "has_stats",
            Map.of(
                    "id", "has_stats",
                    "label", "Has Stats?",
                    "value", false,
                    "include", false,
                    "description", "Indicates whether there are statistics for this table"));

    private final JsonOut json;
    private final Project project;
    private final Catalog catalog;

    CatalogJson(JsonOut json, Project project, Catalog catalog) {
        this.json = json;
        this.project = project;
        this.catalog = catalog;
    }

    void write(ArtifactHeader header, Invocation invocation, Instant now) throws IOException {
        json.object(() -> {
            json.object("metadata", () -> header.write(json, "catalog/v1", invocation, now));
            json.object("nodes", () -> relations(false));
            json.object("sources", () -> relations(true));
            json.field("errors", null);
        });
    }

    private void relations(boolean sources) throws IOException {
        for (Node node : project.nodes().values()) {
            if (!isShown(node) || node instanceof Node.Source != sources) continue;
            Optional<CatalogRelation> relation = node.findRelation().flatMap(catalog::find);
            if (relation.isPresent()) json.object(node.id().value(), () -> relation(node, relation.get()));
        }
    }

    private static boolean isShown(Node node) {
        return switch (node) {
            case Node.Model n -> true;
            case Node.Seed n -> true;
            case Node.Snapshot n -> true;
            case Node.Source n -> true;
            case Node.DataTest n -> false;
            case Node.UnitTest n -> false;
            case Node.Analysis n -> false;
            case Node.Exposure n -> false;
        };
    }

    private void relation(Node node, CatalogRelation relation) throws IOException {
        json.object("metadata", () -> {
            json.field("type", type(relation.kind()))
                    .field("schema", relation.name().schema())
                    .field("name", relation.name().identifier());
            json.field("database", Optional.of(relation.name().database()).filter(name -> !name.isEmpty()))
                    .field("comment", relation.comment())
                    .field("owner", relation.access().otherOwner());
        });
        json.object("columns", () -> columns(relation.columns()));
        json.field("stats", NO_STATS).field("unique_id", node.id().value());
    }

    private void columns(List<CatalogColumn> columns) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            CatalogColumn column = columns.get(i);
            int index = i + 1;
            json.object(
                    column.name().name(),
                    () -> json.field("type", column.type())
                            .field("index", index)
                            .field("name", column.name().name())
                            .field("comment", column.comment()));
        }
    }

    /** In the words of information_schema, as dbt's adapters have them. */
    private static String type(CatalogRelation.Kind kind) {
        return switch (kind) {
            case TABLE -> "BASE TABLE";
            case VIEW -> "VIEW";
            case MATERIALIZED_VIEW -> "MATERIALIZED VIEW";
            case EXTERNAL -> "EXTERNAL TABLE";
        };
    }
}
