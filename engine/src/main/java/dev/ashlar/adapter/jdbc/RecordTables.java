package dev.ashlar.adapter.jdbc;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Intervals;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The tables of records, by the version of their shape. Times are UTC without zone; texts that hold lists are JSON. */
final class RecordTables {
    /** Raised with every change of a table; {@link #statements} then brings an older schema up to it. */
    static final int VERSION = 5;

    private static final List<String> OPERATIONS =
            List.of("operations_applied", "operations_stale", "operations_unknown");

    private final String schema;
    private final RecordTexts texts;

    RecordTables(String schema, RecordTexts texts) {
        this.schema = schema;
        this.texts = texts;
    }

    String schema() {
        return schema;
    }

    RelationName version() {
        return RelationName.of(schema, "schema_version");
    }

    RelationName invocations() {
        return RelationName.of(schema, "invocations");
    }

    RelationName nodeRuns() {
        return RelationName.of(schema, "node_runs");
    }

    RelationName testResults() {
        return RelationName.of(schema, "test_results");
    }

    RelationName freshnessResults() {
        return RelationName.of(schema, "freshness_results");
    }

    RelationName loads() {
        return RelationName.of(schema, "loads");
    }

    RelationName markers() {
        return RelationName.of(schema, "markers");
    }

    RelationName runLocks() {
        return RelationName.of(schema, "run_locks");
    }

    RelationName grants() {
        return RelationName.of(schema, "grants");
    }

    RelationName intervals() {
        return RelationName.of(schema, Intervals.LEDGER);
    }

    List<RelationName> all() {
        return List.of(
                invocations(),
                nodeRuns(),
                testResults(),
                freshnessResults(),
                loads(),
                markers(),
                grants(),
                intervals(),
                runLocks(),
                version());
    }

    /** Makes what lacks; each may be sent where all is there already. */
    List<String> statements() {
        return List.of(
                table(invocations(), """
                        invocation_id varchar not null, command varchar not null, arguments varchar not null,
                        vars varchar not null, selection varchar not null, target varchar not null,
                        git_revision varchar not null, status varchar not null, started_at timestamp not null,
                        completed_at timestamp"""),
                table(nodeRuns(), """
                        invocation_id varchar not null, node varchar not null, status varchar not null,
                        started_at timestamp not null, completed_at timestamp not null, thread varchar not null,
                        rows_inserted bigint, rows_updated bigint, rows_deleted bigint, commits bigint,
                        message varchar not null, compiled_path varchar,
                        operations_applied bigint, operations_stale bigint, operations_unknown bigint"""),
                table(testResults(), """
                        invocation_id varchar not null, node varchar not null, status varchar not null,
                        completed_at timestamp not null, failures bigint, sample_columns varchar, sample_rows varchar,
                        stored_in varchar"""),
                table(freshnessResults(), """
                        invocation_id varchar not null, node varchar not null, status varchar not null,
                        max_loaded_at varchar, age_seconds double precision, message varchar not null,
                        checked_at timestamp not null"""),
                table(loads(), """
                        target varchar not null, path varchar not null, bytes bigint not null, modified bigint not null,
                        checksum varchar not null, batch_id bigint not null, rows bigint not null,
                        rejects bigint not null, loaded_at timestamp not null, invocation_id varchar not null"""),
                table(markers(), """
                        relation_schema varchar not null, relation_name varchar not null, node varchar not null,
                        attempt varchar not null, invocation_id varchar not null, checksum varchar not null,
                        recorded_at timestamp not null"""),
                table(grants(), """
                        relation_schema varchar not null, relation_name varchar not null, granted varchar not null,
                        recorded_at timestamp not null"""),
                table(intervals(), """
                        relation_schema varchar not null, relation_name varchar not null, node varchar not null,
                        interval_start timestamp not null, interval_end timestamp not null, batch_size varchar not null,
                        attempt varchar not null, invocation_id varchar not null, recorded_at timestamp not null"""),
                table(runLocks(), """
                        invocation_id varchar not null, part integer not null, place bigint not null,
                        command varchar not null, user_name varchar not null, host varchar not null,
                        process varchar not null, database_user varchar not null, relations varchar not null,
                        sessions varchar not null, started_at timestamp not null, heartbeat_at timestamp not null,
                        expires_at timestamp not null,
                        taken_invocation varchar, taken_command varchar, taken_user varchar, taken_host varchar,
                        taken_process varchar, taken_at timestamp, taken_until timestamp, cleared_at timestamp"""),
                table(version(), "version integer not null"));
    }

    /** Adds what tables of an older version lack, one column by a statement: Redshift takes no more, and knows no "if not exists". */
    List<String> additions(Handle handle) {
        return OPERATIONS.stream()
                .filter(column -> !isStanding(handle, nodeRuns(), column))
                .map(column -> "alter table " + nodeRuns() + " add column " + column + " bigint")
                .toList();
    }

    private static boolean isStanding(Handle handle, RelationName table, String column) {
        return handle.createQuery("select count(*) from information_schema.columns where"
                                + " table_catalog = current_database() and table_schema = :schema and table_name = :name"
                                + " and column_name = :column")
                        .bind("schema", table.schema())
                        .bind("name", table.identifier())
                        .bind("column", column)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Whether a table is there: a warehouse on which nothing ran yet, or only older versions, may lack it. */
    static boolean isStanding(Handle handle, RelationName table) {
        return handle.createQuery(
                                "select count(*) from information_schema.tables where"
                                        + " table_catalog = current_database() and table_schema = :schema and table_name = :name")
                        .bind("schema", table.schema())
                        .bind("name", table.identifier())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    private String table(RelationName name, String columns) {
        return "create table if not exists " + name + " (\n" + columns.replace("varchar", texts.type()) + ")";
    }
}
