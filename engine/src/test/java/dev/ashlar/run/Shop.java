package dev.ashlar.run;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.graph.ProjectGraph;
import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.Layer;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.Conduct;
import dev.ashlar.manifest.Materialization.OnError;
import dev.ashlar.manifest.Materialization.Publication;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeConfig;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.plan.Statement.RawSql;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.Instead;
import dev.ashlar.port.RunListener;
import dev.ashlar.port.TestCompiler.CompiledTest;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A small project on the fake warehouse, and what it takes to run it. */
final class Shop {
    static final Instant RUN_TIME = Instant.parse("2026-03-01T02:00:00Z");
    static final String SCHEMA = "analytics";

    final FakeWarehouse warehouse = new FakeWarehouse();
    final FakeRecords records = new FakeRecords(warehouse);
    final MemoryArtifacts artifacts = new MemoryArtifacts();
    final SwapPlans task = new SwapPlans();
    final Map<NodeId, Double> durations = new HashMap<>();
    final List<Hook> onRunStart = new ArrayList<>();
    final List<Hook> onRunEnd = new ArrayList<>();
    final List<Layer> layers = new ArrayList<>();
    RunListener listener = new RunListener() {};
    private final SortedMap<NodeId, Node> nodes = new TreeMap<>();
    private int runs;

    static NodeId id(String model) {
        return NodeId.of(NodeKind.MODEL, "shop", model);
    }

    static NodeId testId(String name) {
        return NodeId.of(NodeKind.DATA_TEST, "shop", name);
    }

    static RelationName relation(String name) {
        return RelationName.of(SCHEMA, name);
    }

    Shop model(String name, String... parents) {
        return model(name, OnError.SKIP_CHILDREN, Optional.empty(), parents);
    }

    Shop model(String name, OnError onError, Optional<Duration> timeout, String... parents) {
        return add(
                name,
                new Materialization.Table(),
                new Conduct(Publication.TESTED, timeout, onError, Optional.empty()),
                Optional.empty(),
                parents);
    }

    Shop ephemeral(String name, String... parents) {
        return add(name, new Materialization.Ephemeral(), conduct(), Optional.empty(), parents);
    }

    Shop expiring(String name, String day) {
        return add(name, new Materialization.Table(), conduct(), Optional.of(day));
    }

    private static Conduct conduct() {
        return new Conduct(Publication.TESTED, Optional.empty(), OnError.SKIP_CHILDREN, Optional.empty());
    }

    private Shop add(String name, Materialization how, Conduct conduct, Optional<String> expires, String... parents) {
        List<NodeId> reads = Arrays.stream(parents).map(Shop::id).toList();
        Node.Build build = new Node.Build(
                relation(name),
                Node.Layout.NONE,
                List.of(),
                Node.Contract.NONE,
                List.of(),
                List.of(),
                List.of(),
                conduct,
                Node.PersistDocs.NONE,
                Map.of());
        nodes.put(
                id(name),
                new Node.Model(
                        header(id(name), name, "models/" + name + ".sql", reads),
                        "adhoc",
                        build,
                        how,
                        TemplateText.ofFile("models/" + name + ".sql", "select 1"),
                        Node.Access.PROTECTED,
                        Optional.empty(),
                        Optional.empty(),
                        expires));
        return this;
    }

    /** Models that are there and are published together. */
    Shop together(String group, String... models) {
        for (String name : models) {
            Node.Model model = (Node.Model) nodes.get(id(name));
            Node.Header header = header(
                    id(name),
                    name,
                    "models/" + name + ".sql",
                    model.dependsOn(),
                    new NodeConfig(Map.of("transaction_group", group)));
            nodes.put(
                    id(name),
                    new Node.Model(
                            header,
                            model.layer(),
                            model.build(),
                            model.materialization(),
                            model.template(),
                            model.access(),
                            model.group(),
                            model.version(),
                            model.expires()));
        }
        return this;
    }

    /** A test that finds the rows that begin with "bad" in the last model. */
    Shop test(String name, String... models) {
        return test(name, Node.TestSeverity.ERROR, Optional.empty(), models);
    }

    Shop test(String name, Node.TestSeverity severity, Optional<RelationName> stored, String... models) {
        List<NodeId> reads = Arrays.stream(models).map(Shop::id).toList();
        nodes.put(
                testId(name),
                new Node.DataTest(
                        header(testId(name), name, "models/shop.yml", reads),
                        new Node.TestBody.Generic(
                                "not_bad", "test_not_bad", Map.of(), new SourceLocation("models/shop.yml", 3, 5)),
                        new Node.TestRules(
                                severity,
                                "!= 0",
                                "!= 0",
                                "count(*)",
                                Optional.empty(),
                                Optional.empty(),
                                stored.map(Node.StoreFailures::new),
                                Node.TestScope.UNSAID,
                                Node.Gating.GATES),
                        Optional.of(reads.get(reads.size() - 1)),
                        Optional.empty()));
        return this;
    }

    private static Node.Header header(NodeId id, String name, String file, List<NodeId> parents) {
        return header(id, name, file, parents, NodeConfig.EMPTY);
    }

    private static Node.Header header(NodeId id, String name, String file, List<NodeId> parents, NodeConfig config) {
        return new Node.Header(
                id,
                name,
                "shop",
                List.of("shop", name),
                new SourceLocation(file, 1, 1),
                Optional.empty(),
                "",
                new TreeSet<>(),
                Map.of(),
                config,
                parents,
                List.of());
    }

    Project project() {
        return new Project(
                "shop",
                "1.0",
                layers,
                nodes,
                new TreeMap<>(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                onRunStart,
                onRunEnd,
                Map.of(),
                new Project.Schemas("meta"));
    }

    RunReport build(int threads, RunOptions.Flag... flags) {
        return run(RunOptions.Verb.BUILD, new Interruption(), threads, flags);
    }

    RunReport run(RunOptions.Verb verb, Interruption interruption, int threads, RunOptions.Flag... flags) {
        return run(verb, interruption, threads, List.copyOf(nodes.keySet()), flags);
    }

    RunReport run(
            RunOptions.Verb verb,
            Interruption interruption,
            int threads,
            List<NodeId> selected,
            RunOptions.Flag... flags) {
        Project project = project();
        RunRequest request = new RunRequest(
                new Invocation(
                        "run-" + ++runs, "build", List.of(), Map.of(), "dev", RUN_TIME.plusSeconds(60L * runs), ""),
                "",
                project,
                ProjectGraph.of(project),
                new TreeSet<>(selected),
                Map.of(),
                durations,
                new RunOptions(verb, threads, java.util.Set.of(flags), 2, Duration.ofMillis(1)));
        return new Runner(ports()).run(request, interruption);
    }

    private RunPorts ports() {
        return new RunPorts(
                warehouse,
                warehouse::words,
                records,
                artifacts,
                listener,
                task,
                this::compile,
                (test, facts) -> {
                    throw new IllegalArgumentException("No unit tests here: " + test);
                },
                hook -> new RawSql(hook.sql(), hook.at()),
                InstantSource.system(),
                Optional.empty());
    }

    private CompiledTest compile(Node.DataTest test, Facts facts) {
        NodeId tested = test.attachedTo().orElseThrow();
        RelationName relation = switch (facts.instead().get(tested)) {
            case null -> relation(((Node.Model) nodes.get(tested)).name());
            case Instead.Relation instead -> instead.name();
            case Instead.Rows rows -> throw new IllegalArgumentException("No rows here: " + rows);
        };
        return new CompiledTest("bad in " + relation.quoted(), SourceMap.EMPTY);
    }

    /** How nodes ended, one word each, by name. */
    static Map<String, String> words(RunReport report) {
        return report.results().stream()
                .collect(Collectors.toMap(
                        result -> result.node()
                                .value()
                                .substring(result.node().value().lastIndexOf('.') + 1),
                        Shop::word,
                        (a, b) -> a + " and " + b,
                        TreeMap::new));
    }

    private static String word(NodeResult result) {
        return switch (result.outcome()) {
            case Outcome.Partial p -> "partial: " + p.diagnostic().message();
            case Outcome.Success s -> "success";
            case Outcome.Pass s -> "pass";
            case Outcome.Warn s -> "warn";
            case Outcome.Fail s -> "fail";
            case Outcome.Error s -> "error";
            case Outcome.Skipped s -> "skipped";
            case Outcome.NoOp s -> "no-op";
        };
    }

    static NodeResult result(RunReport report, NodeId id) {
        return report.results().stream()
                .filter(result -> result.node().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
