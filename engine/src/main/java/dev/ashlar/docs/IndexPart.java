package dev.ashlar.docs;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.port.DocsSite;
import dev.ashlar.port.DocsSite.Memory;
import dev.ashlar.report.PastRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The part that the first view needs: every node in a few words, the graph, the runs, what changed. */
final class IndexPart {
    /** Tests that failed, on the overview. */
    private static final int FAILING_SHOWN = 50;

    /** Characters of a description in a list. */
    private static final int FIRST_WORDS = 100;

    private final World world;
    private final Words<String> materializations = new Words<>();
    private final Words<String> statuses = new Words<>();
    private final Words<List<String>> tags = new Words<>();
    private final Words<String> owners = new Words<>();

    IndexPart(World world) {
        this.world = world;
        statuses.number(""); // 0 is what no run has met
        tags.number(List.of());
        owners.number("");
    }

    DocsSite.Part part(Memory memory) {
        DocsInput input = world.input();
        Map<String, Object> nodes = nodes();
        Fields fields = new Fields()
                .put("project", input.project().name())
                .put("version", input.project().version())
                .put("target", input.target())
                .put("ashlar", input.ashlarVersion())
                .put("made", input.made().toString())
                .put("catalog", input.catalog().isPresent())
                .put("lineage", !input.lineage().nodes().isEmpty())
                .put("chunk", NodeParts.CHUNK)
                .put(
                        "bands",
                        world.table().bands().list().stream().map(Band::fields).toList())
                .put("nodes", nodes)
                .put("parents", parents())
                .put("materializations", materializations.values())
                .put("statuses", statuses.values())
                .put("tags", tags.values())
                .put("owners", owners.values())
                .put("counts", counts())
                .put("tests", testCounts())
                .put("failing", failing())
                .put("fresh", fresh())
                .put("runs", runs())
                .put("changes", changes(memory))
                .put("since", memory.since().map(Object::toString))
                .put("selectors", new ArrayList<>(input.project().selectors().keySet()));
        return new DocsSite.Part("index", fields.map());
    }

    private Map<String, Object> nodes() {
        List<Node> nodes = world.table().nodes();
        int size = nodes.size();
        List<String> names = new ArrayList<>(size);
        List<String> ids = new ArrayList<>(size);
        List<String> words = new ArrayList<>(size);
        int[] bands = new int[size];
        int[] built = new int[size];
        int[] tagged = new int[size];
        int[] owned = new int[size];
        int[] status = new int[size];
        int[] millis = new int[size];
        int[] tests = new int[size];
        int[] worst = new int[size];
        int[] columns = new int[size];
        String usual = "." + world.input().project().name() + ".";
        for (int i = 0; i < size; i++) {
            Node node = nodes.get(i);
            names.add(node.name());
            ids.add(
                    node.id().value().equals(node.id().kind().word() + usual + node.name())
                            ? node.id().kind().word()
                            : node.id().value());
            words.add(firstWords(node.header().description()));
            bands[i] = world.table().band(node);
            built[i] = materializations.number(built(node));
            tagged[i] = tags.number(List.copyOf(node.header().tags()));
            owned[i] = owners.number(world.owner(node).orElse(""));
            status[i] = statuses.number(status(node));
            millis[i] = world.results()
                    .last(node.id())
                    .map(entry -> (int) Math.min(
                            Integer.MAX_VALUE, Math.round(entry.result().seconds() * 1000)))
                    .orElse(-1);
            List<Node> its = world.testsOf(node.id());
            tests[i] = its.size();
            worst[i] = statuses.number(worst(its));
            columns[i] = Columns.count(world, node);
        }
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", names);
        out.put("id", ids);
        out.put("words", words);
        out.put("band", bands);
        out.put("built", built);
        out.put("tags", tagged);
        out.put("owner", owned);
        out.put("status", status);
        out.put("millis", millis);
        out.put("tests", tests);
        out.put("worst", worst);
        out.put("columns", columns);
        return out;
    }

    static String firstWords(String description) {
        String line = description.strip().lines().findFirst().orElse("").strip();
        return line.length() <= FIRST_WORDS
                ? line
                : line.substring(
                                0,
                                line.offsetByCodePoints(
                                        0, Math.min(FIRST_WORDS - 1, line.codePointCount(0, line.length()))))
                        + "…";
    }

    private String status(Node node) {
        if (node instanceof Node.Source) {
            String fresh = world.freshness(node.id()).map(row -> row.status()).orElse("");
            if (!fresh.isEmpty()) return fresh.equals("pass") ? "fresh" : "stale " + fresh;
        }
        return world.results().status(node.id());
    }

    private static String built(Node node) {
        return switch (node) {
            case Node.Model model -> model.materialization().word();
            case Node.Seed n -> "seed";
            case Node.Snapshot n -> "snapshot";
            case Node.Source source -> source.external().isPresent() ? "loaded source" : "source";
            case Node.Analysis n -> "analysis";
            case Node.Exposure exposure -> exposure.type().isEmpty() ? "exposure" : exposure.type();
            case Node.DataTest n -> "test";
            case Node.UnitTest n -> "unit test";
        };
    }

    /** Of several results the one that asks for somebody to look. */
    private String worst(List<Node> tests) {
        String worst = "";
        for (Node test : tests) {
            String status = world.results().status(test.id());
            if (weight(status) > weight(worst)) worst = status;
        }
        return worst;
    }

    private static int weight(String status) {
        return switch (status) {
            case "" -> 0;
            case "pass", "success" -> 1;
            case "warn" -> 2;
            case "fail" -> 3;
            case "error" -> 4;
            default -> 1;
        };
    }

    /** For each node how many parents it has; then the parents of all of them, one after the other. */
    private Map<String, Object> parents() {
        List<Node> nodes = world.table().nodes();
        int[] counts = new int[nodes.size()];
        List<int[]> lists = new ArrayList<>();
        int total = 0;
        for (int i = 0; i < counts.length; i++) {
            int[] parents = world.table()
                    .numbers(world.input().graph().parents(nodes.get(i).id()));
            counts[i] = parents.length;
            total += parents.length;
            lists.add(parents);
        }
        int[] all = new int[total];
        int at = 0;
        for (int[] parents : lists) {
            System.arraycopy(parents, 0, all, at, parents.length);
            at += parents.length;
        }
        return Map.of("count", counts, "of", all);
    }

    private Map<String, Object> counts() {
        Map<String, Object> out = new TreeMap<>();
        for (NodeKind kind : NodeKind.values()) {
            long count = world.input().project().nodes().keySet().stream()
                    .filter(id -> id.kind() == kind)
                    .count();
            if (count > 0) out.put(kind.word(), count);
        }
        out.put("macro", world.input().project().macros().size());
        return out;
    }

    private Map<String, Object> testCounts() {
        Map<String, Object> out = new TreeMap<>();
        for (Node test : world.tests()) {
            out.merge(world.results().status(test.id()), 1, (a, b) -> (Integer) a + (Integer) b);
        }
        return out;
    }

    private List<Map<String, Object>> failing() {
        TestFields fields = new TestFields(world);
        return world.tests().stream()
                .filter(test -> weight(world.results().status(test.id())) > 1)
                .limit(FAILING_SHOWN)
                .map(test -> {
                    Map<String, Object> out = fields.of(test);
                    out.keySet().retainAll(java.util.Set.of("no", "name", "on", "status", "failures", "column"));
                    return out;
                })
                .toList();
    }

    private List<Map<String, Object>> fresh() {
        return world.input().freshness().stream()
                .filter(row -> world.table().find(row.source()).isPresent())
                .map(row -> new Fields()
                        .put("node", world.table().find(row.source()).getAsInt())
                        .put("status", row.status())
                        .put("loaded", row.maxLoadedAt())
                        .put("age", row.ageSeconds())
                        .put("error", row.error())
                        .map())
                .toList();
    }

    private List<Map<String, Object>> runs() {
        List<Map<String, Object>> out = new ArrayList<>();
        for (PastRun run : world.input().runs()) {
            Map<String, Object> counts = new TreeMap<>();
            run.nodes().forEach(node -> counts.merge(node.status(), 1, (a, b) -> (Integer) a + (Integer) b));
            out.add(new Fields()
                    .put("id", run.invocationId())
                    .put("command", run.command())
                    .put("target", run.target())
                    .put("git", run.gitRevision())
                    .put("started", run.started().toString())
                    .put("completed", run.completed().toString())
                    .put("counts", counts)
                    .map());
        }
        return out;
    }

    private List<Map<String, Object>> changes(Memory memory) {
        return memory.changes().stream()
                .map(change -> new Fields()
                        .put("id", change.node())
                        .put("what", change.what())
                        .put("node", number(change.node()))
                        .map())
                .toList();
    }

    private Integer number(String id) {
        for (NodeKind kind : NodeKind.values()) {
            if (!id.startsWith(kind.word() + ".")) continue;
            var found = world.table().find(new NodeId(kind, id));
            if (found.isPresent()) return found.getAsInt();
        }
        return null;
    }
}
