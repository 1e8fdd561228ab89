package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.ArtifactStore.FreshnessRow;
import dev.ashlar.port.RunRecords.Marker;
import dev.ashlar.port.RunRecords.PastInvocation;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Findings;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.OperationCounts;
import dev.ashlar.report.QueryResult;
import dev.ashlar.report.RowCounts;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Records of runs stand in the warehouse itself, in tables of a schema of their own. */
public interface RunRecordsContract extends EngineContract {
    Instant AT = Instant.parse("2026-10-01T02:00:00.123456Z");
    NodeId ORDERS = NodeId.of(NodeKind.MODEL, "shop", "orders");
    NodeId UNIQUE = NodeId.of(NodeKind.DATA_TEST, "shop", "unique_orders_id");

    Instant NOW = AT.plusSeconds(9);

    /** Those in the schema {@link #meta}, prepared; new for each test, which does not close them. */
    JdbiRunRecords records();

    /** Those in another schema, whose name begins with {@link #schema()}; not prepared, and closed by the test. */
    JdbiRunRecords recordsIn(String schema, InstantSource clock);

    default String meta() {
        return schema() + "_meta";
    }

    private static Invocation invocation(String id, Instant at) {
        return new Invocation(
                id, "build", List.of("--select", "a \"b\""), Map.of("n", 3L, "flag", true), "dev", at, "abc123");
    }

    private static NodeResult result(NodeId node, Outcome outcome) {
        return new NodeResult(
                node, outcome, AT, AT.plusMillis(1500), "worker-1", Optional.of("t/x.sql"), "select 1", List.of());
    }

    @Test
    default void namesEveryTableThatItMakes() {
        List<RelationName> made = warehouse().catalog(List.of(meta())).relations().stream()
                .map(CatalogRelation::name)
                .toList();

        assertThat(records().tables()).isNotEmpty().containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    default void readsNothingFromAWarehouseThatHoldsNoRecordsAndMakesNone() {
        try (JdbiRunRecords fresh = recordsIn(schema() + "_fresh", InstantSource.system())) {
            assertThat(fresh.recent(10)).isEmpty();
            assertThat(fresh.findInvocation(Optional.of("run-1"))).isEmpty();
            assertThat(fresh.readMarkers()).isEmpty();
            assertThat(fresh.marked(RelationName.of("dev", "orders"), "attempt"))
                    .isFalse();
        }
        assertThat(rows("select 1 from information_schema.schemata where schema_name = '" + schema() + "_fresh'"))
                .isEmpty();
    }

    @Test
    default void preparesOnceAndAgainWithoutHarm() {
        records().invocationStarted(invocation("i1", AT), "orders+");
        records().prepare();
        assertThat(records().recent(5)).hasSize(1);
        assertThat(warehouse().catalog(List.of(meta())).relations())
                .extracting(r -> r.name().identifier())
                .contains(
                        "invocations", "node_runs", "test_results", "freshness_results", "loads", "markers", "grants");
    }

    @Test
    default void refusesRecordsOfANewerVersion() {
        try (WarehouseSession session = warehouse().open()) {
            session.runText("update " + meta() + ".schema_version set version = 99");
        }
        assertThatThrownBy(() -> records().prepare())
                .hasMessageContaining("have version 99; this Ashlar knows versions up to 5. Use the newer Ashlar");
    }

    @Test
    default void anInvocationIsThereFromItsStartAndTellsHowItEnded() {
        Invocation invocation = invocation("i1", AT);
        records().invocationStarted(invocation, "orders+");
        assertThat(records().findInvocation(Optional.of("i1")).orElseThrow().status())
                .isEqualTo("running");
        records().nodeEnded(invocation, result(ORDERS, new Outcome.Success(new RowCounts(3, -1, 0), 2)));
        QueryResult sample = new QueryResult(
                List.of(CatalogColumn.of("id", "BIGINT")), List.of(List.of(7L), Arrays.asList((Object) null)));
        records().nodeEnded(invocation, result(UNIQUE, new Outcome.Fail(2, new Findings(sample, Optional.empty()))));
        records().invocationEnded(invocation, "error");
        assertThat(records().findInvocation(Optional.of("i1")))
                .contains(
                        new PastInvocation(invocation, "orders+", "error", Map.of(ORDERS, "success", UNIQUE, "fail")));
        assertThat(rows("select rows_inserted, rows_updated, commits, compiled_path from " + meta()
                        + ".node_runs where node = '" + ORDERS + "'"))
                .containsExactly(Arrays.asList(3L, null, 2L, "t/x.sql"));
        assertThat(rows("select failures, sample_columns, sample_rows from " + meta() + ".test_results"))
                .containsExactly(List.of(2L, "[\"id\"]", "[[7],[null]]"));
    }

    @Test
    default void whatACheckOfFreshnessFoundIsARowForEachSource() {
        Invocation invocation = invocation("f1", AT);
        NodeId fresh = NodeId.of(NodeKind.SOURCE, "shop", "shop", "fresh");
        NodeId gone = NodeId.of(NodeKind.SOURCE, "shop", "shop", "gone");
        records().invocationStarted(invocation, "");
        records().freshnessFound(invocation, List.of(), List.of());
        records()
                .freshnessFound(
                        invocation,
                        List.of(
                                result(fresh, new Outcome.Pass()),
                                result(gone, new Outcome.Error(Diagnostic.error("Nothing has ever come.", "")))),
                        List.of(
                                new FreshnessRow(
                                        fresh, "pass", Optional.of("2026-10-01T01:00:00Z"), Optional.of(3600.5), ""),
                                new FreshnessRow(
                                        gone,
                                        "runtime error",
                                        Optional.empty(),
                                        Optional.empty(),
                                        "Nothing has ever come.")));
        assertThat(rows("select invocation_id, node, status, max_loaded_at, age_seconds, message from " + meta()
                        + ".freshness_results order by node"))
                .containsExactly(
                        List.of("f1", "source.shop.shop.fresh", "pass", "2026-10-01T01:00:00Z", 3600.5, ""),
                        Arrays.asList(
                                "f1", "source.shop.shop.gone", "runtime error", null, null, "Nothing has ever come."));
        assertThat(rows("select count(*) from " + meta() + ".freshness_results where checked_at = timestamp"
                        + " '2026-10-01 02:00:01.623456'"))
                .containsExactly(List.of(2L));
    }

    private List<List<Object>> operations() {
        return rows("select operations_applied, operations_stale, operations_unknown from " + meta()
                + ".node_runs order by node");
    }

    @Test
    default void tellsWhatBecameOfTheOperationsOfAChangeStream() {
        Invocation invocation = invocation("i1", AT);
        records().invocationStarted(invocation, "");
        OperationCounts counts = new OperationCounts(5, 2, 1);
        records().nodeEnded(invocation, result(ORDERS, new Outcome.Success(RowCounts.NONE, 1, Optional.of(counts))));
        records().nodeEnded(invocation, result(UNIQUE, new Outcome.Pass()));
        records().invocationEnded(invocation, "success");
        assertThat(operations()).containsExactlyInAnyOrder(List.of(5L, 2L, 1L), Arrays.asList(null, null, null));
    }

    /** As version 4 had it: node_runs without the counts of operations. */
    @Test
    default void recordsOfAnOlderVersionAreBroughtUpToThisOneAndKept() {
        Invocation invocation = invocation("i1", AT);
        records().invocationStarted(invocation, "");
        records().nodeEnded(invocation, result(ORDERS, new Outcome.Success(RowCounts.NONE, 1)));
        records().invocationEnded(invocation, "success");
        try (WarehouseSession session = warehouse().open()) {
            for (String column : List.of("applied", "stale", "unknown")) {
                session.runText("alter table " + meta() + ".node_runs drop column operations_" + column);
            }
            session.runText("update " + meta() + ".schema_version set version = 4");
        }
        records().prepare();
        assertThat(rows("select version from " + meta() + ".schema_version")).hasSize(1);
        Invocation next = invocation("i2", AT.plusSeconds(5));
        records().invocationStarted(next, "");
        OperationCounts counts = new OperationCounts(1, 0, 0);
        records().nodeEnded(next, result(UNIQUE, new Outcome.Success(RowCounts.NONE, 1, Optional.of(counts))));
        records().invocationEnded(next, "success");
        assertThat(operations()).containsExactlyInAnyOrder(Arrays.asList(null, null, null), List.of(1L, 0L, 0L));
        records().prepare();
        assertThat(operations()).hasSize(2);
    }

    @Test
    default void namesTheNewestInvocationFirst() {
        records().invocationStarted(invocation("old", AT), "");
        records().invocationStarted(invocation("new", AT.plusSeconds(1)), "");
        assertThat(records()
                        .findInvocation(Optional.empty())
                        .orElseThrow()
                        .invocation()
                        .id())
                .isEqualTo("new");
        assertThat(records().recent(1)).hasSize(1);
        assertThat(records().findInvocation(Optional.of("never"))).isEmpty();
    }

    @Test
    default void writesWhatNodesDidWhileTheRunGoesOn() throws InterruptedException {
        Invocation invocation = invocation("i1", AT);
        records().invocationStarted(invocation, "");
        records().nodeEnded(invocation, result(ORDERS, new Outcome.Error(Diagnostic.error("It broke.", "Mend it."))));
        List<List<Object>> found = List.of();
        for (int i = 0; i < 100 && found.isEmpty(); i++) {
            Thread.sleep(100);
            found = rows("select status, message from " + meta() + ".node_runs");
        }
        assertThat(found).containsExactly(List.of("error", "It broke. Mend it."));
    }

    @Test
    default void theNewestMarkerOfARelationCounts() {
        try (WarehouseSession session = warehouse().open()) {
            for (String attempt : List.of("a2", "a1")) {
                session.runText("insert into " + records().markers() + " values ('s', 'orders', '" + ORDERS + "', '"
                        + attempt + "', 'i', 'sum', timestamp '2026-10-0" + attempt.charAt(1) + " 02:00:00')");
            }
        }
        assertThat(records().readMarkers()).hasSize(1);
        assertThat(records().readMarkers().get(RelationName.of("s", "orders")).attempt())
                .isEqualTo("a2");
    }

    /** Of each relation the first and the newest are kept, once so many have been replaced that reading them costs. */
    @Test
    default void markersThatHaveBeenReplacedAreDroppedWhereTheyAreMany() {
        Invocation invocation = invocation("i1", NOW);
        records().invocationStarted(invocation, "");
        mark("few", 1000);
        assertThat(keptAfter(invocation)).isEqualTo(1000L);

        mark("many", 10_000);
        try (WarehouseSession session = warehouse().open()) {
            session.runText(
                    "insert into " + meta() + ".run_locks (invocation_id, part, place, command, user_name, host,"
                            + " process, database_user, relations, sessions, started_at, heartbeat_at, expires_at) select 'other',"
                            + " 0, 0, '', '', '', '', '', '', '', moment, moment, moment from (select "
                            + literal(NOW.plusSeconds(60))
                            + " as moment) as times");
            assertThat(keptAfter(invocation))
                    .as("while another run is under way")
                    .isEqualTo(11_000L);
            session.runText("update " + meta() + ".run_locks set expires_at = " + literal(NOW.minusSeconds(1)));
        }
        Map<RelationName, Marker> before = records().readMarkers();
        assertThat(keptAfter(invocation)).isEqualTo(4L);
        assertThat(records().readMarkers()).isEqualTo(before);
        assertThat(before.get(RelationName.of("s", "many")))
                .satisfies(marker -> assertThat(marker.attempt()).isEqualTo("9999"))
                .satisfies(marker -> assertThat(marker.first()).isEqualTo(AT.truncatedTo(ChronoUnit.SECONDS)))
                .satisfies(marker -> assertThat(marker.at())
                        .isEqualTo(AT.truncatedTo(ChronoUnit.SECONDS).plusSeconds(9999 * 60)));
    }

    private Object keptAfter(Invocation invocation) {
        records().readMarkers();
        records().invocationEnded(invocation, "success");
        return rows("select count(*) from " + records().markers()).get(0).get(0);
    }

    private static String literal(Instant instant) {
        return "timestamp '" + instant.toString().replace('T', ' ').replace("Z", "") + "'";
    }

    /** A marker a minute. @param times at most 10,000 */
    private void mark(String relation, int times) {
        String digit =
                "(select 0 as n union all select 1 union all select 2 union all select 3 union all select 4 union all"
                        + " select 5 union all select 6 union all select 7 union all select 8 union all select 9) as ";
        try (WarehouseSession session = warehouse().open()) {
            session.runText("insert into " + records().markers() + " select 's', '" + relation + "', '" + ORDERS
                    + "', cast(n as varchar(9)), 'i', 'sum', " + literal(AT.truncatedTo(ChronoUnit.SECONDS))
                    + " + n * interval '1 minute' from (select 1000 * a.n + 100 * b.n + 10 * c.n + d.n as n from "
                    + digit + "a cross join " + digit + "b cross join " + digit + "c cross join " + digit
                    + "d) as numbers where n < " + times);
        }
    }

    @Test
    default void worksInASchemaWithAnyName() {
        try (JdbiRunRecords odd = recordsIn(schema() + " it's a \"meta\" :schema ?", InstantSource.fixed(AT))) {
            odd.prepare();
            odd.invocationStarted(invocation("i1", AT), "");
            assertThat(odd.recent(5)).hasSize(1);
        }
    }
}
