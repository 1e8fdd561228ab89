package dev.ashlar.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.manifest.Constraint;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.Step.Sight.Nulls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Plans of tables, views and increments, carried out. */
class TablePlanTest {
    private static final Instant NOW = Instant.parse("2026-11-02T03:00:00Z");
    private static final Materialization TABLE = new Materialization.Table();
    private static final Materialization VIEW = new Materialization.View();

    private final PlanDesk desk = new PlanDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    private boolean run(Node.Model model, String sql) {
        return desk.run(PlanNodes.compiled(model, sql), PlanNodes.ORDERS, NOW);
    }

    private boolean run(Materialization materialization, String sql) {
        return run(PlanNodes.model(materialization), sql);
    }

    private static Node.Model promising() {
        return PlanNodes.model(
                TABLE,
                PlanNodes.promising(
                        List.of(
                                PlanNodes.column(
                                        "id", "bigint", "", PlanNodes.constraint(Constraint.Kind.NOT_NULL, "")),
                                PlanNodes.column(
                                        "name",
                                        "varchar",
                                        "",
                                        PlanNodes.constraint(Constraint.Kind.CHECK, "name <> ''"))),
                        List.of(
                                PlanNodes.constraint(Constraint.Kind.PRIMARY_KEY, "", "id"),
                                PlanNodes.constraint(Constraint.Kind.UNIQUE, "", "name", "id"))));
    }

    @Test
    void aContractIsKeptByTheTableThatIsPublished() {
        run(promising(), "select 'a' as name, 1::bigint as id -- the key\n");
        run(promising(), "select 'b' as name, 2::bigint as id");
        assertThat(desk.rows("select id, name from shop.orders")).isEqualTo(List.of(List.of(2L, "b")));
        assertThatThrownBy(() -> desk.sql("insert into shop.orders (id, name) values (2, 'c')"))
                .hasMessageContaining("Duplicate key");
        assertThatThrownBy(() -> desk.sql("insert into shop.orders (id, name) values (3, '')"))
                .hasMessageContaining("CHECK constraint");
        assertThatThrownBy(() -> desk.sql("insert into shop.orders (id, name) values (null, 'x')"))
                .hasMessageContaining("NOT NULL");
    }

    @Test
    void aQueryThatBreaksTheContractPublishesNothingAndNamesEveryDifference() {
        run(promising(), "select 'a' as name, 1::bigint as id");
        assertThatThrownBy(() -> run(promising(), "select 1::bigint as ID, date '2026-01-01' as day, 2 as name"))
                .hasMessage(
                        "models/orders.sql:1:1 model 'orders' breaks its contract: column 'name' is INTEGER, declared"
                                + " VARCHAR; column 'day' is not declared. Change the query, or the columns declared for it.");
        assertThat(desk.value("select name from shop.orders")).isEqualTo("a");
    }

    @Test
    void aBareNullFitsEveryDeclaredType() {
        run(promising(), "select null as name, 1::bigint as id");
        assertThat(desk.value("select typeof(name) from shop.orders")).isEqualTo("VARCHAR");
    }

    @Test
    void aRowThatAConstraintRefusesLeavesTheOldTable() {
        run(promising(), "select 'a' as name, 1::bigint as id");
        assertThatThrownBy(() -> run(promising(), "select '' as name, 1::bigint as id"))
                .hasMessageContaining("CHECK constraint");
        desk.sql("rollback");
        assertThat(desk.value("select name from shop.orders")).isEqualTo("a");
    }

    @Test
    void descriptionsStandOnWhatIsPublishedAndMissingColumnsDoNoHarm() {
        Node.Build documented = PlanNodes.documented(
                List.of(PlanNodes.column("ID", "", "The key"), PlanNodes.column("gone", "", "Not there any more")));
        for (Materialization one : List.of(TABLE, VIEW)) {
            run(PlanNodes.model(one, documented), "select 1 as id, 2 as n");
            assertThat(desk.rows("select column_name, comment from duckdb_columns() where table_name = 'orders'"
                            + " and comment is not null"))
                    .isEqualTo(List.of(List.of("id", "The key")));
        }
        assertThat(desk.value("select comment from duckdb_views() where view_name = 'orders'"))
                .isEqualTo("Orders, it's said");
    }

    @Test
    void anIndexIsThereAfterEveryBuildAndIncrement() {
        Node.Build indexed =
                PlanNodes.laidOut(Map.of("indexes", List.of(Map.of("columns", List.of("id"), "unique", true))));
        run(PlanNodes.model(TABLE, indexed), "select 1 as id, 'a' as name");
        run(PlanNodes.model(TABLE, indexed), "select 1 as id, 'a' as name");
        Materialization merge = PlanNodes.incremental(PlanNodes.merge(), OnSchemaChange.SYNC_ALL_COLUMNS, "id");
        run(PlanNodes.model(merge, indexed), "select 2 as id, 'Graz' as city, 3 as n");
        run(PlanNodes.model(merge, indexed), "select 2 as id, 'Linz' as city, 3::bigint as n");
        assertThat(desk.rows("select id, city, typeof(n) from shop.orders order by id desc")
                        .get(0))
                .isEqualTo(List.of(2, "Linz", "BIGINT"));
        assertThat(desk.value("select count(*) from duckdb_indexes() where table_name = 'orders'"))
                .isEqualTo(1L);
    }

    @Test
    void everyPolicyForChangesOfTheSchemaDoesWhatItsTableSays() {
        String first = "select 1 as id, 'a' as name, 1 as n";
        String next = "select 2 as id, 5000000000 as n, 'Graz' as city";
        assertThat(after(OnSchemaChange.IGNORE, first, next)).isEqualTo("id INTEGER, name VARCHAR, n BIGINT");
        assertThat(after(OnSchemaChange.APPEND_NEW_COLUMNS, first, next))
                .isEqualTo("id INTEGER, name VARCHAR, n BIGINT, city VARCHAR");
        assertThat(after(OnSchemaChange.SYNC_ALL_COLUMNS, first, next)).isEqualTo("id INTEGER, n BIGINT, city VARCHAR");
        assertThatThrownBy(() -> after(OnSchemaChange.FAIL, first, next))
                .hasMessageContaining(
                        "column 'n' is BIGINT in the query and INTEGER in the table; column 'city' is new;"
                                + " column 'name' is gone.");
        assertThat(after(OnSchemaChange.SYNC_ALL_COLUMNS, "select 1 as id, '7' as n", "select 2 as id, 8 as n"))
                .isEqualTo("id INTEGER, n INTEGER");
        assertThat(desk.value("select sum(n) from shop.orders").toString()).isEqualTo("15");
    }

    private String after(OnSchemaChange policy, String first, String next) {
        desk.sql("drop table if exists shop.orders");
        Materialization merge = PlanNodes.incremental(PlanNodes.merge(), policy, "id");
        run(merge, first);
        run(merge, next);
        return desk
                .rows("select column_name || ' ' || data_type from duckdb_columns() where table_name = 'orders'"
                        + " and schema_name = 'shop' order by column_index")
                .stream()
                .map(row -> (String) row.get(0))
                .collect(java.util.stream.Collectors.joining(", "));
    }

    @Test
    void aTableOfOthersIsKeptAsOldWhenItIsTakenOver() {
        desk.sql("create table shop.orders as select 'theirs' as whose");
        assertThatThrownBy(() -> run(VIEW, "select 'ours' as whose"))
                .hasMessage(
                        "models/orders.sql:1:1 Cannot build model 'orders': table shop.orders exists and was not made"
                                + " by Ashlar. Drop or rename it, give the node another alias, or take it over with --adopt.");
        desk.adopting();
        run(VIEW, "select 'ours' as whose");
        run(TABLE, "select 'ours again' as whose");
        assertThat(desk.value("select whose from shop.orders")).isEqualTo("ours again");
        assertThat(desk.value("select whose from shop.orders__old")).isEqualTo("theirs");
    }

    @Test
    void aTableOfOthersUnderACandidatesNameIsNeverTouched() {
        desk.sql("create table shop.orders__new as select 'theirs' as whose");
        assertThatThrownBy(() -> run(TABLE, "select 1 as id"))
                .hasMessageContaining("table shop.orders__new stands where the build puts what it works on");
        assertThat(desk.value("select whose from shop.orders__new")).isEqualTo("theirs");
    }

    @Test
    void anAdoptedIncrementalIsContinuedInPlaceIfItsColumnsAreThose() {
        desk.sql("create table shop.orders as select 1 as id, 'theirs' as whose");
        desk.adopting();
        Materialization append = PlanNodes.incremental(new IncrementalStrategy.Append(), OnSchemaChange.IGNORE);
        assertThatThrownBy(() -> run(append, "select 2 as id, 'ours' as who"))
                .hasMessageContaining("column 'who' is new; column 'whose' is gone");
        run(append, "select 2 as id, 'ours' as whose");
        assertThat(desk.value("select string_agg(whose order by id) from shop.orders"))
                .isEqualTo("theirs,ours");
    }

    @Test
    void aPermanentTableUnderTheBatchsNameIsNeverTouched() {
        desk.sql("create table orders__batch as select 'theirs' as whose");
        Materialization append = PlanNodes.incremental(new IncrementalStrategy.Append(), OnSchemaChange.IGNORE);
        run(append, "select 1 as id");
        run(append, "select 2 as id");
        assertThat(desk.value("select count(*) from shop.orders")).isEqualTo(2L);
        assertThat(desk.value("select whose from orders__batch")).isEqualTo("theirs");
    }

    @Test
    void uniquenessOfABatchLooksOnlyAtRowsThatAgreeWithIt() {
        Materialization append = PlanNodes.incremental(new IncrementalStrategy.Append(), OnSchemaChange.IGNORE);
        run(append, "select nullif(i, 8) as id, i % 3 as kind from range(9) r(i)");
        List<Object> seen = new ArrayList<>();
        desk.gate(check -> {
            if (check.sight() instanceof Step.Sight.Batch batch) {
                seen.add(rowsOn(batch, Nulls.PASSED_OVER, "ID"));
                seen.add(rowsOn(batch, Nulls.ALIKE, "ID").size());
                seen.add(rowsOn(batch, Nulls.PASSED_OVER, "lower(id)").size());
            }
            return true;
        });
        run(append, "select 4::bigint as id, 7::bigint as kind");
        assertThat(seen).containsExactly(List.of(List.of(4L, 1L), List.of(4L, 7L)), 3, 10);
    }

    private List<List<Object>> rowsOn(Step.Sight.Batch batch, Nulls nulls, String column) {
        return desk.rows(batch.mergedOn(PlanNodes.names(column), nulls) + " order by all");
    }

    @Test
    void uniquenessOfTheKeyByWhichABatchReplacesRowsLooksAtNoRowOfTheTable() {
        Materialization merge = PlanNodes.incremental(PlanNodes.merge(), OnSchemaChange.IGNORE, "id");
        run(merge, "select i as id, i % 3 as kind from range(9) r(i)");
        List<Object> seen = new ArrayList<>();
        desk.gate(check -> {
            if (check.sight() instanceof Step.Sight.Batch batch) {
                seen.add(rowsOn(batch, Nulls.ALIKE, "ID"));
                seen.add(batch.mergedOn(PlanNodes.names("kind", "id"), Nulls.ALIKE));
                seen.add(rowsOn(batch, Nulls.ALIKE, "kind"));
            }
            return true;
        });
        run(merge, "select 4::bigint as id, 2::bigint as kind");
        List<Object> own = List.of(4L, 2L);
        assertThat(seen)
                .containsExactly(
                        List.of(own),
                        "select \"id\", \"kind\"\nfrom \"orders__batch\"",
                        List.of(List.of(2L, 2L), own, List.of(5L, 2L), List.of(8L, 2L)));
    }

    @Test
    void whatItsTestsRefusedCanBePublishedAfterAll() {
        run(TABLE, "select 1 as id");
        desk.gate(check -> false);
        run(TABLE, "select 2 as id");
        publishFailed(TABLE, "select 2 as id");
        assertThat(desk.value("select id from shop.orders")).isEqualTo(2);
        assertThat(desk.catalog().find(Situation.FAILED)).isEmpty();

        Materialization merge = PlanNodes.incremental(PlanNodes.merge(), OnSchemaChange.IGNORE, "id");
        run(merge, "select i::integer as id from range(1, 4) r(i)");
        assertThat(desk.value("select count(*) from shop.orders")).isEqualTo(1L);
        publishFailed(merge, "select 'not asked again'");
        assertThat(desk.value("select count(*) from shop.orders")).isEqualTo(3L);
        assertThat(desk.catalog().find(Situation.FAILED)).isEmpty();
        assertThatThrownBy(() -> publishFailed(merge, ""))
                .hasMessageContaining(
                        "Cannot publish model 'orders': no candidate of it that failed its tests is kept.");
    }

    private void publishFailed(Materialization materialization, String sql) {
        CompiledNode node = PlanNodes.compiled(PlanNodes.model(materialization), sql);
        desk.carryOut(node, PlanNodes.ORDERS, NOW, FailedCandidate::begin, FailedCandidate::proceed);
    }
}
