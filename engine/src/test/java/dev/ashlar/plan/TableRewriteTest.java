package dev.ashlar.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.Node;
import dev.ashlar.report.RowCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables made anew since the engine changes the type of no column, carried out. */
class TableRewriteTest {
    private static final Instant FIRST = Instant.parse("2026-11-02T03:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-11-03T03:00:00Z");
    private static final String ALL = "select * from shop.orders order by all";

    private final PlanDesk desk = new PlanDesk().fixed();
    private final List<String> notes = new ArrayList<>();

    @AfterEach
    void close() {
        desk.close();
    }

    private boolean run(Node node, String sql, Instant at) {
        CompiledNode compiled = PlanNodes.compiled(node, sql);
        return desk.carryOut(compiled, PlanNodes.ORDERS, at, Planners::begin, (n, state, context, shape) -> {
            Plan plan = Planners.proceed(n, state, context, shape);
            plan.notes().stream().map(Diagnostic::text).forEach(notes::add);
            return plan;
        });
    }

    private static Node.Model merging(OnSchemaChange policy) {
        return PlanNodes.model(PlanNodes.incremental(PlanNodes.merge(), policy, "id"));
    }

    private List<List<Object>> columns() {
        return desk.rows("select column_name, data_type from duckdb_columns() where table_name = 'orders'");
    }

    @Test
    void aWiderTypeGetsATableMadeAnewWithItsRowsAndTheIncrement() {
        run(merging(OnSchemaChange.IGNORE), "select 1 as id, 'a' as name union all select 2, 'b'", FIRST);
        desk.narrow();
        assertThat(run(
                        merging(OnSchemaChange.IGNORE),
                        "select 2::bigint as id, 'B' as name union all select 3000000000, 'c'",
                        SECOND))
                .isTrue();
        assertThat(columns()).containsExactly(List.of("id", "BIGINT"), List.of("name", "VARCHAR"));
        assertThat(desk.rows(ALL)).containsExactly(List.of(1L, "a"), List.of(2L, "B"), List.of(3000000000L, "c"));
        assertThat(desk.published()).isEqualTo(new RowCounts(1, 1, 0));
        assertThat(desk.rows("select table_name from duckdb_tables() where schema_name = 'shop' or temporary"))
                .containsExactly(List.of("orders"));
        assertThat(notes)
                .containsExactly(
                        "models/orders.sql:1:1 The table of model 'orders' is made anew with all its rows, since"
                                + " duckdb cannot change the type of a column in its place: column 'id' becomes BIGINT.");
    }

    @Test
    void anotherTypeIsCastAndColumnsComeAndGoWithIt() {
        Node.Model model = merging(OnSchemaChange.SYNC_ALL_COLUMNS);
        run(model, "select 1 as id, '7' as pieces, 'x' as note", FIRST);
        run(model, "select 2 as id, 8 as pieces, date '2026-11-03' as day", SECOND);
        assertThat(columns())
                .containsExactly(List.of("id", "INTEGER"), List.of("pieces", "INTEGER"), List.of("day", "DATE"));
        assertThat(desk.rows("select id, pieces, day is null from shop.orders order by id"))
                .containsExactly(List.of(1, 7, true), List.of(2, 8, false));
        assertThat(notes)
                .singleElement()
                .asString()
                .endsWith(": column 'pieces' is cast to INTEGER; column 'day' is added; column 'note' is dropped.");
    }

    @Test
    void aFlagBecomesAText() {
        Node.Model model = merging(OnSchemaChange.SYNC_ALL_COLUMNS);
        desk.sql("create or replace table shop.flags as select 1 as id, true as flag union all select 2, false"
                + " union all select 3, null");
        run(model, "select id, flag from shop.flags", FIRST);
        run(model, "select 4 as id, 'perhaps' as flag", SECOND);
        assertThat(desk.rows(ALL))
                .containsExactly(
                        List.of(1, "true"), List.of(2, "false"), Arrays.asList(3, null), List.of(4, "perhaps"));
    }

    @Test
    void aFailedTestOfTheWholeKeepsTheRowsForALookAndTheTableAsItWas() {
        Node.Model model = PlanNodes.model(
                PlanNodes.incremental(new IncrementalStrategy.DeleteInsert(), OnSchemaChange.IGNORE, "id"));
        run(model, "select 1 as id, 'a' as name", FIRST);
        desk.gate(check -> check.scope() != Step.Scope.WHOLE);
        assertThat(run(model, "select 2::bigint as id, 'b' as name", SECOND)).isFalse();
        assertThat(desk.rows(ALL)).containsExactly(List.of(1, "a"));
        assertThat(desk.rows("select * from shop.orders__failed")).containsExactly(List.of(2L, "b"));
        assertThat(desk.rows("select table_name from duckdb_tables() where schema_name = 'shop' order by 1"))
                .containsExactly(List.of("orders"), List.of("orders__failed"));

        desk.gate(check -> true);
        assertThat(desk.carryOut(
                        PlanNodes.compiled(model, "never run"),
                        PlanNodes.ORDERS,
                        SECOND,
                        FailedCandidate::begin,
                        FailedCandidate::proceed))
                .isTrue();
        assertThat(desk.rows(ALL)).containsExactly(List.of(1L, "a"), List.of(2L, "b"));
    }

    @Test
    void theCommentsOfTheTableStay() {
        Node.Model model = merging(OnSchemaChange.IGNORE);
        run(model, "select 1 as id, 'a' as name", FIRST);
        desk.sql("comment on column shop.orders.name is 'Who'");
        run(model, "select 2::bigint as id, 'b' as name", SECOND);
        assertThat(desk.rows("select column_name, comment from duckdb_columns() where comment is not null"))
                .containsExactly(List.of("name", "Who"));
    }

    @Test
    void aHistoryKeepsItsVersionsAndTakesThoseOfTheRun() {
        Node.Snapshot snapshot =
                PlanNodes.snapshot(PlanNodes.history(new SnapshotStrategy.Check(List.of()), HardDeletes.IGNORE, "id"));
        run(snapshot, "select 1 as id, 10 as price", FIRST);
        run(snapshot, "select 1 as id, 3000000000 as price, 'new' as note", SECOND);
        assertThat(desk.rows("select id, price, note, is_current, valid_to is null from shop.orders order by price"))
                .containsExactly(Arrays.asList(1, 10L, null, false, false), List.of(1, 3000000000L, "new", true, true));
        assertThat(notes).singleElement().asString().contains("column 'price' becomes BIGINT; column 'note' is added");
    }

    @Test
    void aTableIsNotMadeAnewWhereNothingChanges() {
        run(PlanNodes.model(new Materialization.Table()), "select 1 as id, 'a' as name", FIRST);
        Node.Model model = merging(OnSchemaChange.SYNC_ALL_COLUMNS);
        run(model, "select 2 as id, 'b' as name", SECOND);
        assertThat(notes).isEmpty();
        assertThat(desk.rows(ALL)).containsExactly(List.of(1, "a"), List.of(2, "b"));
    }
}
