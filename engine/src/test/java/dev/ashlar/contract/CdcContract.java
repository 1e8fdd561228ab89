package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.CdcDeletes;
import dev.ashlar.manifest.Materialization.CdcUpdate;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Cdc;
import dev.ashlar.manifest.Materialization.NullKeys;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Materialization.OnStale;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RowOperations;
import dev.ashlar.manifest.RowOperations.Operation;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.OperationCounts;
import dev.ashlar.report.RowCounts;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.RunOptions.Flag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Operations of a change stream win and lose by their sequence alone, also across runs; what was deleted does not come back
 * by what is older.
 */
public interface CdcContract extends RunContract {
    /** Operations are said as {@code key op sequence value}. */
    static Cdc stream(CdcDeletes deletes, CdcUpdate update, OnStale stale) {
        return new Cdc(
                new RowOperations(new ColumnName("op"), RowOperations.USUAL),
                List.of(new ColumnName("s")),
                deletes,
                update,
                stale,
                Optional.empty());
    }

    static Incremental by(Cdc cdc, OnSchemaChange change, String... keys) {
        List<ColumnName> key = new ArrayList<>();
        for (String name : keys) key.add(new ColumnName(name));
        return new Incremental(cdc, key, NullKeys.REFUSED, change, List.of());
    }

    static Incremental hard() {
        return by(stream(CdcDeletes.HARD, CdcUpdate.FULL, OnStale.SKIP), OnSchemaChange.IGNORE, "id");
    }

    private static Incremental soft() {
        return by(stream(CdcDeletes.SOFT, CdcUpdate.FULL, OnStale.SKIP), OnSchemaChange.IGNORE, "id");
    }

    private static Incremental changed(CdcDeletes deletes, OnStale stale) {
        return by(stream(deletes, CdcUpdate.CHANGED, stale), OnSchemaChange.IGNORE, "id");
    }

    private static String value(String text, String type) {
        return "cast(" + (text.equals("-") ? "null" : "'" + text + "'") + " as " + type + ")";
    }

    /** @param operations each {@code key op sequence v w}, a dash for null */
    static String operations(String... operations) {
        List<String> rows = new ArrayList<>();
        for (String operation : operations) {
            String[] parts = operation.split(" ");
            rows.add("select " + value(parts[0], "integer") + " as id, " + value(parts[1], "varchar(10)") + " as op, "
                    + value(parts[2], "integer") + " as s, " + value(parts[3], "varchar(10)") + " as v, "
                    + value(parts.length > 4 ? parts[4] : "-", "integer") + " as w");
        }
        return String.join(" union all ", rows);
    }

    private RunReport day(Incremental how, String... operations) {
        String sql = operations(operations);
        return shop().incremental("t", how, sql, sql).build();
    }

    private static Outcome.Success success(RunReport report) {
        return (Outcome.Success) Workshop.result(report, Workshop.id("t")).outcome();
    }

    private static RowCounts rows(RunReport report) {
        return success(report).rows();
    }

    private static OperationCounts counts(RunReport report) {
        return success(report).operations().orElseThrow();
    }

    private List<String> standing() {
        return shop().rows("t", "id, s, v");
    }

    private List<String> deleted() {
        return shop().rows("t__deleted", "id, s");
    }

    @Test
    default void theLastOperationOfAKeyWins() {
        RunReport report = day(hard(), "1 I 1 a", "1 U 3 c", "1 U 2 b", "2 I 1 x", "2 D 2 x", "3 D 1 -");
        assertThat(standing()).containsExactly("1,3,c");
        assertThat(deleted()).containsExactly("2,2", "3,1");
        assertThat(rows(report)).isEqualTo(new RowCounts(1, 0, 0));
        assertThat(counts(report)).isEqualTo(new OperationCounts(6, 0, 0));

        report = day(hard(), "1 D 4 -", "2 I 3 y", "4 U 1 z", "5 I 1 q");
        assertThat(standing()).containsExactly("2,3,y", "4,1,z", "5,1,q");
        assertThat(deleted()).containsExactly("1,4", "3,1");
        assertThat(rows(report)).isEqualTo(new RowCounts(3, 0, 1));
        assertThat(counts(report)).isEqualTo(new OperationCounts(4, 0, 1));

        report = day(hard(), "5 U 2 r", "4 U 2 z");
        assertThat(rows(report)).isEqualTo(new RowCounts(0, 2, 0));
        assertThat(standing()).containsExactly("2,3,y", "4,2,z", "5,2,r");
    }

    @Test
    default void whatIsNotNewerThanWhatWasAppliedIsLeftOut() {
        day(hard(), "1 I 1 a", "1 U 5 e", "2 I 1 x", "2 D 5 x");
        RunReport report = day(hard(), "1 U 3 c", "1 U 5 e", "2 U 4 y", "2 I 1 x", "2 D 5 -", "3 I 1 n");
        assertThat(standing()).containsExactly("1,5,e", "3,1,n");
        assertThat(deleted()).containsExactly("2,5");
        assertThat(counts(report)).isEqualTo(new OperationCounts(1, 5, 0));
        assertThat(rows(report)).isEqualTo(new RowCounts(1, 0, 0));
    }

    @Test
    default void runningTwiceChangesNothing() {
        String[] stream = {"1 I 1 a", "1 U 2 b", "2 I 1 x", "2 D 2 x"};
        day(hard(), stream);
        List<String> tombstones = shop().rows("t__deleted", "*");
        RunReport report = day(hard(), stream);
        assertThat(rows(report)).isEqualTo(RowCounts.NONE);
        assertThat(counts(report)).isEqualTo(new OperationCounts(0, 4, 0));
        assertThat(standing()).containsExactly("1,2,b");
        assertThat(shop().rows("t__deleted", "*")).isEqualTo(tombstones).hasSize(1);
    }

    @Test
    default void aSoftDeleteKeepsTheRowAndSaysSo() {
        day(soft(), "1 I 1 a", "2 I 1 x", "3 I 1 p", "3 U 2 q", "3 D 3 -", "4 D 1 -");
        String all = "id, s, v, case when is_deleted then 1 else 0 end";
        assertThat(shop().rows("t", all)).containsExactly("1,1,a,0", "2,1,x,0", "3,3,q,1", "4,1,null,1");
        RunReport report = day(soft(), "1 D 2 -", "3 I 4 r", "2 D 1 x", "4 U 1 late");
        assertThat(shop().rows("t", all)).containsExactly("1,2,a,1", "2,1,x,0", "3,4,r,0", "4,1,null,1");
        assertThat(rows(report)).isEqualTo(new RowCounts(1, 0, 1));
        assertThat(counts(report)).isEqualTo(new OperationCounts(2, 2, 0));
        assertThat(shop().exists("t__deleted")).isFalse();
    }

    @Test
    default void changedColumnsAreFoldedAndNullMeansUnchanged() {
        Incremental how = changed(CdcDeletes.HARD, OnStale.FAIL);
        String all = "id, s, v, w";
        day(how, "1 I 1 a 10", "1 U 2 - 20", "1 U 3 c -", "2 I 1 x 1", "2 D 2 - -", "2 I 3 - 3", "3 U 1 - 7");
        assertThat(shop().rows("t", all)).containsExactly("1,3,c,20", "2,3,null,3", "3,1,null,7");
        RunReport report = day(how, "1 U 4 - 40", "2 U 4 y -", "3 D 2 - -", "3 U 3 z -", "4 U 1 - 1");
        assertThat(shop().rows("t", all)).containsExactly("1,4,c,40", "2,4,y,3", "3,3,z,null", "4,1,null,1");
        assertThat(counts(report)).isEqualTo(new OperationCounts(5, 0, 2));
        assertThat(rows(report)).isEqualTo(new RowCounts(1, 3, 0));
    }

    @Test
    default void changedColumnsOfADeletedRowStayUntilItComesBack() {
        Incremental how = changed(CdcDeletes.SOFT, OnStale.SKIP);
        String all = "id, s, v, w, case when is_deleted then 1 else 0 end";
        day(how, "1 I 1 a 10", "2 I 1 b 20");
        day(how, "1 U 2 - 11", "1 D 3 - -", "2 D 2 - -");
        assertThat(shop().rows("t", all)).containsExactly("1,3,a,11,1", "2,2,b,20,1");
        RunReport report = day(how, "1 U 4 z -", "2 I 3 - 21");
        assertThat(shop().rows("t", all)).containsExactly("1,4,z,null,0", "2,3,null,21,0");
        assertThat(counts(report)).isEqualTo(new OperationCounts(2, 0, 1));
    }

    @Test
    default void staleOperationsMayWarnOrFailUnlessTheyRepeatTheLast() {
        Incremental how = changed(CdcDeletes.HARD, OnStale.FAIL);
        day(how, "1 I 1 a 10", "1 U 5 b -", "2 I 1 x 1", "2 D 2 - -");
        assertThat(rows(day(how, "1 U 5 b -", "2 D 2 - -"))).isEqualTo(RowCounts.NONE);
        assertThat(Workshop.words(day(how, "1 U 5 c -", "2 U 2 - 1", "3 I 1 n 1")))
                .containsEntry(
                        "t",
                        "error: Cannot build model 't': its query gives 2 operations that are not newer than what was"
                                + " applied to their key, for example (id=1, s=5), (id=2, s=2).");
        assertThat(standing()).containsExactly("1,5,b");

        RunReport warned = day(changed(CdcDeletes.HARD, OnStale.WARN), "1 U 5 c -", "3 I 1 n 1");
        assertThat(Workshop.result(warned, Workshop.id("t")).notes())
                .extracting(note -> note.message())
                .containsExactly("The query of model 't' gives 1 operation that is not newer than what was applied to"
                        + " its key, for example (id=1, s=5); what comes too late is left out.");
        assertThat(standing()).containsExactly("1,5,b", "3,1,n");
    }

    @Test
    default void whatCannotBeAppliedIsNamedBeforeAnythingIsWritten() {
        day(hard(), "1 I 1 a");
        assertThat(Workshop.words(day(hard(), "- I 1 a", "2 I 1 b")).get("t"))
                .contains("gives 1 row without a unique_key (id), for example (id=null).");
        assertThat(Workshop.words(day(hard(), "2 I - b")).get("t"))
                .contains("gives 1 row without a sequence_column (s), for example (id=2).");
        assertThat(Workshop.words(day(hard(), "2 X 1 b", "3 - 1 b", "4 I 1 c")).get("t"))
                .contains("gives 2 rows whose operation_column holds none of D, I, U, for example (id=2, op=X), (id=3,"
                        + " op=null).");
        assertThat(Workshop.words(day(hard(), "2 I 1 b", "2 U 1 b", "3 I 1 c", "3 I 1 d", "4 I 1 e", "4 I 1 e"))
                        .get("t"))
                .contains("gives 2 keys with differing operations of one sequence_column (s), for example (id=2, s=1),"
                        + " (id=3, s=1).");
        assertThat(standing()).containsExactly("1,1,a");
        assertThat(deleted()).isEmpty();
    }

    @Test
    default void wordsOfTheSourceAreMappedAndSeveralColumnsMayOrderAndTell() {
        Cdc debezium = new Cdc(
                new RowOperations(
                        new ColumnName("OP"),
                        Map.of(
                                "c",
                                Operation.INSERT,
                                "r",
                                Operation.INSERT,
                                "u",
                                Operation.UPDATE,
                                "d",
                                Operation.DELETE)),
                List.of(new ColumnName("S"), new ColumnName("w")),
                CdcDeletes.HARD,
                CdcUpdate.FULL,
                OnStale.SKIP,
                Optional.empty());
        Incremental how = by(debezium, OnSchemaChange.IGNORE, "Id", "v");
        day(how, "1 c 1 a 2", "1 u 1 a 10", "1 u 1 a 9", "1 r 5 b 1", "2 c 1 a 1");
        assertThat(shop().rows("t", "id, v, s, w")).containsExactly("1,a,1,10", "1,b,5,1", "2,a,1,1");
        RunReport report = day(how, "1 d 1 a 11", "1 d 5 b 0", "2 u 2 a 0");
        assertThat(shop().rows("t", "id, v, s, w")).containsExactly("1,b,5,1", "2,a,2,0");
        assertThat(shop().rows("t__deleted", "id, v, s, w")).containsExactly("1,a,1,11");
        assertThat(counts(report)).isEqualTo(new OperationCounts(2, 1, 0));
    }

    @Test
    default void aFullRefreshBuildsTableAndTombstonesAnew() {
        day(hard(), "1 I 1 a", "2 I 1 x", "2 D 9 x", "3 D 7 -");
        String sql = operations("2 I 1 x", "2 D 2 x", "4 I 1 n");
        shop().incremental("t", hard(), sql, sql).build(Flag.FULL_REFRESH);
        assertThat(standing()).containsExactly("4,1,n");
        assertThat(deleted()).containsExactly("2,2");
        assertThat(shop().exists("t__deleted__new")).isFalse();
    }

    @Test
    default void tombstonesGoWhenTheyAreOldEnough() {
        Cdc cdc = new Cdc(
                new RowOperations(new ColumnName("op"), RowOperations.USUAL),
                List.of(new ColumnName("s")),
                CdcDeletes.HARD,
                CdcUpdate.FULL,
                OnStale.SKIP,
                Optional.of(Duration.ofHours(36)));
        Incremental how = by(cdc, OnSchemaChange.IGNORE, "id");
        day(how, "1 I 1 a", "2 D 1 -");
        day(how, "3 D 1 -");
        assertThat(deleted()).containsExactly("2,1", "3,1");
        day(how, "4 D 1 -");
        assertThat(deleted()).containsExactly("3,1", "4,1");
        assertThat(standing()).containsExactly("1,1,a");
    }

    @Test
    default void testsSeeTheRowsThatTheOperationsLeave() {
        day(hard(), "1 I 1 a", "2 I 1 b");
        shop().test("v_not_null", "not_null", "t", "select * from {this} as t where v is null", error());
        shop().test("v_unique", "unique", "t", "select v from {this} as t group by v having count(*) > 1", error());
        assertThat(Workshop.words(day(hard(), "1 D 2 -", "2 U 2 a", "3 I 1 -", "3 U 2 c")))
                .isEqualTo(Map.of("t", "success", "v_not_null", "pass", "v_unique", "pass"));
        assertThat(standing()).containsExactly("2,2,a", "3,2,c");
        assertThat(Workshop.words(day(hard(), "2 D 3 -", "4 I 1 c")))
                .containsEntry("v_unique", "fail 1")
                .containsEntry("v_not_null", "pass");
        assertThat(standing()).containsExactly("2,2,a", "3,2,c");
        assertThat(deleted()).containsExactly("1,2");
        assertThat(shop().rows("t__failed", "id, op, s")).containsExactly("2,D,3", "4,I,1");
        assertThat(Workshop.words(shop().publish("t"))).isEqualTo(Map.of("t", "success"));
        assertThat(standing()).containsExactly("3,2,c", "4,1,c");
        assertThat(deleted()).containsExactly("1,2", "2,3");
        assertThat(shop().exists("t__failed")).isFalse();
    }

    @Test
    default void aTestOfTheWholeRollsTombstonesBackToo() {
        day(hard(), "1 I 1 a", "2 I 1 b");
        shop().test("at_least_two", "t", "select count(*) as n from {this} as t having count(*) < 2");
        assertThat(Workshop.words(day(hard(), "1 D 2 -"))).containsEntry("at_least_two", "fail 1");
        assertThat(standing()).containsExactly("1,1,a", "2,1,b");
        assertThat(deleted()).isEmpty();
    }

    private static Node.TestRules error() {
        return Workshop.rules(Node.TestSeverity.ERROR, "!= 0", "!= 0");
    }

    @Test
    default void aFirstBuildThatFailedItsTestsIsPublishedWithItsTombstones() {
        shop().incremental("t", hard(), operations("1 I 1 a", "2 D 4 -"), "");
        shop().test("v_not_a", "t", "select * from {this} as t where v = 'a'");
        assertThat(Workshop.words(shop().build())).containsEntry("v_not_a", "fail 1");
        assertThat(shop().exists("t")).isFalse();
        assertThat(shop().rows("t__failed", "id, s, v")).containsExactly("1,1,a");
        shop().publish("t");
        assertThat(standing()).containsExactly("1,1,a");
        assertThat(deleted()).containsExactly("2,4");
        assertThat(shop().exists("t__deleted__failed")).isFalse();
        shop().forget();
        day(hard(), "2 U 3 late", "1 U 2 b");
        assertThat(standing()).containsExactly("1,2,b");
    }

    @Test
    default void newColumnsComeAndColumnsThatAreGoneKeepWhatTheOperationsSay() {
        Incremental full =
                by(stream(CdcDeletes.HARD, CdcUpdate.FULL, OnStale.SKIP), OnSchemaChange.APPEND_NEW_COLUMNS, "id");
        day(full, "1 I 1 a 10", "2 I 1 b 20", "3 I 1 c 30");
        String other = "select id, op, s, v, s * 100 as x from (" + operations("1 U 2 A", "3 D 2 -") + ") as o";
        shop().incremental("t", full, other, other).build();
        assertThat(shop().rows("t", "id, s, v, w, x")).containsExactly("1,2,A,null,200", "2,1,b,20,null");

        Incremental parts =
                by(stream(CdcDeletes.HARD, CdcUpdate.CHANGED, OnStale.SKIP), OnSchemaChange.SYNC_ALL_COLUMNS, "id");
        String more = "select id, op, s, v, w, s * 100 as y from (" + operations("1 U 3 - 11", "2 U 2 - -") + ") as o";
        shop().incremental("t", parts, more, more).build();
        assertThat(shop().rows("t", "*")).containsExactly("1,3,A,11,300", "2,2,b,20,200");
    }

    @Test
    default void widerKeysAndSequencesGoForTombstonesToo() {
        Incremental how = by(stream(CdcDeletes.HARD, CdcUpdate.FULL, OnStale.SKIP), OnSchemaChange.IGNORE, "id");
        day(how, "1 I 1 a", "2 D 1 -");
        String wide =
                "select cast(id as bigint) * 1000000000000 as id, op, cast(s as bigint) * 1000000000000 as s, v, w"
                        + " from (" + operations("3 I 1 n", "4 D 1 -") + ") as o";
        RunReport report = shop().incremental("t", how, wide, wide).build();
        assertThat(Workshop.words(report)).isEqualTo(Map.of("t", "success"));
        assertThat(standing()).containsExactly("1,1,a", "3000000000000,1000000000000,n");
        assertThat(deleted()).containsExactly("2,1", "4000000000000,1000000000000");
        assertThat(rows(report)).isEqualTo(new RowCounts(1, 0, 0));
        assertThat(shop().exists("t__deleted__new")).isFalse();
    }

    @Test
    default void whatStandsBesideAndIsNotOursIsNotTouched() {
        shop().execute("create table {schema}.t__deleted (id integer)");
        assertThat(Workshop.words(day(hard(), "1 I 1 a")).get("t"))
                .isEqualTo("error: Cannot build model 't': table " + schema()
                        + ".t__deleted stands where the build puts what it works on, and was not made by Ashlar.");
        day(soft(), "1 I 1 a");
        assertThat(shop().rows("t", "id, s, v")).containsExactly("1,1,a");
        assertThat(shop().exists("t__deleted")).isTrue();
    }

    @Test
    default void whatIsNoChangeStreamAnyMoreLeavesNoTombstones() {
        day(hard(), "1 I 1 a", "2 D 1 -");
        shop().table("t", "select 1 as id").build();
        assertThat(shop().exists("t__deleted")).isFalse();
    }

    @Test
    default void aTableOfOthersIsTakenOverWhereItStands() {
        shop().execute("create table {schema}.t (id integer, s integer, v varchar(10), w integer)");
        shop().execute("insert into {schema}.t values (1, 3, 'a', 1), (2, null, 'b', 2)");
        String sql = operations("1 U 2 late", "2 U 1 B", "3 D 1 -");
        RunReport report = shop().incremental("t", hard(), sql, sql).build(Flag.ADOPT);
        assertThat(Workshop.words(report)).isEqualTo(Map.of("t", "success"));
        assertThat(standing()).containsExactly("1,3,a", "2,1,B");
        assertThat(deleted()).containsExactly("3,1");
        assertThat(counts(report)).isEqualTo(new OperationCounts(2, 1, 0));
    }

    /** Every arrival of these operations, cut into two runs, leaves the same. */
    @Test
    default void theOrderOfArrivalDoesNotMatter() {
        List<String> operations = List.of("1 I 1 a", "1 D 2 -", "1 I 3 c", "2 I 1 x", "2 U 2 y", "2 D 3 -");
        for (int cut = 1; cut < 63; cut += 7) {
            String name = "o" + cut;
            int bits = cut;
            Map<Boolean, List<String>> days = operations.stream()
                    .collect(Collectors.partitioningBy(o -> (bits >> operations.indexOf(o) & 1) == 1));
            for (boolean first : new boolean[] {true, false}) {
                String sql = operations(days.get(first).toArray(String[]::new));
                shop().forget().incremental(name, hard(), sql, sql).build();
            }
            assertThat(shop().rows(name, "id, s, v")).as("cut %s", cut).containsExactly("1,3,c");
            assertThat(shop().rows(name + "__deleted", "id, s"))
                    .as("cut %s", cut)
                    .containsExactly("2,3");
        }
    }
}
