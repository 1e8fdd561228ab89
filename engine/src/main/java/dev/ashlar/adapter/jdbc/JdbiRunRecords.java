package dev.ashlar.adapter.jdbc;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.RunRecords;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Records in the warehouse itself. What nodes did is written beside the run, once a second and at its end, so that no
 * worker waits for it.
 */
public final class JdbiRunRecords implements RunRecords, AutoCloseable {
    private final Jdbi jdbi;
    private final JdbcDialect dialect;
    private final RecordTexts texts;
    private final RecordTables tables;
    private final InstantSource clock;
    private final Backlog<Ended> backlog;

    /** Whether the last try to write ended in a fault; known to the thread that writes. */
    private boolean doubtful;

    private volatile boolean standing;

    private record Ended(String invocation, NodeResult result) {}

    /**
     * @param connections gives a new connection to the warehouse at each call
     * @param schema where the tables stand
     */
    public JdbiRunRecords(Supplier<Connection> connections, JdbcDialect dialect, String schema, InstantSource clock) {
        this.jdbi = Jdbi.create(connections::get);
        this.dialect = dialect;
        this.texts = dialect.texts();
        this.tables = new RecordTables(schema, texts);
        this.clock = clock;
        this.backlog = new Backlog<>("ashlar-records", this::write);
    }

    /** Where two runs make the tables at once, one is in the other's way, and looks again. */
    @Override
    public void prepare() {
        Replays.of(Set.of(WarehouseException.Kind.RETRYABLE), () -> {
            prepareOnce();
            return null;
        });
    }

    /** One look where all is there. */
    private void prepareOnce() {
        Optional<Integer> found = findVersion();
        if (found.isPresent() && found.get() == RecordTables.VERSION) {
            standing = true;
            return;
        }
        if (found.isPresent() && found.get() > RecordTables.VERSION) {
            throw new DiagnosticException(Diagnostic.error(
                    "The records in " + tables.version().plain() + " have version " + found.get()
                            + "; this Ashlar knows versions up to " + RecordTables.VERSION + ".",
                    "Use the newer Ashlar that wrote them, or another target."));
        }
        makeSchema();
        inTransaction(handle -> {
            for (String statement : tables.statements()) execute(handle, statement);
            execute(handle, "delete from " + tables.version());
            handle.createUpdate("insert into " + tables.version() + " values (:version)")
                    .bind("version", RecordTables.VERSION)
                    .execute();
        });
        standing = true;
    }

    private void makeSchema() {
        with(handle -> {
            SchemaMaking.make(
                    handle.getConnection(),
                    dialect,
                    tables.schema(),
                    () -> execute(handle, "create schema if not exists " + RelationName.quote(tables.schema())));
            return null;
        });
    }

    /** Readers ask first. */
    private boolean areStanding() {
        if (standing) return true;
        standing = with(handle -> RecordTables.isStanding(handle, tables.version()));
        return standing;
    }

    private Optional<Integer> findVersion() {
        return with(handle -> {
            try (java.sql.Statement statement = handle.getConnection().createStatement();
                    ResultSet row = statement.executeQuery("select max(version) from " + tables.version())) {
                return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
            } catch (SQLException tableLacks) {
                return Optional.empty();
            }
        });
    }

    private void inTransaction(HandleConsumer<SQLException> work) {
        explained(() -> {
            jdbi.useTransaction(work);
            return null;
        });
    }

    private <T> T with(HandleCallback<T, SQLException> work) {
        return explained(() -> jdbi.withHandle(work));
    }

    /** For what is right when done twice: again on another connection when one died. */
    private <T> T ask(HandleCallback<T, SQLException> work) {
        return Replays.of(Set.of(WarehouseException.Kind.CONNECTION), () -> with(work));
    }

    private interface Work<T> {
        T now() throws SQLException;
    }

    private <T> T explained(Work<T> work) {
        try {
            return work.now();
        } catch (SQLException failure) {
            throw dialect.explain(failure, "");
        } catch (JdbiException failure) {
            if (failure.getCause() instanceof SQLException cause) throw dialect.explain(cause, "");
            throw failure;
        }
    }

    private static void execute(Handle handle, String sql) throws SQLException {
        try (java.sql.Statement statement = handle.getConnection().createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void invocationStarted(Invocation invocation, String selection) {
        with(handle -> handle.createUpdate("insert into " + tables.invocations()
                        + " values (:id, :command, :arguments, :vars, :selection, :target, :revision, 'running', :started,"
                        + " null)")
                .bind("id", invocation.id())
                .bind("command", invocation.command())
                .bind("arguments", texts.fitting(JsonText.write(invocation.arguments())))
                .bind("vars", texts.fitting(JsonText.write(invocation.vars())))
                .bind("selection", texts.fitting(selection))
                .bind("target", invocation.target())
                .bind("revision", invocation.gitRevision())
                .bind("started", RecordRows.utc(invocation.startedAt()))
                .execute());
    }

    @Override
    public void nodeEnded(Invocation invocation, NodeResult result) {
        backlog.add(new Ended(invocation.id(), result));
    }

    @Override
    public void invocationEnded(Invocation invocation, String status) {
        Replays.of(Set.of(WarehouseException.Kind.CONNECTION), () -> {
            backlog.drain();
            return null;
        });
        ask(handle -> handle.createUpdate("update " + tables.invocations()
                        + " set status = :status, completed_at = :completed where invocation_id = :id")
                .bind("status", status)
                .bind("completed", RecordRows.utc(clock.instant()))
                .bind("id", invocation.id())
                .execute());
    }

    private void write(List<Ended> ended) {
        List<Ended> lacking = doubtful ? lacking(ended) : ended;
        doubtful = true;
        writeAll(lacking);
        doubtful = false;
    }

    /** What another try has not written already, whose answer may have been lost. */
    private List<Ended> lacking(List<Ended> ended) {
        Set<String> written = new HashSet<>();
        for (String invocation :
                ended.stream().map(Ended::invocation).distinct().toList()) {
            with(handle -> handle.createQuery("select node from " + tables.nodeRuns() + " where invocation_id = :id")
                            .bind("id", invocation)
                            .mapTo(String.class)
                            .list())
                    .forEach(node -> written.add(invocation + " " + node));
        }
        return ended.stream()
                .filter(each -> !written.contains(
                        each.invocation() + " " + each.result().node()))
                .toList();
    }

    private void writeAll(List<Ended> ended) {
        List<List<Object>> runs = new ArrayList<>();
        List<List<Object>> tests = new ArrayList<>();
        for (Ended each : ended) {
            runs.add(RecordRows.nodeRun(each.invocation(), each.result()));
            RecordRows.testResult(each.invocation(), each.result()).ifPresent(tests::add);
        }
        inTransaction(handle -> {
            load(handle, tables.nodeRuns(), RecordRows.NODE_RUNS, runs);
            load(handle, tables.testResults(), RecordRows.TEST_RESULTS, tests);
        });
    }

    /** By the bulk path: 1,000 bound inserts take 0.6 s here, the same rows so 10 ms. */
    private void load(Handle handle, RelationName table, List<CatalogColumn> columns, List<List<Object>> rows)
            throws SQLException {
        if (rows.isEmpty()) return;
        List<List<Object>> fitting = rows.stream()
                .map(row -> row.stream().map(texts::fitting).toList())
                .toList();
        dialect.load(handle.getConnection(), table, columns, fitting);
    }

    @Override
    public RelationName markers() {
        return tables.markers();
    }

    @Override
    public List<RelationName> tables() {
        return tables.all();
    }

    /** The ledger of loaded files; empty where nothing was recorded yet. */
    public Optional<RelationName> findLoads() {
        return areStanding() ? Optional.of(tables.loads()) : Optional.empty();
    }

    @Override
    public Map<RelationName, Marker> readMarkers() {
        if (!areStanding()) return Map.of();
        String ofRelation = "(partition by relation_schema, relation_name";
        Map<RelationName, Marker> newest = new LinkedHashMap<>();
        List<Marker> all = ask(handle -> handle.createQuery("select relation_schema, relation_name, node, attempt,"
                        + " invocation_id, checksum, recorded_at, first_at from (select *, min(recorded_at) over "
                        + ofRelation + ") as first_at, row_number() over " + ofRelation
                        + " order by recorded_at desc, attempt desc) as age from " + tables.markers()
                        + ") as aged where age = 1 order by relation_schema, relation_name")
                .map((row, context) -> new Marker(
                        RelationName.of(row.getString(1), row.getString(2)),
                        node(row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        instant(row, 7),
                        instant(row, 8)))
                .list());
        for (Marker marker : all) newest.put(marker.relation(), marker);
        return newest;
    }

    @Override
    public Map<RelationName, Map<String, List<String>>> readGranted() {
        if (!areStanding()) return Map.of();
        Map<RelationName, Map<String, List<String>>> newest = new LinkedHashMap<>();
        with(handle -> handle.createQuery(
                        "select relation_schema, relation_name, granted from (select *, row_number() over"
                                + " (partition by relation_schema, relation_name order by recorded_at desc) as age from "
                                + tables.grants() + ") as aged where age = 1 order by relation_schema, relation_name")
                .map((row, context) ->
                        newest.put(RelationName.of(row.getString(1), row.getString(2)), granted(row.getString(3))))
                .list());
        return newest;
    }

    /** @param lines a privilege, a tabulator and a grantee each */
    private static Map<String, List<String>> granted(String lines) {
        Map<String, List<String>> granted = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            int tab = line.indexOf('\t');
            granted.computeIfAbsent(line.substring(0, tab), privilege -> new ArrayList<>())
                    .add(line.substring(tab + 1));
        });
        return granted;
    }

    @Override
    public boolean marked(RelationName relation, String attempt) {
        if (!areStanding()) return false;
        return ask(handle -> handle.createQuery("select count(*) from " + tables.markers()
                                + " where relation_schema = :schema and relation_name = :name and attempt = :attempt")
                        .bind("schema", relation.schema())
                        .bind("name", relation.identifier())
                        .bind("attempt", attempt)
                        .mapTo(Long.class)
                        .one()
                > 0);
    }

    @Override
    public Optional<PastInvocation> findInvocation(Optional<String> id) {
        List<PastInvocation> found =
                id.isEmpty() ? recent(1) : past("where invocation_id = :id", Map.of("id", id.get()), 1);
        return found.stream().findFirst();
    }

    @Override
    public List<PastInvocation> recent(int limit) {
        return past("", Map.of(), limit);
    }

    private List<PastInvocation> past(String condition, Map<String, String> bound, int limit) {
        if (!areStanding()) return List.of();
        return with(handle -> {
            Map<String, Map<NodeId, String>> statuses = new LinkedHashMap<>();
            String chosen = "select * from " + tables.invocations() + " " + condition
                    + " order by started_at desc, invocation_id limit " + limit;
            handle.createQuery("select r.invocation_id, r.node, r.status from " + tables.nodeRuns()
                            + " as r join (" + chosen
                            + ") as i on i.invocation_id = r.invocation_id order by r.completed_at")
                    .bindMap(bound)
                    .map((row, context) -> statuses.computeIfAbsent(row.getString(1), unused -> new LinkedHashMap<>())
                            .put(node(row.getString(2)), row.getString(3)))
                    .list();
            return handle.createQuery(
                            "select invocation_id, command, arguments, vars, target, started_at, git_revision,"
                                    + " selection, status from (" + chosen
                                    + ") as i order by started_at desc, invocation_id")
                    .bindMap(bound)
                    .map((row, context) -> new PastInvocation(
                            new Invocation(
                                    row.getString(1),
                                    row.getString(2),
                                    JsonText.readTexts(row.getString(3)),
                                    JsonText.readMap(row.getString(4)),
                                    row.getString(5),
                                    instant(row, 6),
                                    row.getString(7)),
                            row.getString(8),
                            row.getString(9),
                            statuses.getOrDefault(row.getString(1), Map.of())))
                    .list();
        });
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private static NodeId node(String id) {
        String word = id.substring(0, id.indexOf('.'));
        for (NodeKind kind : NodeKind.values()) {
            if (kind.word().equals(word)) return new NodeId(kind, id);
        }
        throw new IllegalStateException("The records name a node of an unknown kind: " + id);
    }

    /** Writes what is left. */
    @Override
    public void close() {
        backlog.close();
    }
}
