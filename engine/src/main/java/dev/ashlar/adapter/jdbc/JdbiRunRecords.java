package dev.ashlar.adapter.jdbc;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.FinishedInterval;
import dev.ashlar.plan.Typing;
import dev.ashlar.port.ArtifactStore.FreshnessRow;
import dev.ashlar.port.RunRecords;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Records in the warehouse itself. What nodes did is written beside the run, once a second and at its end, so that no
 * worker waits for it.
 */
public final class JdbiRunRecords implements RunRecords, AutoCloseable {
    private static final int LAST_TRIES = 2;

    private final ExplainedJdbi jdbi;
    private final JdbcDialect dialect;
    private final RecordTexts texts;
    private final RecordTables tables;
    private final InstantSource clock;
    private final RecordSchema schema;
    private final RecordedPast past;
    private final ReplacedMarkers replaced;
    private final Backlog<NodeRunWriter.Ended> backlog;

    /**
     * @param connections gives a new connection to the warehouse at each call
     * @param schema where the tables stand
     */
    public JdbiRunRecords(Supplier<Connection> connections, JdbcDialect dialect, String schema, InstantSource clock) {
        this.jdbi = new ExplainedJdbi(connections, dialect);
        this.dialect = dialect;
        this.texts = dialect.texts();
        this.tables = new RecordTables(schema, texts);
        this.clock = clock;
        this.schema = new RecordSchema(jdbi, dialect, tables);
        this.replaced = new ReplacedMarkers(jdbi, tables, clock);
        this.past = new RecordedPast(jdbi, this.schema, tables, replaced);
        this.backlog = new Backlog<>("ashlar-records", new NodeRunWriter(jdbi, dialect, tables)::write);
    }

    @Override
    public void prepare() {
        schema.prepare();
    }

    @Override
    public void invocationStarted(Invocation invocation, String selection) {
        jdbi.with(handle -> handle.createUpdate("insert into " + tables.invocations()
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
        backlog.add(new NodeRunWriter.Ended(invocation.id(), result));
    }

    /** What a check of freshness found; of an invocation that has been started. */
    public void freshnessFound(Invocation invocation, List<NodeResult> results, List<FreshnessRow> rows) {
        if (rows.isEmpty()) return;
        List<List<Object>> values = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            values.add(RecordRows.freshness(invocation.id(), results.get(i), rows.get(i)).stream()
                    .map(texts::fitting)
                    .toList());
        }
        jdbi.inTransaction(handle -> dialect.load(
                handle.getConnection(),
                tables.freshnessResults(),
                RecordRows.FRESHNESS_RESULTS,
                Typing.BY_ENGINE,
                values));
    }

    @Override
    public void invocationEnded(Invocation invocation, String status) {
        Replays.of(Set.of(WarehouseException.Kind.CONNECTION), () -> {
            backlog.drain();
            return null;
        });
        jdbi.ask(handle -> handle.createUpdate("update " + tables.invocations()
                        + " set status = :status, completed_at = :completed where invocation_id = :id")
                .bind("status", status)
                .bind("completed", RecordRows.utc(clock.instant()))
                .bind("id", invocation.id())
                .execute());
        replaced.drop(invocation.id());
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
        return schema.isStanding() ? Optional.of(tables.loads()) : Optional.empty();
    }

    @Override
    public Map<RelationName, Marker> readMarkers() {
        return past.markers();
    }

    @Override
    public Map<RelationName, Map<String, List<String>>> readGranted() {
        return past.granted();
    }

    @Override
    public List<FinishedInterval> readIntervals(RelationName relation) {
        return past.intervals(relation);
    }

    @Override
    public boolean marked(RelationName relation, String attempt) {
        return past.marked(relation, attempt);
    }

    @Override
    public Optional<PastInvocation> findInvocation(Optional<String> id) {
        return past.findInvocation(id);
    }

    @Override
    public List<PastInvocation> recent(int limit) {
        return past.recent(limit);
    }

    /**
     * Writes what is left, once more on another connection where one died. What cannot be written even so is let go: the
     * end of the run has told of it by then, and the command keeps its result.
     */
    @Override
    public void close() {
        try {
            Replays.of(LAST_TRIES, Set.of(WarehouseException.Kind.CONNECTION), () -> {
                backlog.close();
                return null;
            });
        } catch (WarehouseException told) {
            return;
        }
    }
}
