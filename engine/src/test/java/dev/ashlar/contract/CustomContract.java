package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.Displaced;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.NullKeys;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Node;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RowCounts;
import dev.ashlar.report.RunReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Strategies and materializations that the project words itself; transactions, gate and publication are the engine's. */
public interface CustomContract extends RunContract {
    /** Adds to what is known of a key, and keeps what it does not mention. */
    private Workshop totals(OnSchemaChange change, String increment) {
        Workshop shop = shop();
        shop.incremental(
                "t",
                new Incremental(
                        new IncrementalStrategy.Custom("add_up"),
                        List.of(new ColumnName("id")),
                        NullKeys.REFUSED,
                        change,
                        List.of()),
                "select 1 as id, 10 as n union all select 2, 20",
                increment);
        shop.macro(
                "strategy_add_up",
                "update {target} set n = {target}.n + b.n from {batch} as b where {target}.id = b.id",
                "insert into {target} ({columns}) select {columns} from {batch} where id not in (select id from {target})");
        return shop;
    }

    @Test
    default void theStatementsOfAStrategyAreOneTransactionOfTheEngine() {
        Workshop shop = totals(OnSchemaChange.IGNORE, "select 2 as id, 5 as n union all select 3, 7");
        assertThat(Workshop.words(shop.build())).isEqualTo(Map.of("t", "success"));
        assertThat(Workshop.words(shop.build())).isEqualTo(Map.of("t", "success"));
        assertThat(shop.rows("t", "id, n")).containsExactly("1,10", "2,25", "3,7");

        shop.macro("strategy_add_up", "delete from {target}", "insert into {target} select nonsense from {batch}");
        assertThat(Workshop.words(shop.build()).get("t")).startsWith("error: Cannot build model 't': ");
        assertThat(shop.rows("t", "id, n")).containsExactly("1,10", "2,25", "3,7");
    }

    private static RowCounts rows(RunReport report) {
        return ((Outcome.Success) Workshop.result(report, Workshop.id("t")).outcome()).rows();
    }

    @Test
    default void theRowsThatTheWarehouseTellsOfAreCounted() {
        Workshop shop = totals(OnSchemaChange.IGNORE, "select 2 as id, 5 as n union all select 3, 7");
        shop.build();
        assertThat(rows(shop.build())).isEqualTo(new RowCounts(1, 1, 0));

        shop.macro(
                "strategy_add_up",
                "create temporary table gone as select id from {batch}",
                "-- those that come again\ndelete from {target} where id in (select id from gone)",
                "drop table gone",
                "insert into {target}({columns}) select {columns} from {batch}");
        assertThat(rows(shop.build())).isEqualTo(new RowCounts(2, 0, 2));
        assertThat(shop.rows("t", "id, n")).containsExactly("1,10", "2,5", "3,7");
    }

    @Test
    default void rowsThatNobodyTellsOfAreUnknownAndNotNone() {
        Workshop shop = totals(OnSchemaChange.IGNORE, "select 2 as id, 5 as n");
        shop.build();
        shop.macro(
                "strategy_add_up",
                "merge into {target} using {batch} as b on {target}.id = b.id"
                        + " when matched then update set n = b.n when not matched then insert values (b.id, b.n)");
        assertThat(rows(shop.build())).isEqualTo(RowCounts.UNKNOWN);
        assertThat(shop.rows("t", "id, n")).containsExactly("1,10", "2,5");

        shop.macro("strategy_add_up", "alter table {target} add column more integer");
        assertThat(rows(shop.build())).isEqualTo(RowCounts.UNKNOWN);
        shop.macro("strategy_add_up");
        assertThat(rows(shop.build())).isEqualTo(RowCounts.NONE);
    }

    @Test
    default void aNewColumnIsThereBeforeTheStatementsAre() {
        Workshop shop = totals(OnSchemaChange.APPEND_NEW_COLUMNS, "select 3 as id, 7 as n, 'x' as more");
        shop.build();
        assertThat(Workshop.words(shop.build())).isEqualTo(Map.of("t", "success"));
        assertThat(shop.rows("t", "id, n, coalesce(more, '-')")).containsExactly("1,10,-", "2,20,-", "3,7,x");
    }

    @Test
    default void uniquenessIsTestedOnTheWholeTableAndARefusalUndoesAll() {
        Workshop shop = totals(OnSchemaChange.IGNORE, "select 2 as id, 5 as n");
        shop.test(
                "one_of_each",
                "unique",
                "t",
                "select id from {this} as t group by id having count(*) > 1",
                Workshop.rules(Node.TestSeverity.ERROR, "!= 0", "!= 0"));
        assertThat(Workshop.words(shop.build())).containsEntry("one_of_each", "pass");
        shop.macro("strategy_add_up", "insert into {target} ({columns}) select {columns} from {batch}");

        assertThat(Workshop.words(shop.build()))
                .containsEntry("one_of_each", "fail 1")
                .containsEntry("t", "error: Model 't' not published: 1 test failed (one_of_each).");
        assertThat(shop.rows("t", "id, n")).containsExactly("1,10", "2,20");
        assertThat(shop.rows("t__failed", "id, n")).containsExactly("2,5");
        assertThat(Workshop.words(shop.publish("t"))).isEqualTo(Map.of("t", "success"));
        assertThat(shop.rows("t", "id, n")).containsExactly("1,10", "2,20", "2,5");
    }

    @Test
    default void aNullKeyIsRefusedBeforeAnythingIsWritten() {
        Workshop shop = totals(OnSchemaChange.IGNORE, "select cast(null as integer) as id, 5 as n");
        shop.build();
        assertThat(Workshop.words(shop.build()).get("t")).contains("null");
        assertThat(shop.rows("t", "id, n")).containsExactly("1,10", "2,20");
    }

    @Test
    default void whatAMaterializationMakesIsTestedAndSwappedAsATableIs() {
        Workshop shop = shop();
        shop.macro(
                "materialization_doubled",
                "create table {target} as select a from ({sql}) as q",
                "insert into {target} select a from ({sql}) as q");
        shop.custom("t", "doubled", "select 1 as a").test("few", "t", "select * from {this} as t where a > 5");
        RunReport report = shop.build();
        assertThat(Workshop.words(report)).isEqualTo(Map.of("t", "success", "few", "pass"));
        assertThat(rows(report)).isEqualTo(new RowCounts(2, 0, 0));
        assertThat(shop.rows("t", "a")).containsExactly("1", "1");

        shop.custom("t", "doubled", "select 9 as a");
        assertThat(Workshop.words(shop.build())).containsEntry("few", "fail 2");
        assertThat(shop.rows("t", "a")).containsExactly("1", "1");
        assertThat(shop.rows("t__failed", "a")).containsExactly("9", "9");

        shop.custom("t", "doubled", "select 2 as a").saying("t", ModelWords.displacing(Displaced.KEPT));
        assertThat(Workshop.words(shop.build())).isEqualTo(Map.of("t", "success", "few", "pass"));
        assertThat(shop.rows("t", "a")).containsExactly("2", "2");
        assertThat(shop.rows("t__previous", "a")).containsExactly("1", "1");
        assertThat(shop.exists("t__new")).isFalse();
    }

    @Test
    default void aMaterializationThatFailsOrMakesNothingLeavesNothing() {
        Workshop shop = shop();
        shop.macro("materialization_half", "create table {target} as {sql}", "insert into {target} select nonsense");
        shop.custom("t", "half", "select 1 as a");
        assertThat(Workshop.words(shop.build()).get("t")).startsWith("error: Cannot build model 't': ");
        assertThat(shop.exists("t__new")).isFalse();

        shop.macro("materialization_half", "select 1");
        assertThat(Workshop.words(shop.build()).get("t"))
                .startsWith("error: Cannot build model 't': ")
                .containsIgnoringCase("t__new")
                .containsIgnoringCase("does not exist");
        assertThat(shop.exists("t")).isFalse();
    }
}
