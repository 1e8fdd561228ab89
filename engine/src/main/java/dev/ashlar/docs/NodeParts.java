package dev.ashlar.docs;

import dev.ashlar.manifest.EffectiveConfig;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.Model;
import dev.ashlar.manifest.Node.Version;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.port.DocsSite;
import dev.ashlar.report.NodeLineage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Everything that the pages of nodes show, some nodes a part, so that a page loads little besides its own. */
final class NodeParts {
    /** Nodes a part. */
    static final int CHUNK = 40;

    /** Said elsewhere on the page, or by the manifest alone. */
    private static final Set<String> SAID_ELSEWHERE = Set.of("tags", "meta", "description", "group", "enabled");

    private final World world;
    private final ColumnFields columns;
    private final TestFields tests;
    private final SourceFields sources;

    NodeParts(World world) {
        this.world = world;
        this.columns = new ColumnFields(world);
        this.tests = new TestFields(world);
        this.sources = new SourceFields(world);
    }

    /** Several at once: most of the work of a site is here and in what the sink does with them. */
    void each(Consumer<DocsSite.Part> sink) {
        List<Node> nodes = world.table().nodes();
        int parts = (nodes.size() + CHUNK - 1) / CHUNK;
        IntStream.range(0, parts).parallel().forEach(number -> {
            List<Map<String, Object>> pages = new ArrayList<>();
            int from = number * CHUNK;
            for (Node node : nodes.subList(from, Math.min(nodes.size(), from + CHUNK))) pages.add(page(node));
            sink.accept(new DocsSite.Part("nodes-" + number, pages));
        });
    }

    private Map<String, Object> page(Node node) {
        Node.Header header = node.header();
        Fields fields = new Fields()
                .put("file", header.location().file())
                .put("properties", header.propertiesAt().map(at -> at.file() + ":" + at.line()))
                .put("desc", header.description())
                .put("meta", header.meta())
                .put("relation", node.findRelation().map(RelationName::plain))
                .put("owner", world.owner(node))
                .put("config", config(node))
                .put("macros", header.macros())
                .put("src", source(node))
                .put("sql", world.input().compiled().get(node.id()))
                .put(
                        "cols",
                        Columns.of(world, node).stream()
                                .map(column -> columns.of(node, column))
                                .toList())
                .put("why", world.input().lineage().find(node.id()).flatMap(NodeLineage::unresolved))
                .put("tests", world.testsOf(node.id()).stream().map(tests::of).toList())
                .put("runs", runs(node));
        group(fields, node);
        switch (node) {
            case Model model -> model(fields, model);
            case Node.Source source -> sources.add(fields, source);
            case Node.Seed seed -> fields.put("seed", seed.file());
            case Node.Snapshot snapshot -> snapshot(fields, snapshot);
            case Node.Exposure exposure -> exposure(fields, exposure);
            case Node.Analysis n -> {}
            case Node.DataTest n -> {}
            case Node.UnitTest n -> {}
        }
        return fields.map();
    }

    private static Map<String, Object> config(Node node) {
        Map<String, Object> out = new LinkedHashMap<>(EffectiveConfig.of(node));
        out.keySet().removeAll(SAID_ELSEWHERE);
        out.values()
                .removeIf(value -> (value instanceof List<?> list && list.isEmpty())
                        || (value instanceof Map<?, ?> map && map.isEmpty()));
        return out;
    }

    private void group(Fields fields, Node node) {
        World.groupName(node).ifPresent(name -> {
            fields.put("group", name);
            world.group(name)
                    .ifPresent(
                            group -> fields.put("groupOwner", group.ownerName()).put("groupEmail", group.ownerEmail()));
        });
    }

    private static Optional<String> source(Node node) {
        return switch (node) {
            case Model model -> Optional.of(model.template().text());
            case Node.Snapshot snapshot -> Optional.of(snapshot.template().text());
            case Node.Analysis analysis -> Optional.of(analysis.template()).map(TemplateText::text);
            case Node.Source n -> Optional.empty();
            case Node.Seed n -> Optional.empty();
            case Node.Exposure n -> Optional.empty();
            case Node.DataTest n -> Optional.empty();
            case Node.UnitTest n -> Optional.empty();
        };
    }

    private void model(Fields fields, Model model) {
        fields.put("access", model.access().name().toLowerCase(Locale.ROOT))
                .put("contract", model.build().contract() == Node.Contract.ENFORCED)
                .put("rules", ColumnFields.rules(model.build().constraints()))
                .put("expires", model.expires())
                .put("deprecated", model.deprecation().map(Object::toString))
                .put("together", model.transactionGroup());
        model.version()
                .ifPresent(version -> fields.put("version", version.version())
                        .put("latest", version.latest())
                        .put("versions", versions(model)));
    }

    private List<List<Object>> versions(Model of) {
        List<List<Object>> out = new ArrayList<>();
        for (Node node : world.table().nodes()) {
            if (node instanceof Model model
                    && model.name().equals(of.name())
                    && model.header().packageName().equals(of.header().packageName())) {
                NodeId id = model.id();
                out.add(List.of(
                        world.table().find(id).getAsInt(),
                        model.version().map(Version::version).orElse("")));
            }
        }
        return out;
    }

    private static void snapshot(Fields fields, Node.Snapshot snapshot) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("valid from", snapshot.history().columns().validFrom().name());
        columns.put("valid to", snapshot.history().columns().validTo().name());
        columns.put("current", snapshot.history().columns().isCurrent().name());
        fields.put(
                "history",
                new Fields()
                        .put(
                                "key",
                                snapshot.history().uniqueKey().stream()
                                        .map(c -> c.name())
                                        .toList())
                        .put("columns", columns)
                        .put(
                                "deletes",
                                snapshot.history()
                                        .hardDeletes()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '))
                        .map());
    }

    private static void exposure(Fields fields, Node.Exposure exposure) {
        fields.put("label", exposure.label())
                .put("maturity", exposure.maturity())
                .put("url", exposure.url())
                .put("email", exposure.ownerEmail());
    }

    private List<Map<String, Object>> runs(Node node) {
        return world.results().of(node.id()).stream()
                .map(entry -> new Fields()
                        .put("run", entry.run())
                        .put("status", entry.result().status())
                        .put("secs", entry.result().seconds())
                        .put("rows", entry.result().rows())
                        .put("said", world.said(node, entry.result().message()))
                        .map())
                .toList();
    }
}
