package dev.ashlar.adapter.artifact;

import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.Target;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.Lineage;
import dev.ashlar.report.NodeLineage;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a node reads and writes, with what is known of it. */
final class OpenLineageDatasets {
    private final Target target;
    private final Project project;
    private final Lineage lineage;
    private final OpenLineageNames names;
    private final OpenLineageColumns columns;

    OpenLineageDatasets(Target target, Path folder, Project project, Lineage lineage) {
        this.target = target;
        this.project = project;
        this.lineage = lineage;
        this.names = new OpenLineageNames(target, folder);
        this.columns = new OpenLineageColumns(project, lineage, names);
    }

    List<Object> inputs(Node node, Optional<NodeResult> result) {
        List<Object> out = new ArrayList<>();
        if (node instanceof Node.Source source) {
            source.external().ifPresent(files -> out.add(OpenLineageNames.files(files.location())));
            return out;
        }
        for (NodeId parent : columns.inputs(node)) {
            Map<String, Object> input = names.dataset(relation(parent));
            if (node instanceof Node.DataTest test
                    && test.attachedTo().filter(parent::equals).isPresent()) {
                result.flatMap(ended -> assertion(test, ended))
                        .ifPresent(found -> input.put("inputFacets", Map.of("dataQualityAssertions", found)));
            }
            out.add(input);
        }
        return out;
    }

    private RelationName relation(NodeId node) {
        return project.load(node).findRelation().orElseThrow();
    }

    /** Of a test that could be judged. */
    private static Optional<Map<String, Object>> assertion(Node.DataTest test, NodeResult result) {
        long failures;
        switch (result.outcome()) {
            case Outcome.Pass p -> failures = 0;
            case Outcome.Warn warn -> failures = warn.failures();
            case Outcome.Fail fail -> failures = fail.failures();
            case Outcome.Success s -> {
                return Optional.empty();
            }
            case Outcome.Partial p -> {
                return Optional.empty();
            }
            case Outcome.Error e -> {
                return Optional.empty();
            }
            case Outcome.Skipped s -> {
                return Optional.empty();
            }
            case Outcome.NoOp n -> {
                return Optional.empty();
            }
        }
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("assertion", test.body() instanceof Node.TestBody.Generic generic ? generic.testName() : "custom_sql");
        said.put("success", failures == 0);
        test.column().ifPresent(column -> said.put("column", column.name()));
        said.put("severity", test.rules().severity().name().toLowerCase(Locale.ROOT));
        said.put("name", test.name());
        said.put("actual", String.valueOf(failures));
        Map<String, Object> out = OpenLineageFacets.facet("facets/1-1-0/DataQualityAssertionsDatasetFacet");
        out.put("assertions", List.of(said));
        return Optional.of(out);
    }

    List<Object> outputs(Node node, Optional<NodeResult> result) {
        boolean writes = switch (node) {
            case Node.Model m -> m.findRelation().isPresent();
            case Node.Seed s -> true;
            case Node.Snapshot s -> true;
            case Node.Source s -> s.external().isPresent();
            case Node.DataTest t -> false;
            case Node.UnitTest t -> false;
            case Node.Analysis a -> false;
            case Node.Exposure e -> false;
        };
        if (!writes) return List.of();
        Map<String, Object> output = names.dataset(relation(node.id()));
        if (result.isEmpty()) return List.of(output);
        Map<String, Object> facets = new LinkedHashMap<>();
        Map<String, Object> source = OpenLineageFacets.facet("facets/1-0-1/DatasourceDatasetFacet");
        source.put("name", target.name());
        source.put("uri", names.namespace());
        facets.put("dataSource", source);
        schema(node).ifPresent(fields -> facets.put("schema", fields));
        columns.of(node.id()).ifPresent(found -> {
            Map<String, Object> facet = OpenLineageFacets.facet("facets/1-2-0/ColumnLineageDatasetFacet");
            facet.putAll(found);
            facets.put("columnLineage", facet);
        });
        output.put("facets", facets);
        rows(result.get()).ifPresent(rows -> {
            Map<String, Object> statistics = OpenLineageFacets.facet("facets/1-0-2/OutputStatisticsOutputDatasetFacet");
            statistics.put("rowCount", rows);
            output.put("outputFacets", Map.of("outputStatistics", statistics));
        });
        return List.of(output);
    }

    private static Optional<Long> rows(NodeResult result) {
        return switch (result.outcome()) {
            case Outcome.Success s
            when s.rows().inserted() >= 0 -> Optional.of(s.rows().total());
            case Outcome.Partial p
            when p.rows().inserted() >= 0 -> Optional.of(p.rows().total());
            default -> Optional.empty();
        };
    }

    /** Columns as the SQL gives them, else as properties name them. */
    private Optional<Map<String, Object>> schema(Node node) {
        List<Object> fields = new ArrayList<>();
        List<ColumnLineage> known =
                lineage.find(node.id()).map(NodeLineage::columns).orElse(List.of());
        for (ColumnLineage column : known) {
            Optional<Column> described = node.columns().stream()
                    .filter(own -> own.name().sameAs(column.name()))
                    .findFirst();
            fields.add(field(
                    column.name().name(),
                    column.type().or(() -> described.flatMap(Column::dataType)),
                    described.map(Column::description).orElse(""),
                    fields.size() + 1));
        }
        if (fields.isEmpty()) {
            for (Column column : node.columns()) {
                fields.add(field(column.name().name(), column.dataType(), column.description(), fields.size() + 1));
            }
        }
        if (fields.isEmpty()) return Optional.empty();
        Map<String, Object> out = OpenLineageFacets.facet("facets/1-2-0/SchemaDatasetFacet");
        out.put("fields", fields);
        return Optional.of(out);
    }

    private static Map<String, Object> field(String name, Optional<String> type, String description, int position) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", name);
        type.ifPresent(known -> out.put("type", known));
        if (!description.isBlank()) out.put("description", description);
        out.put("ordinal_position", position);
        return out;
    }
}
