package dev.ashlar.adapter.artifact;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Constraint;
import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.Header;
import dev.ashlar.manifest.NodeConfig;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.manifest.Tree;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Findings;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.QueryResult;
import dev.ashlar.report.RowCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A project with one node of every kind and most of what can be written about each. */
final class SampleProject {
    static final Instant NOW = Instant.parse("2026-11-21T02:00:00.123456789Z");
    static final Invocation INVOCATION = new Invocation(
            "6f2c3a52-6d9e-4a46-b1b5-0f0d6e0d2a11",
            "build",
            List.of("build", "--select", "orders+"),
            Map.of("day", "2026-11-21", "n", 3),
            "dev",
            NOW,
            "abc123");

    static final NodeId SOURCE = id(NodeKind.SOURCE, "till", "orders");
    static final NodeId SEED = id(NodeKind.SEED, "countries");
    static final NodeId ORDERS = id(NodeKind.MODEL, "orders", "v2");
    static final NodeId EPHEMERAL = id(NodeKind.MODEL, "helper");
    static final NodeId SNAPSHOT = id(NodeKind.SNAPSHOT, "customers_history");
    static final NodeId GENERIC = id(NodeKind.DATA_TEST, "unique_orders_id", "1a2b");
    static final NodeId SOURCE_TEST = id(NodeKind.DATA_TEST, "not_null_till_orders", "9z");
    static final NodeId SINGULAR = id(NodeKind.DATA_TEST, "no_negative");
    static final NodeId UNIT = id(NodeKind.UNIT_TEST, "orders", "adds_up");
    static final NodeId ANALYSIS = id(NodeKind.ANALYSIS, "look");
    static final NodeId EXPOSURE = id(NodeKind.EXPOSURE, "board");

    private static final Materialization.Conduct CONDUCT = new Materialization.Conduct(
            Materialization.Publication.TESTED, Optional.of(Duration.ofMinutes(5)),
            Materialization.OnError.SKIP_CHILDREN, Optional.of(false));
    private static final Hook HOOK =
            new Hook("grant select on ${this} to reporting", Hook.Place.OUTSIDE_TRANSACTION, at("ashlar.yml"));

    private SampleProject() {}

    static NodeId id(NodeKind kind, String... parts) {
        String[] all = new String[parts.length + 1];
        all[0] = "shop";
        System.arraycopy(parts, 0, all, 1, parts.length);
        return NodeId.of(kind, all);
    }

    static SourceLocation at(String file) {
        return new SourceLocation(file, 4, 2);
    }

    static Header header(NodeId id, String name, String file, Map<String, Object> config, NodeId... parents) {
        return new Header(
                id,
                name,
                "shop",
                List.of("shop", "staging", name),
                at(file),
                Optional.of(at("models/properties.yml")),
                "What " + name + " holds",
                new TreeSet<>(List.of("nightly")),
                Map.of("owner", "ann", "since", LocalDate.of(2026, 1, 1)),
                new NodeConfig(config),
                List.of(parents),
                List.of("macro.shop.cents"));
    }

    private static Constraint constraint(Constraint.Kind kind, String expression, Optional<NodeId> to) {
        ColumnName id = new ColumnName("id");
        return new Constraint(
                kind, Optional.of("c"), List.of(id), expression, to, to.isPresent() ? List.of(id) : List.of());
    }

    private static List<Column> columns() {
        return List.of(
                new Column(
                        new ColumnName("id"),
                        Optional.of("bigint"),
                        "The key",
                        List.of("key"),
                        Map.of("pii", false),
                        List.of(constraint(Constraint.Kind.PRIMARY_KEY, "", Optional.empty())),
                        Optional.empty()),
                new Column(
                        new ColumnName("Größe \"x\""),
                        Optional.empty(),
                        "",
                        List.of(),
                        Map.of(),
                        List.of(),
                        Optional.empty()));
    }

    private static Node.Build build(String name, Node.Contract contract) {
        return new Node.Build(
                new RelationName("", "analytics", name),
                new Node.Layout(Map.of("sort", List.of("id"))),
                columns(),
                contract,
                List.of(
                        constraint(Constraint.Kind.FOREIGN_KEY, "", Optional.of(SEED)),
                        constraint(Constraint.Kind.CHECK, "id > 0", Optional.empty())),
                List.of(),
                List.of(HOOK),
                CONDUCT,
                Node.PersistDocs.RELATION_AND_COLUMNS,
                Map.of("select", List.of("reporting")));
    }

    static Project project() {
        SortedMap<NodeId, Node> nodes = new TreeMap<>();
        for (Node node : List.of(
                source(),
                seed(),
                orders(),
                helper(),
                snapshot(),
                generic(GENERIC, ORDERS, Optional.of(new ColumnName("id"))),
                generic(SOURCE_TEST, SOURCE, Optional.empty()),
                singular(),
                unit(),
                analysis(),
                exposure())) {
            nodes.put(node.id(), node);
        }
        SortedMap<NodeId, Node> disabled = new TreeMap<>();
        NodeId off = id(NodeKind.MODEL, "off");
        disabled.put(off, model(off, "off", new Materialization.View(), Optional.empty(), Map.of("enabled", false)));
        NodeId offBoard = id(NodeKind.EXPOSURE, "off_board");
        disabled.put(
                offBoard,
                new Node.Exposure(
                        header(offBoard, "off_board", "models/exposures.yml", Map.of()),
                        "",
                        "notebook",
                        "",
                        "",
                        "Ann",
                        ""));
        Tree selector = new Tree.Mapping(
                List.of(new Tree.Entry(
                        "definition", at("selectors.yml"), new Tree.Scalar("tag:nightly", at("selectors.yml")))),
                at("selectors.yml"));
        return new Project(
                "shop",
                "1.0",
                List.of(),
                nodes,
                disabled,
                List.of(new Project.MacroDefinition(
                        "macro.shop.cents", "cents", "shop", "macros/cents.ftl", "", List.of("x"))),
                List.of(new Project.DocBlock("orders", "All orders.", "models/docs.md")),
                List.of(new Project.Group("finance", "Ann", "")),
                Map.of(),
                List.of(HOOK),
                List.of(),
                Map.of("nightly", selector),
                new Project.Schemas("ashlar_meta"));
    }

    private static Node source() {
        return new Node.Source(
                header(SOURCE, "orders", "models/sources.yml", Map.of()),
                "till",
                RelationName.of("raw", "orders"),
                columns(),
                Optional.of(new Node.ExternalFiles(
                        "landing/*.csv", "csv", Map.of("max_rejects", 5), at("models/sources.yml"))),
                Optional.of(new Node.Freshness(
                        Optional.of("_loaded_at"),
                        Optional.empty(),
                        Optional.of(new Node.Age(1, "day")),
                        Optional.empty(),
                        Optional.empty(),
                        "")),
                CONDUCT);
    }

    private static Node seed() {
        return new Node.Seed(
                header(SEED, "countries", "seeds/countries.csv", Map.of("quote_columns", true)),
                build("countries", Node.Contract.NONE),
                "seeds/countries.csv",
                new Node.SeedFormat(',', Map.of("code", "varchar"), List.of()));
    }

    static Node.Model model(
            NodeId id,
            String name,
            Materialization how,
            Optional<Node.Version> version,
            Map<String, Object> config,
            NodeId... parents) {
        Header header = header(id, name, "models/staging/" + name + ".sql", config, parents);
        return new Node.Model(
                header,
                "analytics",
                build(name, Node.Contract.ENFORCED),
                how,
                TemplateText.ofFile(header.location().file(), "select ${1} as id from ${ref(\"countries\")}"),
                Node.Access.PUBLIC,
                Optional.of("finance"),
                version,
                Optional.of("2027-01-01"));
    }

    private static Node orders() {
        return model(
                ORDERS,
                "orders",
                new Materialization.Incremental(
                        new Materialization.IncrementalStrategy.Merge(List.of(), List.of()),
                        List.of(new ColumnName("id")),
                        Materialization.NullKeys.REFUSED,
                        Materialization.OnSchemaChange.APPEND_NEW_COLUMNS,
                        List.of()),
                Optional.of(new Node.Version("2", "2")),
                Map.of(
                        "incremental_strategy",
                        "merge",
                        "unique_key",
                        "id",
                        "post_hook",
                        "grant ...",
                        "full_refresh",
                        false),
                SOURCE,
                EPHEMERAL,
                SEED);
    }

    private static Node helper() {
        return model(EPHEMERAL, "helper", new Materialization.Ephemeral(), Optional.empty(), Map.of(), SOURCE);
    }

    private static Node snapshot() {
        ColumnName updated = new ColumnName("updated_at");
        return new Node.Snapshot(
                header(
                        SNAPSHOT,
                        "customers_history",
                        "snapshots/customers.sql",
                        Map.of(
                                "strategy",
                                "timestamp",
                                "updated_at",
                                "updated_at",
                                "snapshot_meta_column_names",
                                Map.of("valid_from", "von"))),
                build("customers_history", Node.Contract.NONE),
                new Materialization.SnapshotHistory(
                        new Materialization.SnapshotStrategy.Timestamp(updated),
                        List.of(new ColumnName("id")),
                        new Materialization.SnapshotColumns(
                                new ColumnName("von"),
                                new ColumnName("valid_to"),
                                new ColumnName("is_current"),
                                new ColumnName("scd_id"),
                                new ColumnName("scd_updated_at"),
                                new ColumnName("is_deleted")),
                        Materialization.HardDeletes.INVALIDATE,
                        Optional.empty(),
                        Optional.empty(),
                        "UTC",
                        Optional.of(0.5)),
                TemplateText.ofFile("snapshots/customers.sql", "select * from x"));
    }

    private static Node.TestRules rules() {
        return new Node.TestRules(
                Node.TestSeverity.ERROR,
                "!= 0",
                "> 10",
                "count(*)",
                Optional.of(100L),
                Optional.of("id > 1"),
                Optional.empty(),
                Node.TestScope.BATCH,
                Node.Gating.GATES);
    }

    private static Node generic(NodeId id, NodeId on, Optional<ColumnName> column) {
        return new Node.DataTest(
                header(id, id.value().split("\\.")[2], "models/properties.yml", Map.of("limit", 100), on),
                new Node.TestBody.Generic(
                        "unique", "test_unique", Map.of("values", List.of(1, "a")), at("models/properties.yml")),
                rules(),
                Optional.of(on),
                column);
    }

    private static Node singular() {
        return new Node.DataTest(
                header(SINGULAR, "no_negative", "tests/no_negative.sql", Map.of(), ORDERS, SNAPSHOT),
                new Node.TestBody.Singular(TemplateText.ofFile("tests/no_negative.sql", "select 1 where false")),
                rules(),
                Optional.empty(),
                Optional.empty());
    }

    private static Node unit() {
        return new Node.UnitTest(
                header(UNIT, "adds_up", "models/properties.yml", Map.of(), ORDERS),
                ORDERS,
                List.of(
                        new Node.Fixture(
                                "ref('helper')",
                                List.of(Map.of("id", 1)),
                                Optional.empty(),
                                at("models/properties.yml")),
                        new Node.Fixture(
                                "this", List.of(), Optional.of("select 1 as id"), at("models/properties.yml"))),
                new Node.Fixture("", List.of(Map.of("id", 1)), Optional.empty(), at("models/properties.yml")),
                Map.of("vars", Map.of("x", 1), "is_incremental", true));
    }

    private static Node analysis() {
        return new Node.Analysis(
                header(ANALYSIS, "look", "analyses/look.sql", Map.of(), ORDERS),
                TemplateText.ofFile("analyses/look.sql", "select 2"));
    }

    private static Node exposure() {
        return new Node.Exposure(
                header(EXPOSURE, "board", "models/exposures.yml", Map.of(), ORDERS),
                "The board",
                "dashboard",
                "high",
                "https://example.org",
                "Ann",
                "ann@example.org");
    }

    static NodeResult result(NodeId id, Outcome outcome) {
        return new NodeResult(
                id, outcome, NOW, NOW.plusMillis(1500), "worker-1", Optional.empty(), "select 1", List.of());
    }

    static List<NodeResult> results() {
        Findings findings = new Findings(new QueryResult(List.of(), List.of()), Optional.empty());
        return List.of(
                result(SOURCE, new Outcome.Success(new RowCounts(3, 0, 0), 1)),
                result(SEED, new Outcome.Success(RowCounts.UNKNOWN, 2)),
                result(
                        ORDERS,
                        new Outcome.Error(Diagnostic.error(at("models/staging/orders.sql"), "No such column.", ""))),
                result(GENERIC, new Outcome.Fail(3, findings)),
                result(SOURCE_TEST, new Outcome.Warn(1, findings)),
                result(SINGULAR, new Outcome.Pass()),
                result(SNAPSHOT, new Outcome.Skipped(Optional.of(ORDERS), "'orders' failed")),
                result(EPHEMERAL, new Outcome.NoOp("ephemeral")));
    }
}
