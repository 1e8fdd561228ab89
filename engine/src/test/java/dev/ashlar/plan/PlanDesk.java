package dev.ashlar.plan;

import dev.ashlar.adapter.duckdb.DuckDbTypes;
import dev.ashlar.adapter.duckdb.DuckDbWarehouse;
import dev.ashlar.adapter.freemarker.FreemarkerStatementRenderer;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.QueryResult;
import dev.ashlar.report.RowCounts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Carries plans out on an in-memory DuckDB by the shortest way, so that planners can be tried without the runner. */
final class PlanDesk implements AutoCloseable {
    static final RelationName MARKERS = RelationName.of("ashlar", "markers");
    private Connection connection;
    private int untilKill = -1;
    private final FreemarkerStatementRenderer renderer = new FreemarkerStatementRenderer("duckdb");
    private RelationState.Adoption adoption = RelationState.Adoption.REFUSED;
    private PlanContext.Rebuild rebuild = PlanContext.Rebuild.AS_NEEDED;
    private Predicate<Step.Check> gate = check -> true;
    private boolean gated = true;
    private Set<EngineCapability> can = DuckDbWarehouse.facts().can();
    private TypeWidening types = new DuckDbTypes();
    private RowCounts published = RowCounts.NONE;

    PlanDesk() {
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        sql("set autoinstall_known_extensions = false");
        sql("set timezone = 'UTC'");
        sql("set threads = 1");
        sql("create schema shop");
        sql("create schema ashlar");
        sql("create table " + MARKERS + " (relation_schema varchar, relation_name varchar, node varchar,"
                + " attempt varchar, invocation_id varchar, checksum varchar, recorded_at timestamp)");
    }

    /** Ends the session before the statement of a run that comes after so many others; {@link #reconnect} follows. */
    PlanDesk killAfter(int statements) {
        untilKill = statements;
        return this;
    }

    /** What {@link #killAfter} throws. */
    static final class KilledException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A new session of the same database: what was not committed and what was temporary is gone. */
    void reconnect() {
        untilKill = -1;
        try {
            Connection next = ((org.duckdb.DuckDBConnection) connection).duplicate();
            connection.close();
            connection = next;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        sql("set timezone = 'UTC'");
    }

    PlanDesk adopting() {
        adoption = RelationState.Adoption.ALLOWED;
        return this;
    }

    PlanDesk refreshing() {
        rebuild = PlanContext.Rebuild.FULL_REFRESH;
        return this;
    }

    /** @param passes the verdict of the tests at each check */
    PlanDesk gate(Predicate<Step.Check> passes) {
        gate = passes;
        return this;
    }

    /** Plans as for an engine with the narrow MERGE only. */
    PlanDesk narrow() {
        Set<EngineCapability> fewer = EnumSet.copyOf(can);
        fewer.remove(EngineCapability.MERGE_CONDITIONAL);
        fewer.add(EngineCapability.MERGE_NARROW);
        can = fewer;
        return this;
    }

    /** Plans as for an engine that changes the type of no column. */
    PlanDesk fixed() {
        Set<EngineCapability> fewer = EnumSet.copyOf(can);
        fewer.remove(EngineCapability.ALTER_TYPE_IN_TRANSACTION);
        can = fewer;
        types = new FixedTypes(types);
        return this;
    }

    private record FixedTypes(TypeWidening types) implements TypeWidening {
        @Override
        public Optional<String> join(String present, String incoming) {
            return types.join(present, incoming);
        }

        @Override
        public boolean same(String one, String other) {
            return types.same(one, other);
        }

        @Override
        public boolean inPlace(CatalogColumn present, String wider, Layout layout) {
            return false;
        }

        @Override
        public Optional<String> declared(ColumnType type) {
            return types.declared(type);
        }

        @Override
        public String text(long bytes) {
            return types.text(bytes);
        }

        @Override
        public Optional<String> zero(String type) {
            return types.zero(type);
        }

        @Override
        public long longestText() {
            return types.longestText();
        }
    }

    /** Rows of the last run's publishing statements; those of a whole MERGE are not told. */
    RowCounts published() {
        return published;
    }

    PlanDesk open() {
        gated = false;
        return this;
    }

    /** @return rows that the statement touched */
    long sql(String text) {
        try (java.sql.Statement statement = connection.createStatement()) {
            return statement.execute(text) ? 0 : statement.getLargeUpdateCount();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + "\nin:\n" + text, e);
        }
    }

    List<List<Object>> rows(String query) {
        return read(query).rows();
    }

    Object value(String query) {
        return rows(query).get(0).get(0);
    }

    /** @return whether the node was published */
    boolean run(CompiledNode node, RelationName name, Instant at) {
        return carryOut(node, name, at, Planners::begin, Planners::proceed);
    }

    interface Begin {
        Plan plan(CompiledNode node, RelationState state, PlanContext context);
    }

    interface Proceed {
        Plan plan(CompiledNode node, RelationState state, PlanContext context, Shape shape);
    }

    boolean carryOut(CompiledNode node, RelationName name, Instant at, Begin begin, Proceed proceed) {
        published = RowCounts.NONE;
        RelationState state = state(node.node().id(), name);
        PlanContext context = context(at);
        Plan plan = begin.plan(node, state, context);
        try {
            while (true) {
                Optional<Shape> shape = perform(plan);
                if (shape.isEmpty()) return true;
                plan = proceed.plan(node, state, context, shape.get());
            }
        } catch (GateClosedException e) {
            return false;
        }
    }

    RelationState state(NodeId node, RelationName name) {
        Map<String, RelationState.Known> markers = new HashMap<>();
        for (List<Object> row : rows(
                "select relation_schema, relation_name, node, recorded_at from " + MARKERS + " order by recorded_at")) {
            markers.put(
                    Catalog.key(RelationName.of((String) row.get(0), (String) row.get(1))),
                    new RelationState.Known(
                            new NodeId(node.kind(), (String) row.get(2)),
                            ((java.sql.Timestamp) row.get(3)).toLocalDateTime().toInstant(java.time.ZoneOffset.UTC),
                            ""));
        }
        return RelationState.observed(
                node, name, catalog(), r -> Optional.ofNullable(markers.get(Catalog.key(r))), adoption, 255);
    }

    PlanContext context(Instant at) {
        return new PlanContext(
                "duckdb",
                can,
                255,
                types,
                rebuild,
                gated ? PlanContext.GateMode.GATED : PlanContext.GateMode.OPEN,
                at,
                "invocation",
                "attempt",
                MARKERS);
    }

    Catalog catalog() {
        Map<RelationName, List<CatalogColumn>> columns = new LinkedHashMap<>();
        for (List<Object> row : rows("select schema_name, table_name, column_name, data_type, comment"
                + " from duckdb_columns() where not internal and database_name <> 'temp' order by column_index")) {
            columns.computeIfAbsent(
                            RelationName.of((String) row.get(0), (String) row.get(1)), name -> new ArrayList<>())
                    .add(new CatalogColumn(
                            new ColumnName((String) row.get(2)), (String) row.get(3), Optional.ofNullable((String)
                                    row.get(4))));
        }
        Set<String> views = new java.util.HashSet<>();
        rows("select view_name from duckdb_views() where not internal").forEach(row -> views.add((String) row.get(0)));
        List<CatalogRelation> relations = new ArrayList<>();
        columns.forEach((name, of) -> relations.add(new CatalogRelation(
                name,
                views.contains(name.identifier()) ? CatalogRelation.Kind.VIEW : CatalogRelation.Kind.TABLE,
                of,
                Optional.empty())));
        return Catalog.of(relations);
    }

    private Optional<Shape> perform(Plan plan) {
        for (Step step : plan.steps()) {
            switch (step) {
                case Step.Stage stage -> stage.statements().forEach(this::send);
                case Step.Publish publish -> publish(publish);
                case Step.LoadRows load -> throw new IllegalStateException("No rows to load");
                case Step.Check check -> check(check);
                case Step.Read read -> {
                    Map<String, QueryResult> answers = new HashMap<>();
                    read.questions().forEach(q -> answers.put(q.name(), read(q.sql())));
                    return Optional.of(new Shape(describe(read.query()), answers));
                }
            }
        }
        return Optional.empty();
    }

    private void publish(Step.Publish publish) {
        RowCounts told = RowCounts.NONE;
        for (Statement statement : publish.statements()) {
            long rows = send(statement);
            told = told.plus(
                    switch (statement) {
                        case RowStatement.InsertFrom s -> new RowCounts(rows, 0, 0);
                        case RowStatement.UpdateMatching s -> new RowCounts(0, rows, 0);
                        case RowStatement.DeleteMatching s -> new RowCounts(0, 0, rows);
                        case RowStatement.DeleteInterval s -> new RowCounts(0, 0, rows);
                        default -> RowCounts.NONE;
                    });
        }
        published = published.plus(publish.counted().orElse(told));
    }

    private void check(Step.Check check) {
        if (check.sight() instanceof Step.Sight.Batch batch)
            read("select * from (" + batch.merged() + ") as m limit 0");
        if (gate.test(check)) return;
        check.onFailure().forEach(this::send);
        throw new GateClosedException();
    }

    private long send(Statement statement) {
        if (untilKill >= 0 && untilKill-- == 0) throw new KilledException();
        return sql(renderer.render(statement));
    }

    private List<CatalogColumn> describe(String query) {
        return rows("describe " + query).stream()
                .map(row -> CatalogColumn.of((String) row.get(0), (String) row.get(1)))
                .toList();
    }

    QueryResult read(String query) {
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            int width = found.getMetaData().getColumnCount();
            List<List<Object>> rows = new ArrayList<>();
            while (found.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) row.add(found.getObject(i));
                rows.add(row);
            }
            return new QueryResult(List.of(), rows);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + "\nin:\n" + query, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class GateClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
