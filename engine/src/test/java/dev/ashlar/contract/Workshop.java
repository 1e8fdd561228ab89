package dev.ashlar.contract;

import dev.ashlar.contract.RunContract.Engine;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.graph.ProjectGraph;
import dev.ashlar.manifest.ColumnName;
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
import dev.ashlar.port.NodeTask;
import dev.ashlar.port.RunListener;
import dev.ashlar.port.TestCompiler;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.EventReach;
import dev.ashlar.run.Interruption;
import dev.ashlar.run.KeptTask;
import dev.ashlar.run.Leasing;
import dev.ashlar.run.MemoryArtifacts;
import dev.ashlar.run.Rollback;
import dev.ashlar.run.RollbackTask;
import dev.ashlar.run.RunOptions;
import dev.ashlar.run.RunOptions.Flag;
import dev.ashlar.run.RunOptions.Verb;
import dev.ashlar.run.RunPorts;
import dev.ashlar.run.RunRequest;
import dev.ashlar.run.Runner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A small project whose nodes are said in the test and built by the real runner and planners. In SQL, {@code {name}}
 * stands for the relation of a model, snapshot or seed, and {@code {this}} for the node's own or the tested one.
 */
public final class Workshop {
    private static final String PACKAGE = "shop";

    private final Engine engine;
    private final Warehouse warehouse;
    private final SortedMap<NodeId, Node> nodes = new TreeMap<>();
    private final Map<NodeId, Sql> sql = new HashMap<>();
    private final Map<NodeId, SeedRows> seeds = new HashMap<>();
    private final Map<String, List<String>> macros = new HashMap<>();
    private Instant runTime = Instant.parse("2026-03-01T02:00:00Z");
    public final MemoryArtifacts artifacts = new MemoryArtifacts();
    public int threads = 2;
    /** What runs see of what happened. */
    public EventReach reach = EventReach.ALL;

    /** None unless a test says so: most have one run at a time. */
    public Optional<Leasing> leasing = Optional.empty();

    public RunListener listener = new RunListener() {};

    public Workshop(Engine engine) {
        this(engine, engine.warehouse());
    }

    /** @param warehouse in place of the engine's own: one that fails or counts */
    public Workshop(Engine engine, Warehouse warehouse) {
        this.engine = engine;
        this.warehouse = warehouse;
    }

    /** @param increment what an incremental model says under {@code is_incremental()} */
    record Sql(String full, String increment, List<String> preHooks, List<String> postHooks) {}

    record SeedRows(List<dev.ashlar.report.CatalogColumn> columns, List<List<Object>> rows) {}

    public static NodeId id(String model) {
        return NodeId.of(NodeKind.MODEL, PACKAGE, model);
    }

    public static NodeId testId(String test) {
        return NodeId.of(NodeKind.DATA_TEST, PACKAGE, test);
    }

    public RelationName relation(String name) {
        return RelationName.of(engine.schema(), name);
    }

    /** Takes every node out; what was built stands. */
    public Workshop forget() {
        nodes.clear();
        sql.clear();
        seeds.clear();
        return this;
    }

    public Workshop table(String name, String select, String... parents) {
        return model(
                name, new Materialization.Table(), Map.of(), new Sql(select, select, List.of(), List.of()), parents);
    }

    public Workshop view(String name, String select, String... parents) {
        return model(
                name, new Materialization.View(), Map.of(), new Sql(select, select, List.of(), List.of()), parents);
    }

    public Workshop indexed(String name, String column, String select, String... parents) {
        Map<String, Object> layout = Map.of("indexes", List.of(Map.of("columns", List.of(column))));
        return model(name, new Materialization.Table(), layout, new Sql(select, select, List.of(), List.of()), parents);
    }

    public Workshop hooked(String name, String select, String before, String after) {
        Sql texts = new Sql(select, select, List.of(before), List.of(after));
        return model(name, new Materialization.Table(), Map.of(), texts);
    }

    /** Adds a hook to a model that is there, for after it. */
    public Workshop hooking(String name, String after) {
        Sql texts = sql.get(id(name));
        sql.put(id(name), new Sql(texts.full(), texts.increment(), texts.preHooks(), List.of(after)));
        return this;
    }

    public Workshop incremental(
            String name, Materialization.Incremental how, String full, String increment, String... parents) {
        return model(name, how, Map.of(), new Sql(full, increment, List.of(), List.of()), parents);
    }

    /** A model of the project's own materialization. */
    public Workshop custom(String name, String materialization, String select, String... parents) {
        Sql texts = new Sql(select, select, List.of(), List.of());
        return model(name, new Materialization.Custom(materialization), Map.of(), texts, parents);
    }

    /**
     * What a macro of the project writes.
     *
     * @param statements with {@code {target}}, {@code {batch}}, {@code {columns}}, {@code {unique_key}} and {@code {sql}}
     */
    public Workshop macro(String name, String... statements) {
        macros.put(name, List.of(statements));
        return this;
    }

    /** Indexes, as {@code indexes} would list them. */
    public Workshop materializedView(String name, List<Map<String, Object>> indexes, String select, String... parents) {
        Map<String, Object> layout = indexes.isEmpty() ? Map.of() : Map.of("indexes", indexes);
        return model(
                name,
                new Materialization.MaterializedView(),
                layout,
                new Sql(select, select, List.of(), List.of()),
                parents);
    }

    /** Says more of a model that is there. @param change see {@link ModelWords} */
    public Workshop saying(String name, UnaryOperator<Node.Model> change) {
        nodes.put(id(name), change.apply((Node.Model) nodes.get(id(name))));
        return this;
    }

    private Workshop model(String name, Materialization how, Map<String, Object> layout, Sql texts, String... parents) {
        NodeId id = id(name);
        sql.put(id, texts);
        nodes.put(
                id,
                new Node.Model(
                        header(id, name, "models/" + name + ".sql", parents),
                        "analytics",
                        built(name, layout),
                        how,
                        TemplateText.ofFile("models/" + name + ".sql", texts.full()),
                        Node.Access.PROTECTED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        return this;
    }

    public Workshop snapshot(String name, Materialization.SnapshotHistory history, String select, String... parents) {
        NodeId id = NodeId.of(NodeKind.SNAPSHOT, PACKAGE, name);
        sql.put(id, new Sql(select, select, List.of(), List.of()));
        nodes.put(
                id,
                new Node.Snapshot(
                        header(id, name, "snapshots/" + name + ".sql", parents),
                        built(name, Map.of()),
                        history,
                        TemplateText.ofFile("snapshots/" + name + ".sql", select)));
        return this;
    }

    public Workshop seed(String name, List<dev.ashlar.report.CatalogColumn> columns, List<List<Object>> rows) {
        NodeId id = NodeId.of(NodeKind.SEED, PACKAGE, name);
        seeds.put(id, new SeedRows(columns, rows));
        nodes.put(
                id,
                new Node.Seed(
                        header(id, name, "seeds/" + name + ".csv"),
                        built(name, Map.of()),
                        "seeds/" + name + ".csv",
                        new Node.SeedFormat(',', Map.of(), List.of())));
        return this;
    }

    /** A test of the project's own: it looks at the whole relation. @param select failing rows */
    public Workshop test(String name, String node, String select) {
        return test(name, "own", node, select, rules(Node.TestSeverity.ERROR, "!= 0", "!= 0"));
    }

    /** A test over several nodes, declared on the first. @param select failing rows */
    public Workshop test(String name, List<String> models, String select) {
        test(name, models.get(0), select);
        Node.DataTest test = (Node.DataTest) nodes.get(testId(name));
        nodes.put(
                testId(name),
                new Node.DataTest(
                        header(testId(name), name, "models/shop.yml", models.toArray(String[]::new)),
                        test.body(),
                        test.rules(),
                        test.attachedTo(),
                        test.column()));
        return this;
    }

    /** @param testName {@code unique}, {@code not_null}, …: decides what the test looks at in a gate */
    public Workshop test(String name, String testName, String node, String select, Node.TestRules rules) {
        NodeId id = testId(name);
        sql.put(id, new Sql(select, select, List.of(), List.of()));
        SourceLocation at = new SourceLocation("models/shop.yml", 3, 5);
        nodes.put(
                id,
                new Node.DataTest(
                        header(id, name, "models/shop.yml", node),
                        new Node.TestBody.Generic(testName, "test_" + testName, Map.of(), at),
                        rules,
                        Optional.of(find(node)),
                        Optional.empty()));
        return this;
    }

    /** Says of which column a test is. */
    public Workshop column(String test, String column) {
        Node.DataTest said = (Node.DataTest) nodes.get(testId(test));
        nodes.put(
                testId(test),
                new Node.DataTest(
                        said.header(),
                        said.body(),
                        said.rules(),
                        said.attachedTo(),
                        Optional.of(new ColumnName(column))));
        return this;
    }

    public static Node.TestRules rules(Node.TestSeverity severity, String warnIf, String errorIf) {
        return new Node.TestRules(
                severity,
                warnIf,
                errorIf,
                "count(*)",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Node.TestScope.UNSAID,
                Node.Gating.GATES);
    }

    private Node.Build built(String name, Map<String, Object> layout) {
        return new Node.Build(
                relation(name),
                new Node.Layout(layout),
                List.of(),
                Node.Contract.NONE,
                List.of(),
                List.of(),
                List.of(),
                new Conduct(Publication.TESTED, Optional.empty(), OnError.SKIP_CHILDREN, Optional.empty()),
                Node.PersistDocs.NONE,
                Map.of());
    }

    private Node.Header header(NodeId id, String name, String file, String... parents) {
        return new Node.Header(
                id,
                name,
                PACKAGE,
                List.of(PACKAGE, name),
                new SourceLocation(file, 1, 1),
                Optional.empty(),
                "",
                new TreeSet<>(),
                Map.of(),
                NodeConfig.EMPTY,
                Arrays.stream(parents).map(this::find).toList(),
                List.of());
    }

    private NodeId find(String name) {
        return nodes.keySet().stream()
                .filter(id -> id.kind() != NodeKind.DATA_TEST && id.value().endsWith("." + name))
                .findFirst()
                .orElse(id(name));
    }

    public RunReport build(Flag... flags) {
        return run(Verb.BUILD, new Interruption(), flags);
    }

    /** Each run is a day after the one before. */
    public RunReport run(Verb verb, Interruption interruption, Flag... flags) {
        runTime = runTime.plus(Duration.ofDays(1));
        return runAt(runTime, verb, interruption, flags);
    }

    public RunReport runAt(Instant time, Verb verb, Interruption interruption, Flag... flags) {
        WorkshopTemplates templates = templates();
        return run(time, verb, templates, templates, nodes.keySet(), interruption, flags);
    }

    /** Publishes what a gate refused. */
    public RunReport publish(String name) {
        WorkshopTemplates templates = templates();
        NodeId id = find(name);
        dev.ashlar.run.Publication publication = dev.ashlar.run.Publication.of(
                nodes.get(id),
                engine.records().readMarkers(),
                engine.warehouse().identifierLimit());
        return run(
                publication.kept().at(),
                publication.verb(),
                new KeptTask(templates::compile, publication.kept()),
                templates,
                Set.of(id),
                new Interruption());
    }

    /** Puts back what a model published before; a day later, as a run would. */
    public RunReport rollback(String name) {
        NodeId id = find(name);
        Rollback rollback = Rollback.of(
                nodes.get(id),
                engine.records().readMarkers(),
                engine.warehouse().identifierLimit());
        runTime = runTime.plus(Duration.ofDays(1));
        return run(runTime, Verb.RUN, new RollbackTask(rollback), templates(), Set.of(id), new Interruption());
    }

    private WorkshopTemplates templates() {
        return new WorkshopTemplates(nodes, sql, seeds, macros);
    }

    private RunReport run(
            Instant time,
            Verb verb,
            NodeTask task,
            TestCompiler tests,
            Set<NodeId> selected,
            Interruption interruption,
            Flag... flags) {
        Project project = project();
        RunRequest request = new RunRequest(
                new Invocation(UUID.randomUUID().toString(), "build", List.of(), Map.of(), "dev", time, ""),
                "",
                project,
                ProjectGraph.of(project),
                new TreeSet<>(selected),
                Map.of(),
                Map.of(),
                new RunOptions(verb, threads, Set.of(flags), 3, Duration.ofMillis(5)),
                reach);
        RunPorts ports = new RunPorts(
                warehouse,
                engine.renderer(),
                engine.records(),
                artifacts,
                listener,
                task,
                tests,
                (test, facts) -> {
                    throw new IllegalArgumentException("No unit tests here: " + test);
                },
                hook -> new RawSql(hook.sql(), hook.at()),
                InstantSource.system(),
                leasing);
        return new Runner(ports).run(request, interruption);
    }

    private Project project() {
        return new Project(
                PACKAGE,
                "1.0",
                List.of(),
                nodes,
                new TreeMap<>(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                new Project.Schemas("meta"));
    }

    /** One text a row, values joined by commas, sorted. */
    public List<String> rows(String name, String columns) {
        try (WarehouseSession session = engine.warehouse().open()) {
            String query = "select " + columns + " from " + relation(name);
            return session.read(query, 100_000).rows().stream()
                    .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(",")))
                    .sorted()
                    .toList();
        }
    }

    public boolean exists(String name) {
        return engine.warehouse().catalogOf(relation(name)).find(relation(name)).isPresent();
    }

    public void execute(String text) {
        try (WarehouseSession session = engine.warehouse().open()) {
            session.runText(text.replace("{schema}", engine.schema()));
        }
    }

    /** How nodes ended, by name; an error with its text. */
    public static Map<String, String> words(RunReport report) {
        return report.results().stream()
                .collect(Collectors.toMap(
                        r -> r.node().value().substring(r.node().value().lastIndexOf('.') + 1),
                        Workshop::word,
                        (a, b) -> a + " and " + b,
                        TreeMap::new));
    }

    private static String word(NodeResult result) {
        return switch (result.outcome()) {
            case Outcome.Success s -> "success";
            case Outcome.Partial s -> "partial: " + s.diagnostic().message();
            case Outcome.Pass s -> "pass";
            case Outcome.Warn s -> "warn " + s.failures();
            case Outcome.Fail s -> "fail " + s.failures();
            case Outcome.Error s -> "error: " + s.diagnostic().message();
            case Outcome.Skipped s -> "skipped";
            case Outcome.NoOp s -> "no-op";
        };
    }

    public static NodeResult result(RunReport report, NodeId id) {
        return report.results().stream()
                .filter(r -> r.node().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
