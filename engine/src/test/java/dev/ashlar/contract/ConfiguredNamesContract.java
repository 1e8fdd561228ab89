package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.BatchSize;
import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Constraint;
import dev.ashlar.manifest.Materialization.Arrival;
import dev.ashlar.manifest.Materialization.CdcDeletes;
import dev.ashlar.manifest.Materialization.CdcUpdate;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.NullKeys;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Materialization.OnStale;
import dev.ashlar.manifest.Materialization.SnapshotColumns;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.Moment;
import dev.ashlar.manifest.Node.TestSeverity;
import dev.ashlar.manifest.RowOperations;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.Interruption;
import dev.ashlar.run.RunOptions.Verb;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The configuration names columns in any case, and statements as the query spells them: a query's names stay its own. */
public interface ConfiguredNamesContract extends RunContract {
    String BATCH = "select cast(1 as integer) as order_id, date '2026-03-01' as day, cast('a' as varchar(9)) as v,"
            + " timestamp '2026-03-01 10:00:00' as seen";
    String NEXT = "select cast(1 as integer) as order_id, date '2026-03-01' as day, cast('b' as varchar(9)) as v,"
            + " timestamp '2026-03-02 10:00:00' as seen union all select 2, date '2026-03-02', 'c',"
            + " timestamp '2026-03-02 10:00:00'";

    private static List<ColumnName> names(String... names) {
        return Stream.of(names).map(ColumnName::new).toList();
    }

    private static Incremental by(IncrementalStrategy strategy, NullKeys nulls, String... keys) {
        return new Incremental(strategy, names(keys), nulls, OnSchemaChange.IGNORE, List.of());
    }

    private List<String> twoDays(Incremental how) {
        return twoDays(how, BATCH, NEXT, "order_id, v");
    }

    private List<String> twoDays(Incremental how, String first, String next, String columns) {
        shop().execute("drop table if exists {schema}.t");
        shop().incremental("t", how, first, next);
        assertThat(Workshop.words(shop().build())).isEqualTo(Map.of("t", "success"));
        assertThat(Workshop.words(shop().build())).isEqualTo(Map.of("t", "success"));
        return shop().rows("t", columns);
    }

    @Test
    default void keysOfEveryStrategyAreFoundInAnyCase() {
        for (NullKeys nulls : NullKeys.values()) {
            IncrementalStrategy merge = new IncrementalStrategy.Merge(List.of(), List.of());
            assertThat(twoDays(by(merge, nulls, "Order_ID"))).containsExactly("1,b", "2,c");
            shop().forget();
        }
    }

    @Test
    default void columnsThatAMergeUpdatesAreFoundInAnyCase() {
        IncrementalStrategy named = new IncrementalStrategy.Merge(names("V"), List.of());
        assertThat(twoDays(by(named, NullKeys.REFUSED, "Order_ID"), BATCH, NEXT, "order_id, v, seen"))
                .containsExactly("1,b,2026-03-01T10:00", "2,c,2026-03-02T10:00");
    }

    @Test
    default void columnsThatAMergeLeavesAreFoundInAnyCase() {
        IncrementalStrategy excluded = new IncrementalStrategy.Merge(List.of(), names("V"));
        assertThat(twoDays(by(excluded, NullKeys.REFUSED, "Order_ID"), BATCH, NEXT, "order_id, v, seen"))
                .containsExactly("1,a,2026-03-02T10:00", "2,c,2026-03-02T10:00");
    }

    @Test
    default void keysOfDeleteAndInsertAreFoundInAnyCase() {
        assertThat(twoDays(by(new IncrementalStrategy.DeleteInsert(), NullKeys.REFUSED, "Order_ID", "DAY")))
                .containsExactly("1,b", "2,c");
    }

    @Test
    default void keysOfAppendedRowsAreFoundInAnyCase() {
        assertThat(twoDays(by(new IncrementalStrategy.Append(), NullKeys.REFUSED, "Order_ID")))
                .containsExactly("1,a", "1,b", "2,c");
    }

    @Test
    default void partitionsAreFoundInAnyCase() {
        IncrementalStrategy overwrite = new IncrementalStrategy.InsertOverwrite(names("Day"));
        assertThat(twoDays(by(overwrite, NullKeys.REFUSED))).containsExactly("1,b", "2,c");
    }

    @Test
    default void operationsAndTheirSequenceAreFoundInAnyCase() {
        IncrementalStrategy cdc = new IncrementalStrategy.Cdc(
                new RowOperations(new ColumnName("OP"), RowOperations.USUAL),
                names("Seq"),
                CdcDeletes.HARD,
                CdcUpdate.FULL,
                OnStale.SKIP,
                Optional.empty());
        String first =
                "select cast(1 as integer) as order_id, cast('I' as varchar(1)) as op, cast(1 as integer) as seq,"
                        + " cast('a' as varchar(9)) as v";
        assertThat(twoDays(
                        by(cdc, NullKeys.REFUSED, "Order_ID"),
                        first,
                        first + " union all select 1, 'U', 2, 'b' union all select 2, 'I', 1, 'c'",
                        "order_id, seq, v"))
                .containsExactly("1,2,b", "2,1,c");
    }

    private static IncrementalStrategy daily() {
        return new IncrementalStrategy.Microbatch(
                new ColumnName("Seen"),
                BatchSize.find("day").orElseThrow(),
                Moment.find("2026-03-01").orElseThrow(),
                0,
                ZoneOffset.UTC,
                IncrementalStrategy.ConcurrentBatches.WHERE_SAFE);
    }

    @Test
    default void theTimeOfEventsIsFoundInAnyCase() {
        Incremental how = by(daily(), NullKeys.REFUSED);
        Workshop shop = shop();
        shop.execute("create table {schema}.arrived (order_id integer, seen timestamp)");
        shop.execute("insert into {schema}.arrived values (1, timestamp '2026-03-01 10:00:00'),"
                + " (2, timestamp '2026-03-02 10:00:00')");
        shop.view("events", "select * from " + shop.relation("arrived").quoted())
                .saying("events", ModelWords.eventTime("SEEN"));
        String select = "select e.order_id, e.seen from {events} as e";
        shop.incremental("t", how, select, select, "events");
        for (String day : List.of("2026-03-03T00:00:00Z", "2026-03-04T00:00:00Z")) {
            assertThat(Workshop.words(shop.runAt(Instant.parse(day), Verb.BUILD, new Interruption())))
                    .isEqualTo(Map.of("events", "success", "t", "success"));
        }
        assertThat(shop.rows("t", "order_id")).containsExactly("1", "2");
    }

    @Test
    default void aKeyThatIsNoColumnIsNamedWithTheNearestAndNothingIsBuilt() {
        IncrementalStrategy merge = new IncrementalStrategy.Merge(List.of(), List.of());
        shop().incremental("t", by(merge, NullKeys.REFUSED, "Ordr_ID"), BATCH, NEXT);
        RunReport report = shop().build();
        assertThat(Workshop.words(report))
                .isEqualTo(Map.of(
                        "t",
                        "error: Cannot build model 't': unique_key names 'Ordr_ID', which is no column of the model."));
        assertThat(Workshop.result(report, Workshop.id("t")).outcome().toString())
                .contains("Did you mean 'order_id'?");
        assertThat(shop().exists("t")).isFalse();

        shop().incremental("t", by(merge, NullKeys.REFUSED, "order_id"), BATCH, NEXT)
                .build();
        shop().incremental("t", by(merge, NullKeys.REFUSED, "Ordr_ID"), BATCH, NEXT);
        assertThat(Workshop.words(shop().build()))
                .isEqualTo(Map.of(
                        "t",
                        "error: Cannot build model 't': unique_key names 'Ordr_ID', which is no column of the model."));
        assertThat(shop().rows("t", "order_id, v")).containsExactly("1,a");
    }

    @Test
    default void aTestOfTheBatchFindsItsColumnsInAnyCase() {
        IncrementalStrategy merge = new IncrementalStrategy.Merge(List.of(), List.of());
        shop().incremental("t", by(merge, NullKeys.REFUSED, "order_id"), BATCH, NEXT)
                .test(
                        "one_row",
                        "unique",
                        "t",
                        "select Order_ID from {this} as t group by Order_ID having count(*) > 1",
                        Workshop.rules(TestSeverity.ERROR, "!= 0", "!= 0"))
                .column("one_row", "Order_ID");
        for (int day = 0; day < 2; day++) {
            assertThat(Workshop.words(shop().build())).isEqualTo(Map.of("t", "success", "one_row", "pass"));
        }
        assertThat(shop().rows("t", "order_id, v")).containsExactly("1,b", "2,c");
    }

    @Test
    default void aContractNamesItsColumnsInAnyCaseAndTheTableHasTheQuerys() {
        IncrementalStrategy merge = new IncrementalStrategy.Merge(List.of(), List.of());
        List<Column> promised = new ArrayList<>();
        Map.of("Order_ID", "integer", "V", "varchar(9)").forEach((name, type) -> promised.add(column(name, type)));
        Constraint notNull = new Constraint(
                Constraint.Kind.NOT_NULL, Optional.empty(), names("ORDER_ID"), "", Optional.empty(), List.of());
        String query = "select cast(1 as integer) as order_id, cast('a' as varchar(9)) as v";
        shop().incremental("t", by(merge, NullKeys.REFUSED, "Order_Id"), query, query)
                .saying("t", ModelWords.contract(promised, List.of(notNull)));
        for (int day = 0; day < 2; day++) {
            assertThat(Workshop.words(shop().build())).isEqualTo(Map.of("t", "success"));
        }
        assertThat(warehouse()
                        .catalogOf(relation("t"))
                        .find(relation("t"))
                        .orElseThrow()
                        .columns())
                .extracting(column -> column.name().name())
                .containsExactlyInAnyOrder("order_id", "v");
    }

    private static Column column(String name, String type) {
        return new Column(
                new ColumnName(name), Optional.of(type), "", List.of(), Map.of(), List.of(), Optional.empty());
    }

    @Test
    default void indexesNameTheirColumnsInAnyCase() {
        String query = "select cast(1 as integer) as order_id, timestamp '2026-03-01 10:00:00' as seen";
        shop().indexed("t", "Order_ID", query).materializedView("v", List.of(index()), query);
        IncrementalStrategy daily = daily();
        shop().incremental("f", by(daily, NullKeys.REFUSED), query, query)
                .saying("f", ModelWords.laidOut(Map.of("indexes", List.of(index()))));
        for (int day = 0; day < 2; day++) {
            Instant noon = Instant.parse("2026-03-01T12:00:00Z").plusSeconds(day);
            assertThat(Workshop.words(shop().runAt(noon, Verb.BUILD, new Interruption())))
                    .isEqualTo(Map.of("f", "success", "t", "success", "v", "success"));
        }
        assertThat(shop().rows("f", "order_id")).containsExactly("1");
        assertThat(shop().rows("t", "order_id")).containsExactly("1");
    }

    private static Map<String, Object> index() {
        return Map.of("columns", List.of("Order_ID"));
    }

    private static SnapshotHistory history(SnapshotStrategy strategy) {
        return new SnapshotHistory(
                strategy,
                names("Order_ID"),
                new SnapshotColumns(
                        new ColumnName("valid_from"),
                        new ColumnName("valid_to"),
                        new ColumnName("is_current"),
                        new ColumnName("scd_id"),
                        new ColumnName("scd_updated_at"),
                        new ColumnName("is_deleted")),
                HardDeletes.INVALIDATE,
                Optional.empty(),
                Optional.empty(),
                "UTC",
                Optional.of(0.5));
    }

    private void versions(SnapshotStrategy strategy) {
        for (String select : List.of(BATCH, NEXT)) {
            shop().snapshot("s", history(strategy), select);
            assertThat(Workshop.words(shop().build())).isEqualTo(Map.of("s", "success"));
        }
        assertThat(shop().rows("s", "order_id, v, is_current")).containsExactly("1,a,false", "1,b,true", "2,c,true");
    }

    @Test
    default void namesOfASnapshotByTimeAreFoundInAnyCase() {
        versions(new SnapshotStrategy.Timestamp(new ColumnName("SEEN")));
    }

    @Test
    default void namesOfASnapshotByValuesAreFoundInAnyCase() {
        versions(new SnapshotStrategy.Check(names("V")));
    }

    @Test
    default void namesOfAChangelogAreFoundInAnyCase() {
        SnapshotStrategy changelog = new SnapshotStrategy.Changelog(
                new ColumnName("Seen"),
                Optional.of(new RowOperations(new ColumnName("OP"), RowOperations.USUAL)),
                names("Seq"),
                new Arrival.Column(new ColumnName("Arrived")),
                names("V"),
                Optional.of(Duration.ofDays(100)));
        String changes = "select order_id, v, seen, cast('U' as varchar(1)) as op, cast(1 as integer) as seq, seen as"
                + " arrived from (";
        for (String select : List.of(BATCH, NEXT + " union all " + BATCH)) {
            shop().snapshot("s", history(changelog), changes + select + ") as c");
            assertThat(Workshop.words(shop().build())).isEqualTo(Map.of("s", "success"));
        }
        assertThat(shop().rows("s", "order_id, v, is_current")).containsExactly("1,a,false", "1,b,true", "2,c,true");
    }

    @Test
    default void aNameOfASnapshotThatIsNoColumnIsRefused() {
        shop().snapshot("s", history(new SnapshotStrategy.Timestamp(new ColumnName("sen"))), BATCH);
        assertThat(Workshop.words(shop().build()))
                .isEqualTo(Map.of(
                        "s",
                        "error: Cannot build snapshot 's': updated_at names 'sen', which is no column of its query."));
        shop().snapshot("s", history(new SnapshotStrategy.Check(names("W"))), BATCH);
        assertThat(Workshop.words(shop().build()))
                .isEqualTo(Map.of(
                        "s",
                        "error: Cannot build snapshot 's': check_cols names 'W', which is no column of its query."));
        assertThat(shop().exists("s")).isFalse();
    }
}
