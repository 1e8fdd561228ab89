package dev.ashlar.plan;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.BatchSize;
import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Constraint;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.Arrival;
import dev.ashlar.manifest.Materialization.CdcDeletes;
import dev.ashlar.manifest.Materialization.CdcUpdate;
import dev.ashlar.manifest.Materialization.Conduct;
import dev.ashlar.manifest.Materialization.Displaced;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.NullKeys;
import dev.ashlar.manifest.Materialization.OnError;
import dev.ashlar.manifest.Materialization.OnOrphan;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Materialization.OnStale;
import dev.ashlar.manifest.Materialization.Orphans;
import dev.ashlar.manifest.Materialization.Publication;
import dev.ashlar.manifest.Materialization.SnapshotColumns;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.Moment;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeConfig;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.RowOperations;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.plan.Statement.RawSql;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Nodes for tests of planners: {@code shop.orders} and what is said about it. */
public final class PlanNodes {
    public static final RelationName ORDERS = RelationName.of("shop", "orders");
    static final SourceLocation AT = new SourceLocation("models/orders.sql", 1, 1);
    public static final SnapshotColumns META = new SnapshotColumns(
            new ColumnName("valid_from"),
            new ColumnName("valid_to"),
            new ColumnName("is_current"),
            new ColumnName("scd_id"),
            new ColumnName("scd_updated_at"),
            new ColumnName("is_deleted"));

    private PlanNodes() {}

    public static Node.Build build(RelationName relation) {
        return new Node.Build(
                relation,
                Node.Layout.NONE,
                List.of(),
                Node.Contract.NONE,
                List.of(),
                List.of(),
                List.of(),
                new Conduct(Publication.TESTED, Optional.empty(), OnError.SKIP_CHILDREN, Optional.empty()),
                Node.PersistDocs.NONE,
                Map.of());
    }

    static Node.Build displacing(Displaced displaced) {
        return displacing(displaced, Map.of());
    }

    static Node.Build displacing(Displaced displaced, Map<String, Object> layout) {
        Node.Build plain = build(ORDERS);
        return new Node.Build(
                plain.relation(),
                new Node.Layout(layout),
                List.of(),
                Node.Contract.NONE,
                List.of(),
                List.of(),
                List.of(),
                new Conduct(Publication.TESTED, Optional.empty(), OnError.SKIP_CHILDREN, Optional.empty(), displaced),
                Node.PersistDocs.NONE,
                Map.of());
    }

    static Node.Build promising(List<Column> columns, List<Constraint> constraints) {
        Node.Build plain = build(ORDERS);
        return new Node.Build(
                plain.relation(),
                plain.layout(),
                columns,
                Node.Contract.ENFORCED,
                constraints,
                List.of(),
                List.of(),
                plain.conduct(),
                Node.PersistDocs.NONE,
                Map.of());
    }

    static Node.Build documented(List<Column> columns) {
        Node.Build plain = build(ORDERS);
        return new Node.Build(
                plain.relation(),
                plain.layout(),
                columns,
                Node.Contract.NONE,
                List.of(),
                List.of(),
                List.of(),
                plain.conduct(),
                Node.PersistDocs.RELATION_AND_COLUMNS,
                Map.of());
    }

    static Node.Build laidOut(Map<String, Object> layout) {
        Node.Build plain = build(ORDERS);
        return new Node.Build(
                plain.relation(),
                new Node.Layout(layout),
                List.of(),
                Node.Contract.NONE,
                List.of(),
                List.of(),
                List.of(),
                plain.conduct(),
                Node.PersistDocs.NONE,
                Map.of());
    }

    static Column column(String name, String type, String description, Constraint... constraints) {
        return new Column(
                new ColumnName(name),
                type.isEmpty() ? Optional.empty() : Optional.of(type),
                description,
                List.of(),
                Map.of(),
                List.of(constraints),
                Optional.empty());
    }

    static Constraint constraint(Constraint.Kind kind, String expression, String... columns) {
        return new Constraint(
                kind,
                Optional.empty(),
                List.of(columns).stream().map(ColumnName::new).toList(),
                expression,
                Optional.empty(),
                List.of());
    }

    /** Days of this column from March 2026 on. */
    public static IncrementalStrategy microbatch(String eventTime) {
        return new IncrementalStrategy.Microbatch(
                new ColumnName(eventTime),
                new BatchSize(BatchSize.Unit.DAY, 1),
                Moment.find("2026-03-01").orElseThrow(),
                1,
                ZoneId.of("Europe/Berlin"),
                IncrementalStrategy.ConcurrentBatches.WHERE_SAFE);
    }

    public static Node.Model model(Materialization materialization) {
        return model(materialization, build(ORDERS));
    }

    public static Node.Model model(Materialization materialization, Node.Build build) {
        return new Node.Model(
                header(NodeKind.MODEL, build.relation().identifier()),
                "analytics",
                build,
                materialization,
                TemplateText.ofFile("models/orders.sql", ""),
                Node.Access.PROTECTED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static Node.Snapshot snapshot(SnapshotHistory history) {
        return snapshot(history, build(ORDERS));
    }

    static Node.Snapshot snapshot(SnapshotHistory history, Node.Build build) {
        return new Node.Snapshot(
                header(NodeKind.SNAPSHOT, "orders"), build, history, TemplateText.ofFile("snapshots/orders.sql", ""));
    }

    static Node.Seed seed(Node.Build build) {
        return new Node.Seed(
                header(NodeKind.SEED, "orders"),
                build,
                "seeds/orders.csv",
                new Node.SeedFormat(',', Map.of(), List.of()));
    }

    private static Node.Header header(NodeKind kind, String name) {
        return new Node.Header(
                NodeId.of(kind, "storefront", name),
                name,
                "storefront",
                List.of("storefront", name),
                AT,
                Optional.empty(),
                "Orders, it's said",
                new TreeSet<>(),
                Map.of(),
                NodeConfig.EMPTY,
                List.of(),
                List.of());
    }

    public static CompiledNode compiled(Node node, String sql) {
        return new CompiledNode(node, sql, SourceMap.EMPTY, RenderedHooks.NONE, "", PlanNodes::worded, false);
    }

    /** Rows that point to customers. */
    static CompiledNode pointing(Node node, String sql) {
        return new CompiledNode(
                node,
                sql,
                SourceMap.EMPTY,
                RenderedHooks.NONE,
                "",
                PlanNodes::worded,
                false,
                "\"shop\".\"customers\" as parent");
    }

    static Orphans orphans(OnOrphan on) {
        return new Orphans("ref('customers')", AT, names("name"), names("code"), on);
    }

    static Orphans orphansWithin(OnOrphan on) {
        return new Orphans(Orphans.ITSELF, AT, names("s"), names("id"), on);
    }

    /** What macros of a project may write. */
    private static List<RawSql> worded(String macro, Map<String, Object> arguments) {
        Object target = arguments.get("target");
        if (macro.startsWith("materialization_")) {
            return List.of(raw("create table " + target + " as\n" + arguments.get("sql")));
        }
        return List.of(
                raw("delete from " + target + " where id in (select id from " + arguments.get("batch") + ")"),
                raw("insert into " + target + " select " + arguments.get("columns") + " from "
                        + arguments.get("batch")));
    }

    static CompiledNode hooked(Node node, String sql) {
        return new CompiledNode(
                node,
                sql,
                SourceMap.EMPTY,
                new RenderedHooks(
                        List.of(raw("insert into audit values ('before')")),
                        List.of(raw("load spatial")),
                        List.of(raw("insert into audit values ('after')")),
                        List.of(raw("vacuum"))),
                "set threads = 1;",
                StatementMacros.NONE,
                false);
    }

    private static RawSql raw(String text) {
        return new RawSql(text, AT);
    }

    public static Incremental incremental(IncrementalStrategy strategy, OnSchemaChange change, String... keys) {
        return new Incremental(strategy, names(keys), NullKeys.REFUSED, change, List.of());
    }

    public static IncrementalStrategy merge() {
        return new IncrementalStrategy.Merge(List.of(), List.of());
    }

    /** Of every change, by {@code updated_at}, and by {@code _loaded_at} where the query has it. */
    public static SnapshotStrategy changelog() {
        return new SnapshotStrategy.Changelog(
                new ColumnName("updated_at"),
                Optional.empty(),
                List.of(),
                new Arrival.IfPresent(new ColumnName("_loaded_at")),
                List.of(),
                Optional.empty());
    }

    /** Operations in the column {@code op}, whole rows. */
    public static IncrementalStrategy.Cdc cdc(CdcDeletes deletes, String... sequence) {
        return new IncrementalStrategy.Cdc(
                new RowOperations(new ColumnName("op"), RowOperations.USUAL),
                names(sequence),
                deletes,
                CdcUpdate.FULL,
                OnStale.SKIP,
                Optional.empty());
    }

    static IncrementalStrategy.Cdc cdc(
            CdcDeletes deletes, CdcUpdate update, OnStale stale, Duration retention, String... sequence) {
        return new IncrementalStrategy.Cdc(
                new RowOperations(new ColumnName("op"), RowOperations.USUAL),
                names(sequence),
                deletes,
                update,
                stale,
                Optional.of(retention));
    }

    public static SnapshotHistory history(SnapshotStrategy strategy, HardDeletes deletes, String... keys) {
        return new SnapshotHistory(
                strategy, names(keys), META, deletes, Optional.empty(), Optional.empty(), "UTC", Optional.of(0.5));
    }

    static List<ColumnName> names(String... names) {
        return List.of(names).stream().map(ColumnName::new).toList();
    }
}
