package dev.ashlar.docs;

import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project.MacroDefinition;
import dev.ashlar.port.DocsSite;
import dev.ashlar.report.PastRun;
import dev.ashlar.report.PastRun.NodeRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The parts behind the pages of tests, macros and runs. */
final class OtherParts {
    private final World world;

    OtherParts(World world) {
        this.world = world;
    }

    void each(Consumer<DocsSite.Part> sink) {
        TestFields tests = new TestFields(world);
        sink.accept(new DocsSite.Part(
                "tests", world.tests().stream().map(tests::full).toList()));
        sink.accept(new DocsSite.Part("macros", macros()));
        for (int i = 0; i < world.input().runs().size(); i++) {
            sink.accept(new DocsSite.Part("run-" + i, run(world.input().runs().get(i))));
        }
    }

    private List<Map<String, Object>> macros() {
        Map<String, List<Integer>> users = new HashMap<>();
        for (int i = 0; i < world.table().nodes().size(); i++) {
            for (String macro : world.table().nodes().get(i).header().macros()) {
                users.computeIfAbsent(macro, key -> new ArrayList<>()).add(i);
            }
        }
        List<Map<String, Object>> out = new ArrayList<>();
        for (MacroDefinition macro : world.input().project().macros()) {
            out.add(new Fields()
                    .put("id", macro.uniqueId())
                    .put("name", macro.name())
                    .put("package", macro.packageName())
                    .put("file", macro.file())
                    .put("desc", macro.description())
                    .put("args", macro.arguments())
                    .put("users", users.get(macro.uniqueId()))
                    .map());
        }
        return out;
    }

    /** In the order in which nodes began. */
    private List<Map<String, Object>> run(PastRun run) {
        List<Map<String, Object>> out = new ArrayList<>();
        for (NodeRun result : run.nodes()) {
            OptionalInt number = world.table().find(result.node());
            out.add(new Fields()
                    .put("node", number.isPresent() ? number.getAsInt() : null)
                    .put("name", number.isPresent() ? null : name(result.node()))
                    .put("test", test(result.node()))
                    .put("status", result.status())
                    .put(
                            "at",
                            result.started()
                                    .map(at -> Math.max(
                                            0,
                                            Duration.between(run.started(), at).toMillis())))
                    .put("millis", Math.round(result.seconds() * 1000))
                    .put("thread", result.thread())
                    .put("rows", result.rows())
                    .put("said", said(result))
                    .map());
        }
        return out;
    }

    private Integer test(NodeId id) {
        return world.input().project().find(id).isPresent()
                        && world.table().find(id).isEmpty()
                ? world.testNumber(id)
                : null;
    }

    private String name(NodeId id) {
        return world.input().project().find(id).map(world::name).orElse(id.value());
    }

    private String said(NodeRun result) {
        if (result.message().equals("OK")) return "";
        return world.input()
                .project()
                .find(result.node())
                .map(node -> World.subject(node)
                        .flatMap(world.input().project()::find)
                        .orElse(node))
                .map(node -> world.said(node, result.message()))
                .orElse(result.message());
    }
}
