package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.NullKeys;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Node;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RowCounts;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.RunOptions.Flag;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows are staged, tested and applied in one transaction; what fails changes nothing that is published. */
public interface IncrementalContract extends RunContract {
    IncrementalStrategy MERGE = new IncrementalStrategy.Merge(List.of(), List.of());

    static Incremental by(IncrementalStrategy strategy, String... keys) {
        return new Incremental(
                strategy,
                java.util.Arrays.stream(keys).map(ColumnName::new).toList(),
                NullKeys.REFUSED,
                OnSchemaChange.IGNORE,
                List.of());
    }

    private RunReport first(Incremental how) {
        return shop().incremental("t", how, "select 1 as id, 'a' as v union all select 2, 'b'", "")
                .build();
    }

    private RunReport next(Incremental how, String increment) {
        return shop().incremental("t", how, "select 1 as id, 'a' as v union all select 2, 'b'", increment)
                .build();
    }

    @Test
    default void appendAddsRows() {
        Incremental append = by(new IncrementalStrategy.Append());
        first(append);
        RunReport report = next(append, "select 2 as id, 'c' as v");
        assertThat(rows(report)).isEqualTo(new RowCounts(1, 0, 0));
        assertThat(shop().rows("t", "id, v")).containsExactly("1,a", "2,b", "2,c");
    }

    private static RowCounts rows(RunReport report) {
        return ((Outcome.Success) Workshop.result(report, Workshop.id("t")).outcome()).rows();
    }

    @Test
    default void mergeUpdatesAndInserts() {
        first(by(MERGE, "id"));
        RunReport report = next(by(MERGE, "id"), "select 2 as id, 'B' as v union all select 3, 'c'");
        assertThat(rows(report)).isEqualTo(new RowCounts(1, 1, 0));
        assertThat(shop().rows("t", "id, v")).containsExactly("1,a", "2,B", "3,c");
    }

    @Test
    default void deleteAndInsertReplacesKeysOnSeveralRows() {
        Incremental how = by(new IncrementalStrategy.DeleteInsert(), "id");
        first(how);
        RunReport report = next(how, "select 2 as id, 'x' as v union all select 2, 'y'");
        assertThat(rows(report)).isEqualTo(new RowCounts(2, 0, 1));
        assertThat(shop().rows("t", "id, v")).containsExactly("1,a", "2,x", "2,y");
    }

    private static Incremental byPartition(String column) {
        return by(new IncrementalStrategy.InsertOverwrite(List.of(new ColumnName(column))));
    }

    @Test
    default void insertOverwriteReplacesThePartitionsOfTheBatchAndNoOthers() {
        String rows =
                "select 1 as id, 'a' as v union all select 2, 'a' union all select 3, 'b' union all select 4, null"
                        + " union all select 5, null";
        shop().incremental("t", byPartition("v"), rows, "").build();
        RunReport report = shop().incremental(
                        "t", byPartition("v"), rows, "select 6 as id, 'a' as v union all select 7, 'c'")
                .build();
        assertThat(rows(report)).isEqualTo(new RowCounts(2, 0, 2));
        assertThat(shop().rows("t", "id, v")).containsExactly("3,b", "4,null", "5,null", "6,a", "7,c");

        report = shop().incremental("t", byPartition("v"), rows, "select 8 as id, cast(null as varchar(5)) as v")
                .build();
        assertThat(rows(report)).isEqualTo(new RowCounts(1, 0, 2));
        assertThat(shop().rows("t", "id, v")).containsExactly("3,b", "6,a", "7,c", "8,null");
    }

    @Test
    default void insertOverwriteReplacesNothingByAnEmptyBatchAndSaysSo() {
        first(byPartition("v"));
        RunReport report = next(byPartition("v"), "select 1 as id, 'a' as v where false");
        assertThat(rows(report)).isEqualTo(RowCounts.NONE);
        assertThat(Workshop.result(report, Workshop.id("t")).notes())
                .extracting(note -> note.text())
                .containsExactly("The batch of model 't' has no rows, so no partition is replaced.");
        assertThat(shop().rows("t", "id, v")).containsExactly("1,a", "2,b");
    }

    @Test
    default void uniquenessLooksAtTheBatchAgainstThePartitionsThatInsertOverwriteLeaves() {
        first(byPartition("v"));
        shop().test("id_unique", "unique", "t", "select id from {this} as t group by id having count(*) > 1", error());
        assertThat(Workshop.words(next(byPartition("v"), "select 1 as id, 'b' as v")))
                .containsEntry("id_unique", "fail 1");
        assertThat(shop().rows("t__failed", "id, v")).containsExactly("1,b");
        assertThat(Workshop.words(next(byPartition("v"), "select 1 as id, 'a' as v union all select 3, 'b'")))
                .isEqualTo(Map.of("t", "success", "id_unique", "pass"));
        assertThat(shop().rows("t", "id, v")).containsExactly("1,a", "3,b");
    }

    @Test
    default void aPartitionThatIsNoColumnOfTheModelIsRefusedAtOnce() {
        assertThat(Workshop.words(first(byPartition("w"))))
                .isEqualTo(Map.of(
                        "t",
                        "error: Cannot build model 't': partition_by names 'w', which is no column of the model."));
        assertThat(shop().exists("t")).isFalse();
    }

    @Test
    default void aFullRefreshBuildsTheTableAnew() {
        first(by(MERGE, "id"));
        next(by(MERGE, "id"), "select 3 as id, 'c' as v");
        shop().build(Flag.FULL_REFRESH);
        assertThat(shop().rows("t", "id, v")).containsExactly("1,a", "2,b");
    }

    @Test
    default void nullAndDuplicateKeysAreRefusedBeforeAnythingIsWritten() {
        first(by(MERGE, "id"));
        RunReport report = next(by(MERGE, "id"), "select 2 as id, 'x' as v union all select 2, 'y'");
        assertThat(Workshop.words(report).get("t")).contains("(id=2)");
        report = next(by(MERGE, "id"), "select cast(null as integer) as id, 'x' as v");
        assertThat(Workshop.words(report).get("t")).contains("row without a unique_key (id)");
        assertThat(shop().rows("t", "id, v")).containsExactly("1,a", "2,b");
    }

    @Test
    default void aTestOfTheBatchThatFailsKeepsTheBatchAndTheTable() {
        first(by(MERGE, "id"));
        notNull();
        RunReport report = next(by(MERGE, "id"), "select 2 as id, cast(null as varchar(5)) as v");
        assertThat(Workshop.words(report))
                .isEqualTo(Map.of(
                        "t", "error: Model 't' not published: 1 test failed (v_not_null).", "v_not_null", "fail 1"));
        assertThat(shop().rows("t", "id, v")).containsExactly("1,a", "2,b");
        assertThat(shop().rows("t__failed", "id, v")).containsExactly("2,null");

        assertThat(Workshop.words(next(by(MERGE, "id"), "select 2 as id, 'c' as v")))
                .isEqualTo(Map.of("t", "success", "v_not_null", "pass"));
        assertThat(shop().exists("t__failed")).isFalse();
    }

    private void notNull() {
        shop().test("v_not_null", "not_null", "t", "select * from {this} as t where v is null", error());
    }

    private static Node.TestRules error() {
        return Workshop.rules(Node.TestSeverity.ERROR, "!= 0", "!= 0");
    }

    @Test
    default void aTestOfTheBatchDoesNotLookAtRowsThatAreThereAlready() {
        next(by(new IncrementalStrategy.Append()), "");
        shop().execute("insert into {schema}.t values (9, null)");
        notNull();
        assertThat(Workshop.words(next(by(new IncrementalStrategy.Append()), "select 3 as id, 'c' as v")))
                .isEqualTo(Map.of("t", "success", "v_not_null", "pass"));
    }

    @Test
    default void uniquenessLooksAtTheBatchAgainstTheRowsItLeaves() {
        String twice = "select id from {this} as t group by id having count(*) > 1";
        Incremental append = by(new IncrementalStrategy.Append());
        first(append);
        shop().test("id_unique", "unique", "t", twice, error());
        assertThat(Workshop.words(next(append, "select 2 as id, 'again' as v"))).containsEntry("id_unique", "fail 1");
        assertThat(Workshop.words(next(by(MERGE, "id"), "select 2 as id, 'again' as v")))
                .isEqualTo(Map.of("t", "success", "id_unique", "pass"));
    }

    @Test
    default void aTestOfTheWholeRollsTheIncrementBackAndKeepsTheBatch() {
        first(by(MERGE, "id"));
        shop().test("at_most_two", "t", "select count(*) as n from {this} as t having count(*) > 2");
        RunReport report = next(by(MERGE, "id"), "select 2 as id, 'B' as v union all select 3, 'c'");
        assertThat(Workshop.words(report)).containsEntry("at_most_two", "fail 1");
        Outcome.Fail fail = (Outcome.Fail)
                Workshop.result(report, Workshop.testId("at_most_two")).outcome();
        assertThat(fail.findings().sample().rows()).containsExactly(List.of(3L));
        assertThat(shop().rows("t", "id, v")).containsExactly("1,a", "2,b");
        assertThat(shop().rows("t__failed", "id, v")).containsExactly("2,B", "3,c");

        assertThat(Workshop.words(next(by(MERGE, "id"), "select 2 as id, 'B' as v")))
                .isEqualTo(Map.of("t", "success", "at_most_two", "pass"));
        assertThat(shop().rows("t", "id, v")).containsExactly("1,a", "2,B");
    }

    @Test
    default void failingRowsOfARolledBackIncrementAreStoredAfterwards() {
        first(by(MERGE, "id"));
        shop().test("no_three", "t", "select id, v from {this} as t where id = 3");
        shop().incremental("t", by(MERGE, "id"), "select 1 as id", "select 3 as id, 'c' as v");
        RunReport report = shop().build(Flag.STORE_FAILURES);
        Outcome.Fail fail = (Outcome.Fail)
                Workshop.result(report, Workshop.testId("no_three")).outcome();
        assertThat(fail.findings().storedIn()).contains(schema() + "_failures.no_three");
        assertThat(rows("select id, v from " + schema() + "_failures.no_three")).isEqualTo(List.of(List.of(3L, "c")));
    }

    @Test
    default void anOrderThatArrivesADayAfterItsItemsStillReachesTheFact() {
        Workshop shop = shop();
        String items = "select 1 as item, 10 as order_id, 1 as loaded_on";
        shop.table("items", items).table("orders", "select 99 as order_id, 1 as loaded_on");
        String joined = "select i.item, i.order_id, greatest(i.loaded_on, o.loaded_on) as loaded_on"
                + " from {items} as i join {orders} as o on o.order_id = i.order_id";
        shop.incremental(
                "fact",
                by(MERGE, "item"),
                joined,
                joined + " where greatest(i.loaded_on, o.loaded_on) >"
                        + " (select coalesce(max(loaded_on), 0) from {this} as t)",
                "items",
                "orders");
        shop.build();
        assertThat(shop.rows("fact", "item")).isEmpty();

        shop.table("items", items + " union all select 2, 99, 2");
        shop.build();
        assertThat(shop.rows("fact", "item")).containsExactly("2");

        shop.table("orders", "select 99 as order_id, 1 as loaded_on union all select 10, 3");
        shop.build();
        assertThat(shop.rows("fact", "item, loaded_on")).containsExactly("1,3", "2,2");
    }
}
