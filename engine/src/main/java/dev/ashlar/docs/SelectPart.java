package dev.ashlar.docs;

import dev.ashlar.graph.Selection;
import dev.ashlar.graph.SelectionSpec;
import dev.ashlar.manifest.EffectiveConfig;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.port.DocsSite;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What selectors ask of nodes, tests included; loaded when somebody first types one. */
final class SelectPart {
    private final World world;
    private final Words<Map<String, Object>> configs = new Words<>();

    SelectPart(World world) {
        this.world = world;
    }

    DocsSite.Part part() {
        List<Map<String, Object>> all = new ArrayList<>();
        Stream.concat(world.table().nodes().stream(), world.tests().stream()).forEach(node -> all.add(asked(node)));
        Map<String, Object> out = new Fields()
                .put("nodes", all)
                .put("configs", configs.values())
                .put(
                        "layers",
                        world.input().project().layers().stream()
                                .map(layer -> layer.name())
                                .toList())
                .put("project", world.input().project().name())
                .put("named", named())
                .map();
        return new DocsSite.Part("select", out);
    }

    /** What the entries of {@code selectors.yml} select: their YAML is evaluated here, once. */
    private Map<String, Object> named() {
        Map<String, Object> out = new TreeMap<>();
        for (String name : world.input().project().selectors().keySet()) {
            Selection selection =
                    Selection.select(world.input().project(), world.input().graph(), SelectionSpec.ALL.selector(name));
            int nodes = world.table().nodes().size();
            out.put(
                    name,
                    selection.nodes().stream()
                            .mapToInt(id -> world.table().find(id).orElseGet(() -> nodes + world.testNumber(id)))
                            .toArray());
        }
        return out;
    }

    private Map<String, Object> asked(Node node) {
        Fields fields = new Fields()
                .put("kind", node.id().kind().word())
                .put("name", world.name(node))
                .put(
                        "fqn",
                        world.personal(node)
                                ? List.of(world.name(node))
                                : node.header().fqn())
                .put("file", node.header().location().file())
                .put("package", node.header().packageName())
                .put("tags", List.copyOf(node.header().tags()))
                .put("group", World.groupName(node))
                .put("config", configs.number(EffectiveConfig.of(node)));
        switch (node) {
            case Node.Model model -> {
                fields.put("layer", model.layer())
                        .put("access", model.access().name().toLowerCase(Locale.ROOT));
                model.version()
                        .ifPresent(version ->
                                fields.put("version", version.version()).put("age", age(version)));
            }
            case Node.Source source ->
                fields.put("source", source.sourceName())
                        .put("loaded", source.external().isPresent());
            case Node.DataTest test -> {
                fields.put("reads", parents(node.id()));
                switch (test.body()) {
                    case Node.TestBody.Generic generic -> fields.put("test", generic.testName());
                    case Node.TestBody.Singular singular -> fields.put("singular", true);
                }
            }
            case Node.UnitTest n -> fields.put("reads", parents(node.id()));
            case Node.Seed n -> {}
            case Node.Snapshot n -> {}
            case Node.Analysis n -> {}
            case Node.Exposure n -> {}
        }
        return fields.map();
    }

    private int[] parents(NodeId test) {
        return world.table().numbers(world.input().graph().parents(test));
    }

    /** -1 for an older version than the latest, 0 for the latest, 1 for a newer one; numbers compare as such. */
    private static int age(Node.Version version) {
        try {
            return new BigDecimal(version.version()).compareTo(new BigDecimal(version.latest()));
        } catch (NumberFormatException words) {
            return Integer.signum(version.version().compareTo(version.latest()));
        }
    }
}
