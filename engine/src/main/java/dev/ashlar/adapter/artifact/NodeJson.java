package dev.ashlar.adapter.artifact;

import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Constraint;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.Header;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.Lineage;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The entries of {@code nodes}: models, seeds, snapshots, tests, analyses. */
final class NodeJson {
    static final Map<String, Object> DOCS = docs();

    private final JsonOut json;
    private final Project project;
    private final Map<NodeId, String> compiled;
    private final Lineage lineage;
    private final ProjectFiles files;
    private final double createdAt;

    NodeJson(
            JsonOut json,
            Project project,
            Map<NodeId, String> compiled,
            Lineage lineage,
            ProjectFiles files,
            Instant now) {
        this.json = json;
        this.project = project;
        this.compiled = compiled;
        this.lineage = lineage;
        this.files = files;
        this.createdAt = now.toEpochMilli() / 1000.0;
    }

    void seed(Node.Seed seed) throws IOException {
        common(seed, seed.build().columns(), seed.file());
        json.field("checksum", checksum(files.seedChecksum(seed.file())));
        json.field("raw_code", "");
        json.field("root_path", null);
        json.object("depends_on", () -> json.field("macros", seed.header().macros()));
    }

    void model(Node.Model model) throws IOException {
        common(model, model.build().columns(), model.template().file());
        code(model, model.template().text());
        contract(model.build());
        json.field("access", model.access().name().toLowerCase(Locale.ROOT));
        json.array("constraints", () -> {
            for (Constraint constraint : model.build().constraints()) constraint(constraint, true);
        });
        json.field("version", model.version().map(version -> number(version.version())));
        json.field("latest_version", model.version().map(version -> number(version.latest())));
        json.field("deprecation_date", model.deprecation().map(Instant::toString));
        json.field("primary_key", primaryKey(model.build()));
    }

    /** dbt writes a version as YAML reads it: a whole number as one. */
    static Object number(String version) {
        return version.matches("\\d{1,9}") ? (Object) Integer.valueOf(version) : version;
    }

    void snapshot(Node.Snapshot snapshot) throws IOException {
        common(snapshot, snapshot.build().columns(), snapshot.template().file());
        code(snapshot, snapshot.template().text());
        contract(snapshot.build());
    }

    void analysis(Node.Analysis analysis) throws IOException {
        common(analysis, List.of(), analysis.template().file());
        code(analysis, analysis.template().text());
        contract(Optional.empty());
    }

    void test(Node.DataTest test) throws IOException {
        switch (test.body()) {
            case Node.TestBody.Singular singular -> {
                common(test, List.of(), singular.template().file());
                code(test, singular.template().text());
                contract(Optional.empty());
            }
            case Node.TestBody.Generic generic -> {
                common(test, List.of(), generic.at().file());
                code(test, "<@" + generic.macro() + " />");
                contract(Optional.empty());
                json.field("column_name", test.column().map(ColumnName::name));
                json.field("file_key_name", test.attachedTo().map(this::fileKey));
                json.field(
                        "attached_node",
                        test.attachedTo()
                                .filter(id -> id.kind() != NodeKind.SOURCE)
                                .map(NodeId::value));
                json.object("test_metadata", () -> {
                    json.field("name", generic.testName());
                    json.field("kwargs", arguments(test, generic));
                    json.field("namespace", null);
                });
            }
        }
    }

    private Map<String, Object> arguments(Node.DataTest test, Node.TestBody.Generic generic) {
        Map<String, Object> out = new LinkedHashMap<>(generic.arguments());
        test.column().ifPresent(column -> out.putIfAbsent("column_name", column.name()));
        test.attachedTo().flatMap(project::find).ifPresent(node -> out.putIfAbsent("model", reference(node)));
        return out;
    }

    private static String reference(Node node) {
        return node instanceof Node.Source source
                ? "source(\"" + source.sourceName() + "\", \"" + source.name() + "\")"
                : "ref(\"" + node.name() + "\")";
    }

    /** {@code models.orders}: the section of the properties file and the name below it. */
    private String fileKey(NodeId id) {
        return id.kind().word() + "s." + project.find(id).map(Node::name).orElse(id.value());
    }

    private void common(Node node, List<Column> columns, String file) throws IOException {
        Header header = node.header();
        Optional<RelationName> relation = node.findRelation();
        Optional<RelationName> place = relation.or(() -> ConfigJson.build(node).map(Node.Build::relation));
        json.field("database", place.map(RelationName::database).filter(name -> !name.isEmpty()));
        json.field("schema", place.map(RelationName::schema).orElse(""));
        json.field("name", header.name());
        json.field("resource_type", header.id().kind().word());
        origin(header, file);
        json.field("fqn", header.fqn());
        json.field("alias", place.map(RelationName::identifier).orElse(header.name()));
        json.field("config", ConfigJson.of(node));
        json.field("unrendered_config", header.config().values());
        json.field("tags", header.tags());
        json.field("description", header.description());
        columns(columns);
        json.field("meta", AshlarFacts.meta(node, lineage));
        json.field(
                "group",
                node instanceof Node.Model model
                        ? model.group()
                        : header.config().text("group"));
        json.field("docs", DOCS);
        json.field("patch_path", header.propertiesAt().map(at -> header.packageName() + "://" + at.file()));
        json.field("build_path", null);
        json.field("created_at", createdAt);
        json.field("relation_name", relation.map(RelationName::quoted));
    }

    /** Package, paths and id: what everything in the manifest has. */
    void origin(Header header, String file) throws IOException {
        json.field("package_name", header.packageName());
        json.field("path", file.substring(file.indexOf('/') + 1));
        json.field("original_file_path", file);
        json.field("unique_id", header.id().value());
    }

    private void code(Node node, String text) throws IOException {
        String sql = compiled.get(node.id());
        json.field("raw_code", text);
        json.field("checksum", checksum(Checksum.sha256(text)));
        json.field("language", "sql");
        references(node);
        json.object("depends_on", () -> dependencies(node));
        json.field("compiled_path", sql == null ? null : files.compiledPath(node));
        json.field("compiled", sql != null);
        json.field("compiled_code", sql);
        json.field("extra_ctes_injected", sql != null);
        json.field("extra_ctes", List.of());
    }

    void dependencies(Node node) throws IOException {
        json.field("macros", node.header().macros());
        json.field("nodes", node.dependsOn().stream().map(NodeId::value).toList());
    }

    void references(Node node) throws IOException {
        json.array("refs", () -> {
            for (NodeId id : node.dependsOn()) {
                Optional<Node> parent = project.find(id).filter(found -> !(found instanceof Node.Source));
                if (parent.isEmpty()) continue;
                json.object(() -> {
                    json.field("name", parent.get().name());
                    json.field("package", null);
                    json.field(
                            "version",
                            parent.get() instanceof Node.Model model
                                    ? model.version().map(version -> number(version.version()))
                                    : null);
                });
            }
        });
        json.array("sources", () -> {
            for (NodeId id : node.dependsOn()) {
                if (project.find(id).orElse(null) instanceof Node.Source source) {
                    json.value(List.of(source.sourceName(), source.name()));
                }
            }
        });
        json.field("metrics", List.of());
    }

    void columns(List<Column> columns) throws IOException {
        json.object("columns", () -> {
            for (Column column : columns) {
                json.object(column.name().name(), () -> {
                    json.field("name", column.name().name());
                    json.field("description", column.description());
                    json.field("meta", column.meta());
                    json.field("data_type", column.dataType());
                    json.array("constraints", () -> {
                        for (Constraint constraint : column.constraints()) constraint(constraint, false);
                    });
                    json.field("quote", null);
                    json.object(
                            "config", () -> json.field("meta", column.meta()).field("tags", column.tags()));
                    json.field("tags", column.tags());
                });
            }
        });
    }

    private void constraint(Constraint constraint, boolean ofRelation) throws IOException {
        json.object(() -> {
            json.field("type", constraint.kind().name().toLowerCase(Locale.ROOT));
            json.field("name", constraint.name());
            json.field("expression", constraint.expression().isEmpty() ? null : constraint.expression());
            json.field(
                    "to",
                    constraint
                            .to()
                            .flatMap(project::find)
                            .flatMap(Node::findRelation)
                            .map(RelationName::quoted));
            json.field("to_columns", names(constraint.toColumns()));
            if (ofRelation) json.field("columns", names(constraint.columns()));
        });
    }

    private void contract(Node.Build build) throws IOException {
        contract(Optional.of(build).filter(b -> b.contract() == Node.Contract.ENFORCED));
    }

    private void contract(Optional<Node.Build> enforced) throws IOException {
        json.object("contract", () -> {
            json.field("enforced", enforced.isPresent());
            json.field("alias_types", true);
            json.field(
                    "checksum",
                    enforced.map(build -> Checksum.sha256(build.columns().stream()
                            .map(c -> c.name().name() + " " + c.dataType().orElse(""))
                            .collect(Collectors.joining("\n")))));
        });
    }

    private static List<String> primaryKey(Node.Build build) {
        for (Constraint constraint : build.constraints()) {
            if (constraint.kind() == Constraint.Kind.PRIMARY_KEY) return names(constraint.columns());
        }
        return build.columns().stream()
                .filter(column -> column.constraints().stream().anyMatch(c -> c.kind() == Constraint.Kind.PRIMARY_KEY))
                .map(column -> column.name().name())
                .toList();
    }

    private static List<String> names(List<ColumnName> columns) {
        return columns.stream().map(ColumnName::name).toList();
    }

    static Map<String, Object> checksum(String sha256) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", sha256.isEmpty() ? "none" : "sha256");
        out.put("checksum", sha256);
        return out;
    }

    private static Map<String, Object> docs() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("show", true);
        out.put("node_color", null);
        return out;
    }
}
