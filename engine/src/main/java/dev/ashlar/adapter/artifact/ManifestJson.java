package dev.ashlar.adapter.artifact;

import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.Tree;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.Lineage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code manifest.json}, version 12. */
final class ManifestJson {
    private static final Map<String, Object> QUOTING =
            Map.of("database", true, "schema", true, "identifier", true, "column", true);

    private final JsonOut json;
    private final Project project;
    private final ProjectFiles files;
    private final NodeJson nodes;
    private final PropertyJson properties;

    ManifestJson(
            JsonOut json,
            Project project,
            Map<NodeId, String> compiled,
            Lineage lineage,
            ProjectFiles files,
            Instant now) {
        this.json = json;
        this.project = project;
        this.files = files;
        this.nodes = new NodeJson(json, project, compiled, lineage, files, now);
        this.properties = new PropertyJson(json, project, nodes, now);
    }

    void write(ArtifactHeader header, Invocation invocation, Instant now) throws IOException {
        json.object(() -> {
            json.object("metadata", () -> {
                header.write(json, "manifest/v12", invocation, now);
                json.field("project_name", project.name());
                json.field("project_id", Checksum.md5(project.name()));
                json.field("user_id", null);
                json.field("send_anonymous_usage_stats", false);
                json.field("adapter_type", header.engine());
                json.field("quoting", QUOTING);
                json.field("run_started_at", ArtifactHeader.time(invocation.startedAt()));
            });
            json.object("nodes", () -> {
                for (Node node : project.nodes().values())
                    if (isNode(node)) json.object(node.id().value(), () -> entry(node));
                hooks("on-run-start", project.onRunStart());
                hooks("on-run-end", project.onRunEnd());
            });
            section("sources", NodeKind.SOURCE);
            macros();
            docs();
            section("exposures", NodeKind.EXPOSURE);
            section("unit_tests", NodeKind.UNIT_TEST);
            groups();
            json.object("selectors", () -> {
                for (Map.Entry<String, Tree> selector : project.selectors().entrySet()) {
                    json.field(selector.getKey(), selector.getValue().plain());
                }
            });
            json.object("disabled", () -> {
                for (Node node : project.disabled().values()) {
                    json.array(node.id().value(), () -> json.object(() -> entry(node)));
                }
            });
            maps();
            for (String none : List.of("metrics", "saved_queries", "semantic_models", "functions")) {
                json.field(none, Map.of());
            }
        });
    }

    private static boolean isNode(Node node) {
        return switch (node.id().kind()) {
            case MODEL, SEED, SNAPSHOT, DATA_TEST, ANALYSIS, OPERATION -> true;
            case SOURCE, UNIT_TEST, EXPOSURE -> false;
        };
    }

    private void section(String name, NodeKind kind) throws IOException {
        json.object(name, () -> {
            for (Node node : project.nodes().values()) {
                if (node.id().kind() == kind) json.object(node.id().value(), () -> entry(node));
            }
        });
    }

    private void entry(Node node) throws IOException {
        switch (node) {
            case Node.Model model -> nodes.model(model);
            case Node.Seed seed -> nodes.seed(seed);
            case Node.Snapshot snapshot -> nodes.snapshot(snapshot);
            case Node.DataTest test -> nodes.test(test);
            case Node.Analysis analysis -> nodes.analysis(analysis);
            case Node.Source source -> properties.source(source);
            case Node.Exposure exposure -> properties.exposure(exposure);
            case Node.UnitTest test -> properties.unitTest(test);
        }
    }

    private void hooks(String when, List<Hook> hooks) throws IOException {
        for (int i = 0; i < hooks.size(); i++) {
            Hook hook = hooks.get(i);
            int index = i;
            String name = project.name() + "-" + when + "-" + i;
            String id = NodeId.of(NodeKind.OPERATION, project.name(), name).value();
            json.object(id, () -> {
                json.field("database", null).field("schema", "").field("name", name);
                json.field("resource_type", NodeKind.OPERATION.word());
                json.field("package_name", project.name()).field("path", "hooks/" + name + ".sql");
                json.field("original_file_path", hook.at().file()).field("unique_id", id);
                json.field("fqn", List.of(project.name(), "hooks", name)).field("alias", name);
                json.field("checksum", NodeJson.checksum(Checksum.sha256(hook.sql())));
                json.field("tags", List.of(when)).field("raw_code", hook.sql()).field("language", "sql");
                json.field("index", index);
            });
        }
    }

    private void macros() throws IOException {
        json.object("macros", () -> {
            for (Project.MacroDefinition macro : project.macros()) {
                json.object(macro.uniqueId(), () -> {
                    json.field("name", macro.name()).field("resource_type", "macro");
                    json.field("package_name", macro.packageName());
                    json.field("path", macro.file()).field("original_file_path", macro.file());
                    json.field("unique_id", macro.uniqueId());
                    json.field("macro_sql", files.text(macro.file()));
                    json.object("depends_on", () -> json.field("macros", List.of()));
                    json.field("description", macro.description())
                            .field("meta", Map.of())
                            .field("docs", NodeJson.DOCS);
                    json.array("arguments", () -> {
                        for (String argument : macro.arguments()) json.object(() -> json.field("name", argument));
                    });
                });
            }
        });
    }

    private void docs() throws IOException {
        json.object("docs", () -> {
            for (Project.DocBlock doc : project.docs()) {
                String id = "doc." + project.name() + "." + doc.name();
                json.object(id, () -> {
                    json.field("name", doc.name()).field("resource_type", "doc").field("package_name", project.name());
                    json.field("path", doc.file().substring(doc.file().indexOf('/') + 1));
                    json.field("original_file_path", doc.file()).field("unique_id", id);
                    json.field("block_contents", doc.text());
                });
            }
        });
    }

    private void groups() throws IOException {
        json.object("groups", () -> {
            for (Project.Group group : project.groups()) {
                String id = "group." + project.name() + "." + group.name();
                json.object(id, () -> {
                    json.field("name", group.name())
                            .field("resource_type", "group")
                            .field("package_name", project.name());
                    json.field("path", "").field("original_file_path", "").field("unique_id", id);
                    json.object(
                            "owner",
                            () -> json.field("name", blankToNull(group.ownerName()))
                                    .field("email", blankToNull(group.ownerEmail())));
                });
            }
        });
    }

    static String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    private void maps() throws IOException {
        Map<String, List<String>> children = new TreeMap<>();
        Map<String, List<String>> parents = new LinkedHashMap<>();
        Map<String, List<String>> groups = new TreeMap<>();
        project.groups().forEach(group -> groups.put(group.name(), new ArrayList<>()));
        for (Node node : project.nodes().values()) {
            parents.put(
                    node.id().value(),
                    node.dependsOn().stream().map(NodeId::value).toList());
            children.computeIfAbsent(node.id().value(), id -> new ArrayList<>());
            for (NodeId parent : node.dependsOn()) {
                children.computeIfAbsent(parent.value(), id -> new ArrayList<>())
                        .add(node.id().value());
            }
            if (node instanceof Node.Model model) {
                model.group()
                        .ifPresent(group -> groups.computeIfAbsent(group, name -> new ArrayList<>())
                                .add(node.id().value()));
            }
        }
        json.field("parent_map", parents).field("child_map", children).field("group_map", groups);
    }
}
