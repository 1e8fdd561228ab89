package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.BatchSize;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.ConcurrentBatches;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.Materialization.NullKeys;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Moment;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.BatchChoice.Gaps;
import dev.ashlar.plan.FinishedInterval;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RowCounts;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.EventReach;
import dev.ashlar.run.EventReach.Sampling;
import dev.ashlar.run.Interruption;
import dev.ashlar.run.RunOptions.Flag;
import dev.ashlar.run.RunOptions.Verb;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Intervals of event time are replaced one by one, each in a transaction and by a gate of its own, and none is forgotten. */
public interface MicrobatchContract extends RunContract {
    String EVENTS = "select e.id, e.seen, e.v from {events} as e";

    static Incremental by(String size, String zone, int lookback) {
        return by(size, zone, lookback, ConcurrentBatches.WHERE_SAFE);
    }

    static Incremental by(String size, String zone, int lookback, ConcurrentBatches concurrent) {
        return new Incremental(
                new Microbatch(
                        new ColumnName("seen"),
                        BatchSize.find(size).orElseThrow(),
                        Moment.find("2026-03-01").orElseThrow(),
                        lookback,
                        ZoneId.of(zone),
                        concurrent),
                List.of(),
                NullKeys.REFUSED,
                OnSchemaChange.IGNORE,
                List.of());
    }

    /** A shop of events, and of a model {@code f} of them, day by day. */
    private Workshop events(Incremental how, String select) {
        Workshop shop = shop();
        shop.execute("create table {schema}.arrived (id integer, seen timestamp, v varchar(10))");
        shop.view(
                        "events",
                        "select id, seen, v from " + shop.relation("arrived").quoted())
                .saying("events", ModelWords.eventTime("seen"));
        return shop.incremental("f", how, select, select, "events");
    }

    private Workshop daily() {
        return events(by("day", "UTC", 1), EVENTS);
    }

    private static void arrives(Workshop shop, int id, String at) {
        shop.execute("insert into {schema}.arrived values (" + id + ", timestamp '" + at + "', 'v" + id + "')");
    }

    private static RunReport at(Workshop shop, String time, Flag... flags) {
        return shop.runAt(Instant.parse(time), Verb.BUILD, new Interruption(), flags);
    }

    private static NodeResult result(RunReport report) {
        return Workshop.result(report, Workshop.id("f"));
    }

    /** {@code 20260301 ok}, of each batch. */
    private static List<String> batches(RunReport report) {
        return result(report).batches().stream()
                .map(batch -> batch.id() + (batch.succeeded() ? "" : " failed"))
                .toList();
    }

    private static RowCounts rows(RunReport report) {
        return ((Outcome.Success) result(report).outcome()).rows();
    }

    private static List<String> notes(RunReport report) {
        return result(report).notes().stream().map(note -> note.text()).toList();
    }

    private static EventReach between(String start, String end) {
        return new EventReach(
                Optional.of(start).flatMap(Moment::find),
                Optional.of(end).flatMap(Moment::find),
                Gaps.LEFT,
                Optional.empty(),
                new Sampling.None());
    }

    private List<String> ledger(Workshop shop) {
        return records().readIntervals(shop.relation("f")).stream()
                .map(FinishedInterval::interval)
                .sorted()
                .map(one -> one.start() + "/" + one.end())
                .toList();
    }

    @Test
    default void theFirstBuildTakesEveryBatchIntoACandidateAndPublishesItOnce() {
        Workshop shop = daily();
        arrives(shop, 0, "2026-02-28 23:59:59");
        arrives(shop, 1, "2026-03-01 00:00:00");
        arrives(shop, 2, "2026-03-02 23:59:59");
        arrives(shop, 3, "2026-03-03 10:00:00");
        RunReport report = at(shop, "2026-03-03T11:00:00Z");
        assertThat(Workshop.words(report)).containsEntry("f", "success");
        assertThat(batches(report)).containsExactly("20260301", "20260302", "20260303");
        assertThat(rows(report)).isEqualTo(new RowCounts(3, 0, 0));
        assertThat(shop.rows("f", "id, v")).containsExactly("1,v1", "2,v2", "3,v3");
        assertThat(ledger(shop)).containsExactly("2026-03-01T00:00:00Z/2026-03-04T00:00:00Z");
        assertThat(shop.exists("f__new")).isFalse();
    }

    @Test
    default void aLaterRunReplacesTheNewestBatchesAndBringsTheNewOnes() {
        Workshop shop = daily();
        arrives(shop, 1, "2026-03-01 09:00:00");
        arrives(shop, 2, "2026-03-02 09:00:00");
        arrives(shop, 3, "2026-03-03 09:00:00");
        at(shop, "2026-03-03T10:00:00Z");
        arrives(shop, 4, "2026-03-01 10:00:00"); // too late for the lookback
        arrives(shop, 5, "2026-03-02 10:00:00");
        arrives(shop, 6, "2026-03-03 20:00:00");
        arrives(shop, 7, "2026-03-05 01:00:00");
        RunReport report = at(shop, "2026-03-05T02:00:00Z");
        assertThat(batches(report)).containsExactly("20260302", "20260303", "20260304", "20260305");
        assertThat(((Outcome.Success) result(report).batches().get(0).outcome()).rows())
                .isEqualTo(new RowCounts(2, 0, 1));
        assertThat(rows(report)).isEqualTo(new RowCounts(5, 0, 2));
        assertThat(shop.rows("f", "id")).containsExactly("1", "2", "3", "5", "6", "7");
        assertThat(notes(report)).isEmpty();

        assertThat(batches(at(shop, "2026-03-05T03:00:00Z"))).containsExactly("20260304", "20260305");
        assertThat(shop.rows("f", "id")).containsExactly("1", "2", "3", "5", "6", "7");
    }

    private static void refusingNulls(Workshop shop) {
        shop.test(
                "v_not_null",
                "not_null",
                "f",
                "select * from {this} as t where v is null",
                Workshop.rules(Node.TestSeverity.ERROR, "!= 0", "!= 0"));
    }

    @Test
    default void aBatchThatFailsItsTestsUndoesNoOtherAndIsDoneAgainByARetryAlone() {
        Workshop shop = daily();
        at(shop, "2026-03-02T10:00:00Z");
        refusingNulls(shop);
        arrives(shop, 1, "2026-03-02 09:00:00");
        shop.execute("insert into {schema}.arrived values (2, timestamp '2026-03-03 09:00:00', null)");
        arrives(shop, 3, "2026-03-04 09:00:00");
        RunReport report = at(shop, "2026-03-04T10:00:00.123456789Z");
        assertThat(Workshop.words(report))
                .containsEntry("f", "partial: Model 'f': 1 of 4 batches failed (2026-03-03 to 2026-03-04).")
                .containsEntry("v_not_null", "fail 1");
        assertThat(batches(report)).containsExactly("20260301", "20260302", "20260303 failed", "20260304");
        assertThat(notes(report))
                .containsExactly("models/f.sql:1:1 Model 'f' not published: 1 test failed (v_not_null).");
        assertThat(shop.rows("f", "id")).containsExactly("1", "3");
        assertThat(shop.rows("f__failed", "id")).containsExactly("2");

        shop.execute("update {schema}.arrived set v = 'v2' where id = 2");
        arrives(shop, 4, "2026-03-06 09:00:00");
        shop.reach = new EventReach(
                Optional.empty(),
                Optional.empty(),
                Gaps.LEFT,
                Optional.of(Instant.parse("2026-03-04T10:00:00.123456789Z")),
                new Sampling.None());
        report = at(shop, "2026-03-06T10:00:00Z");
        assertThat(batches(report)).containsExactly("20260303");
        assertThat(Workshop.words(report)).containsEntry("f", "success").containsEntry("v_not_null", "pass");
        assertThat(shop.rows("f", "id")).containsExactly("1", "2", "3");
        assertThat(shop.exists("f__failed")).isFalse();

        report = at(shop, "2026-03-06T11:00:00Z");
        assertThat(result(report).outcome()).isEqualTo(new Outcome.NoOp("every batch that was asked for is finished"));
    }

    @Test
    default void whatReadsAModelThatIsPartlyDoneIsSkipped() {
        Workshop shop = daily();
        at(shop, "2026-03-02T10:00:00Z");
        refusingNulls(shop);
        shop.table("m", "select id from {f} as f", "f");
        shop.execute("insert into {schema}.arrived values (2, timestamp '2026-03-01 09:00:00', null)");
        assertThat(Workshop.words(at(shop, "2026-03-02T11:00:00Z"))).containsEntry("m", "skipped");
        assertThat(at(shop, "2026-03-02T11:00:00Z").failed()).isTrue();
    }

    @Test
    default void gapsAreToldAndFilledWhereThatIsAskedFor() {
        Workshop shop = daily();
        at(shop, "2026-03-02T10:00:00Z");
        for (int day = 2; day <= 9; day++) arrives(shop, day, "2026-03-0" + day + " 12:00:00");
        shop.reach = between("2026-03-06 05:00", "2026-03-07");
        RunReport report = at(shop, "2026-03-09T10:00:00Z");
        assertThat(batches(report)).containsExactly("20260306");
        String gaps =
                "models/f.sql:1:1 Model 'f' has 4 batches that no run finished: 2026-03-02 to 2026-03-06. Fill them"
                        + " with 'ashlar build --select f --fill-gaps'.";
        assertThat(notes(report))
                .containsExactly(
                        "--event-time-start 2026-03-06 05:00 is widened to 2026-03-06 for model 'f', whose batches are day by"
                                + " day.",
                        gaps);

        shop.reach = EventReach.ALL;
        report = at(shop, "2026-03-09T10:00:00Z");
        assertThat(batches(report)).containsExactly("20260305", "20260306", "20260307", "20260308", "20260309");
        assertThat(notes(report))
                .containsExactly(
                        "models/f.sql:1:1 Model 'f' has 3 batches that no run finished: 2026-03-02 to 2026-03-05."
                                + " Fill them with 'ashlar build --select f --fill-gaps'.");

        shop.reach =
                new EventReach(Optional.empty(), Optional.empty(), Gaps.FILLED, Optional.empty(), new Sampling.None());
        report = at(shop, "2026-03-09T11:00:00Z");
        assertThat(batches(report)).containsExactly("20260302", "20260303", "20260304", "20260308", "20260309");
        assertThat(notes(report)).isEmpty();
        assertThat(shop.rows("f", "id")).containsExactly("2", "3", "4", "5", "6", "7", "8", "9");
    }

    /** On 29 March 2026 clocks in Berlin go from 2:00 to 3:00. */
    @Test
    default void aDayOfTheZoneMayHave23Hours() {
        Workshop shop = events(by("day", "Europe/Berlin", 0), EVENTS);
        arrives(shop, 1, "2026-03-28 22:59:59");
        arrives(shop, 2, "2026-03-28 23:00:00");
        arrives(shop, 3, "2026-03-29 21:59:59");
        arrives(shop, 4, "2026-03-29 22:00:00");
        at(shop, "2026-03-28T22:00:00Z");
        assertThat(shop.rows("f", "id")).containsExactly("1");
        shop.reach = between("2026-03-29", "2026-03-30");
        RunReport report = at(shop, "2026-03-31T00:00:00Z");
        assertThat(result(report).batches())
                .extracting(NodeResult.Batch::interval)
                .containsExactly(
                        new TimeInterval(Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z")));
        assertThat(shop.rows("f", "id")).containsExactly("1", "2", "3");
    }

    @Test
    default void rowsThatDoNotBelongToTheBatchAreRefusedBeforeAnythingIsWritten() {
        Workshop shop = events(by("day", "UTC", 1), "select id, seen, v from {all} as e");
        shop.view("all", "select id, seen, v from " + shop.relation("arrived").quoted());
        shop.incremental(
                "f",
                by("day", "UTC", 1),
                "select id, seen, v from {all} as e",
                "select id, seen, v from {all} as e",
                "all");
        arrives(shop, 1, "2026-03-01 09:00:00");
        arrives(shop, 2, "2026-03-02 09:00:00");
        RunReport report = at(shop, "2026-03-02T10:00:00Z");
        assertThat(Workshop.words(report).get("f"))
                .startsWith(
                        "error: Cannot build model 'f': its batch of 2026-03-01 to 2026-03-02 has 1 row whose seen is not"
                                + " within it, for example 2026-03-02");
        assertThat(shop.exists("f")).isFalse();
        assertThat(shop.exists("f__new")).isFalse();
        assertThat(ledger(shop)).isEmpty();
    }

    @Test
    default void aFirstBuildThatLacksABatchIsNotPublishedAndAnotherBuildBeginsAgain() {
        Workshop shop = events(by("day", "UTC", 1), "select e.id, e.seen, e.v, 10 / e.id as tenth from {events} as e");
        arrives(shop, 1, "2026-03-01 09:00:00");
        shop.execute(
                "insert into {schema}.arrived values (0, timestamp '2026-03-02 09:00:00', cast('2026' as varchar(10)))");
        String cast = "select e.id, e.seen, cast(e.v as integer) as n from {events} as e";
        shop.execute("update {schema}.arrived set v = 'x' where id = 0");
        shop.execute("update {schema}.arrived set v = '1' where id = 1");
        shop.incremental("f", by("day", "UTC", 1), cast, cast, "events");
        RunReport report = at(shop, "2026-03-03T10:00:00Z");
        assertThat(result(report).outcome()).isInstanceOf(Outcome.Error.class);
        assertThat(Workshop.words(report).get("f"))
                .isEqualTo("error: Model 'f': 1 of 3 batches failed (2026-03-02 to 2026-03-03).");
        assertThat(batches(report)).containsExactly("20260301", "20260302 failed", "20260303");
        assertThat(shop.exists("f")).isFalse();
        assertThat(ledger(shop)).isEmpty();

        shop.execute("update {schema}.arrived set v = '2' where id = 0");
        assertThat(batches(at(shop, "2026-03-03T11:00:00Z"))).containsExactly("20260301", "20260302", "20260303");
        assertThat(shop.rows("f", "id, n")).containsExactly("0,2", "1,1");
    }

    private static EventReach repeating(String time) {
        return new EventReach(
                Optional.empty(), Optional.empty(), Gaps.LEFT, Optional.of(Instant.parse(time)), new Sampling.None());
    }

    private Workshop numbers(String more) {
        String cast = "select e.id, e.seen, cast(e.v as integer) as n" + more + " from {events} as e";
        Workshop shop = shop();
        return shop.incremental("f", by("day", "UTC", 0), cast, cast, "events");
    }

    /** A first build of three days of which the second fails. */
    private Workshop lackingOne() {
        Workshop shop = daily();
        arrives(shop, 1, "2026-03-01 09:00:00");
        arrives(shop, 2, "2026-03-02 09:00:00");
        arrives(shop, 3, "2026-03-03 09:00:00");
        shop.execute("update {schema}.arrived set v = case when id = 2 then 'x' else '7' end");
        numbers("");
        assertThat(batches(at(shop, "2026-03-03T10:00:00Z")))
                .containsExactly("20260301", "20260302 failed", "20260303");
        assertThat(shop.rows("f__new", "id, n")).containsExactly("1,7", "3,7");
        shop.execute("update {schema}.arrived set v = '8'");
        return shop;
    }

    @Test
    default void aRetryGoesOnWithTheTableOfAFirstBuild() {
        Workshop shop = lackingOne();
        shop.reach = repeating("2026-03-03T10:00:00Z");
        RunReport report = at(shop, "2026-03-05T11:00:00Z");
        assertThat(Workshop.words(report)).containsEntry("f", "success");
        assertThat(batches(report)).containsExactly("20260302");
        assertThat(shop.rows("f", "id, n")).containsExactly("1,7", "2,8", "3,7");
        assertThat(shop.exists("f__new")).isFalse();
        assertThat(ledger(shop)).containsExactly("2026-03-01T00:00:00Z/2026-03-04T00:00:00Z");
        assertThat(records().readIntervals(shop.relation("f__new"))).isEmpty();

        // the third day was not over when its rows were taken
        shop.reach = EventReach.ALL;
        arrives(shop, 4, "2026-03-03 20:00:00");
        shop.execute("update {schema}.arrived set v = '9' where id = 4");
        assertThat(batches(at(shop, "2026-03-05T12:00:00Z"))).containsExactly("20260303", "20260304", "20260305");
        assertThat(shop.rows("f", "id, n")).containsExactly("1,7", "2,8", "3,8", "4,9");
    }

    @Test
    default void aRetryAfterTheQueryWasChangedBeginsTheTableAgain() {
        Workshop shop = lackingOne();
        numbers(", 1 as one");
        shop.reach = repeating("2026-03-03T10:00:00Z");
        assertThat(batches(at(shop, "2026-03-05T11:00:00Z"))).containsExactly("20260301", "20260302", "20260303");
        assertThat(shop.rows("f", "id, n, one")).containsExactly("1,8,1", "2,8,1", "3,8,1");
    }

    @Test
    default void aTableOfAnEarlierRunIsNotGoneOnWith() {
        Workshop shop = lackingOne();
        shop.reach = repeating("2026-03-04T10:00:00Z");
        assertThat(batches(at(shop, "2026-03-05T11:00:00Z")))
                .containsExactly("20260301", "20260302", "20260303", "20260304");
        assertThat(shop.rows("f", "id, n")).containsExactly("1,8", "2,8", "3,8");
    }

    @Test
    default void aTableThatItsTestsRefusedIsBegunAgainByARetry() {
        Workshop shop = daily();
        refusingNulls(shop);
        arrives(shop, 1, "2026-03-01 09:00:00");
        shop.execute("insert into {schema}.arrived values (2, timestamp '2026-03-02 09:00:00', null)");
        assertThat(at(shop, "2026-03-02T10:00:00Z").failed()).isTrue();
        shop.execute("update {schema}.arrived set v = 'x' where id = 2");
        shop.reach = repeating("2026-03-02T10:00:00Z");
        assertThat(batches(at(shop, "2026-03-05T11:00:00Z"))).containsExactly("20260301", "20260302");
        assertThat(shop.rows("f", "id, v")).containsExactly("1,v1", "2,x");
        assertThat(ledger(shop)).containsExactly("2026-03-01T00:00:00Z/2026-03-03T00:00:00Z");
    }

    @Test
    default void aFullRefreshMakesTheTableAndItsLedgerAnew() {
        Workshop shop = daily();
        arrives(shop, 1, "2026-03-01 09:00:00");
        at(shop, "2026-03-02T10:00:00Z");
        at(shop, "2026-03-03T10:00:00Z");
        assertThat(ledger(shop)).hasSize(4);
        arrives(shop, 2, "2026-03-01 10:00:00");
        assertThat(batches(at(shop, "2026-03-03T11:00:00Z", Flag.FULL_REFRESH)))
                .containsExactly("20260301", "20260302", "20260303");
        assertThat(shop.rows("f", "id")).containsExactly("1", "2");
        assertThat(ledger(shop)).containsExactly("2026-03-01T00:00:00Z/2026-03-04T00:00:00Z");
    }

    @Test
    default void testsGateTheWholeTableOfAFirstBuild() {
        Workshop shop = daily();
        refusingNulls(shop);
        arrives(shop, 1, "2026-03-01 09:00:00");
        shop.execute("insert into {schema}.arrived values (2, timestamp '2026-03-02 09:00:00', null)");
        RunReport report = at(shop, "2026-03-02T10:00:00Z");
        assertThat(Workshop.words(report))
                .isEqualTo(Map.of(
                        "events",
                        "success",
                        "f",
                        "error: Model 'f' not published: 1 test failed (v_not_null).",
                        "v_not_null",
                        "fail 1"));
        assertThat(shop.exists("f")).isFalse();
        assertThat(shop.rows("f__failed", "id")).containsExactly("1", "2");
        assertThat(ledger(shop)).isEmpty();
    }

    @Test
    default void aSampleReadsAPartOfTheRowsAndRecordsNoInterval() {
        Workshop shop = daily();
        for (int day = 1; day <= 5; day++) arrives(shop, day, "2026-03-0" + day + " 12:00:00");
        shop.reach = new EventReach(
                Optional.empty(),
                Optional.empty(),
                Gaps.LEFT,
                Optional.empty(),
                new Sampling.Within(new TimeInterval(
                        Instant.parse("2026-03-03T06:00:00Z"), Instant.parse("2026-03-04T06:00:00Z"))));
        shop.table("m", EVENTS, "events");
        RunReport report = at(shop, "2026-03-05T10:00:00Z");
        assertThat(batches(report)).containsExactly("20260303", "20260304");
        assertThat(shop.rows("f", "id")).containsExactly("3", "4");
        assertThat(shop.rows("m", "id")).containsExactly("3");
        assertThat(ledger(shop)).isEmpty();

        shop.reach =
                new EventReach(Optional.empty(), Optional.empty(), Gaps.LEFT, Optional.empty(), new Sampling.Empty());
        at(shop, "2026-03-05T10:00:00Z", Flag.FULL_REFRESH);
        assertThat(shop.rows("f", "id")).isEmpty();
        assertThat(shop.rows("m", "id")).isEmpty();
        assertThat(ledger(shop)).isEmpty();
    }
}
