package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.Materialization.IncrementalStrategy.ConcurrentBatches;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.BatchChoice.Gaps;
import dev.ashlar.plan.FinishedInterval;
import dev.ashlar.port.RunListener;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.EventReach;
import dev.ashlar.run.EventReach.Sampling;
import dev.ashlar.run.Interruption;
import dev.ashlar.run.RunOptions.Flag;
import dev.ashlar.run.RunOptions.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Batches of one model are done side by side, and what comes of it is what comes of doing them one after the other. */
public interface ParallelBatchesContract extends RunContract {
    Runnable NOTHING = () -> {};
    String DAY_TWO = "2026-03-02T10:00:00Z";
    String DAY_NINE = "2026-03-09T10:00:00Z";

    /** A shop of events on nine days, and of a model {@code f} of them, day by day. */
    private Workshop events(WatchedWarehouse.Watch watch, ConcurrentBatches concurrent, String select) {
        Workshop shop = new Workshop(engine(), new WatchedWarehouse(warehouse(), watch));
        shop.threads = 4;
        shop.execute("create table {schema}.arrived (id integer, seen timestamp, v varchar(10))");
        shop.view(
                        "events",
                        "select id, seen, v from " + shop.relation("arrived").quoted())
                .saying("events", ModelWords.eventTime("seen"));
        return shop.incremental("f", MicrobatchContract.by("day", "UTC", 1, concurrent), select, select, "events");
    }

    private Workshop events(WatchedWarehouse.Watch watch) {
        return events(watch, ConcurrentBatches.WHERE_SAFE, MicrobatchContract.EVENTS);
    }

    private static void arrive(Workshop shop, int perDay) {
        List<String> rows = new ArrayList<>();
        for (int day = 1; day <= 9; day++) {
            for (int i = 0; i < perDay; i++) {
                int id = day * 100 + i;
                rows.add("(" + id + ", timestamp '2026-03-0" + day + " 09:00:0" + i + "', 'v" + id % 7 + "')");
            }
        }
        shop.execute("insert into {schema}.arrived values " + String.join(", ", rows));
    }

    private static void arrives(Workshop shop, int id, int day, String v) {
        shop.execute("insert into {schema}.arrived values (" + id + ", timestamp '2026-03-0" + day + " 12:00:00', " + v
                + ")");
    }

    private static RunReport at(Workshop shop, String time, Flag... flags) {
        return shop.runAt(Instant.parse(time), Verb.BUILD, new Interruption(), flags);
    }

    private static NodeResult result(RunReport report) {
        return Workshop.result(report, Workshop.id("f"));
    }

    private static List<String> batches(RunReport report) {
        return result(report).batches().stream()
                .map(batch -> batch.id() + (batch.succeeded() ? "" : " failed"))
                .toList();
    }

    private static List<String> days(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(day -> "2026030" + day).toList();
    }

    private List<String> ledger(Workshop shop, String since) {
        return records().readIntervals(shop.relation("f")).stream()
                .filter(one -> !one.at().isBefore(Instant.parse(since)))
                .map(FinishedInterval::interval)
                .sorted()
                .map(one -> one.start().toString().substring(0, 10))
                .toList();
    }

    private static EventReach repeating(String time) {
        return new EventReach(
                Optional.empty(), Optional.empty(), Gaps.LEFT, Optional.of(Instant.parse(time)), new Sampling.None());
    }

    private static Node.TestRules error() {
        return Workshop.rules(Node.TestSeverity.ERROR, "!= 0", "!= 0");
    }

    private static void refusingNulls(Workshop shop) {
        shop.test("v_not_null", "not_null", "f", "select * from {this} as t where v is null", error());
    }

    @Test
    default void batchesSideBySideBringTheRowsOfBatchesOneByOne() {
        String numbered = "select e.id, e.seen, e.v, row_number() over (order by e.id) as n from {events} as e";
        Workshop shop = events(new StagingsWatch(0, 0, NOTHING), ConcurrentBatches.WHERE_SAFE, numbered);
        shop.incremental(
                "g", MicrobatchContract.by("day", "UTC", 1, ConcurrentBatches.NEVER), numbered, numbered, "events");
        at(shop, DAY_TWO);
        arrive(shop, 5);
        RunReport report = at(shop, DAY_NINE);
        assertThat(Workshop.words(report)).containsEntry("f", "success").containsEntry("g", "success");
        assertThat(batches(report)).isEqualTo(days(1, 9));
        assertThat(shop.rows("f", "id, seen, v, n")).hasSize(45).isEqualTo(shop.rows("g", "id, seen, v, n"));
        assertThat(ledger(shop, DAY_NINE)).hasSize(9).doesNotHaveDuplicates();
        assertThat(((Outcome.Success) result(report).outcome()).rows())
                .isEqualTo(((Outcome.Success)
                                Workshop.result(report, Workshop.id("g")).outcome())
                        .rows());
    }

    @Test
    default void batchesBetweenTheFirstAndTheLastAreAtWorkAtOnce() {
        StagingsWatch watch = new StagingsWatch(3, 4, NOTHING);
        Workshop shop = events(watch);
        at(shop, DAY_TWO);
        assertThat(watch.staged()).isEqualTo(2);
        arrive(shop, 2);
        assertThat(batches(at(shop, DAY_NINE))).isEqualTo(days(1, 9));
        assertThat(watch.most()).isEqualTo(4);
        assertThat(shop.rows("f", "id")).hasSize(18);

        assertThat(at(shop, "2026-03-09T11:00:00Z").failed()).isFalse();
        assertThat(shop.rows("f", "id")).hasSize(18);
    }

    @Test
    default void theCandidateOfAFirstBuildTakesBatchesSideBySideToo() {
        StagingsWatch watch = new StagingsWatch(1, 4, NOTHING);
        Workshop shop = events(watch);
        arrive(shop, 3);
        RunReport report = at(shop, DAY_NINE);
        assertThat(batches(report)).isEqualTo(days(1, 9));
        assertThat(watch.most()).isEqualTo(4);
        assertThat(shop.rows("f", "id, seen, v")).isEqualTo(shop.rows("arrived", "id, seen, v"));
        assertThat(shop.exists("f__new")).isFalse();
        assertThat(ledger(shop, DAY_NINE)).containsExactly("2026-03-01");
    }

    @Test
    default void batchesThatFailSideBySideUndoNoOtherAndARetryDoesThemAlone() {
        StagingsWatch watch = new StagingsWatch(3, 4, NOTHING);
        Workshop shop = events(watch);
        at(shop, DAY_TWO);
        arrive(shop, 1);
        refusingNulls(shop);
        arrives(shop, 1, 3, "null");
        arrives(shop, 2, 4, "null");
        RunReport report = at(shop, DAY_NINE);
        assertThat(watch.most()).isEqualTo(4);
        assertThat(Workshop.words(report))
                .containsEntry("f", "partial: Model 'f': 2 of 9 batches failed (2026-03-03 to 2026-03-05).")
                .containsEntry("v_not_null", "fail 1");
        assertThat(batches(report))
                .containsExactly(
                        "20260301",
                        "20260302",
                        "20260303 failed",
                        "20260304 failed",
                        "20260305",
                        "20260306",
                        "20260307",
                        "20260308",
                        "20260309");
        assertThat(ledger(shop, DAY_NINE)).hasSize(7).doesNotContain("2026-03-03", "2026-03-04");
        assertThat(shop.rows("f", "id")).containsExactly("100", "200", "500", "600", "700", "800", "900");
        // of several the latest, as if they were done one by one
        assertThat(shop.rows("f__failed", "id")).containsExactly("2", "400");

        shop.execute("update {schema}.arrived set v = 'x' where v is null");
        shop.reach = repeating(DAY_NINE);
        assertThat(batches(at(shop, "2026-03-09T11:00:00Z"))).containsExactly("20260303", "20260304");
        assertThat(shop.rows("f", "id")).hasSize(11);
        assertThat(shop.exists("f__failed")).isFalse();
    }

    /** Neither sees the other's rows in the table when both are tested, unless one waits. */
    @Test
    default void aTestOfTheWholeTableSeesWhatABatchBesideBrings() {
        StagingsWatch watch = new StagingsWatch(3, 4, NOTHING);
        Workshop shop = events(watch);
        at(shop, DAY_TWO);
        shop.test("id_unique", "unique", "f", "select id from {this} as t group by id having count(*) > 1", error());
        arrive(shop, 1);
        arrives(shop, 7, 4, "'a'");
        arrives(shop, 7, 5, "'b'");
        RunReport report = at(shop, DAY_NINE);
        assertThat(watch.most()).isEqualTo(4);
        assertThat(Workshop.words(report)).containsEntry("id_unique", "fail 1");
        assertThat(batches(report)).filteredOn(one -> one.endsWith("failed")).hasSize(1);
        assertThat(shop.rows("f", "id")).containsOnlyOnce("7").hasSize(9);
    }

    @Test
    default void anInterruptionReachesEveryBatchAndARetryDoesTheRest() {
        Interruption interruption = new Interruption();
        StagingsWatch watch = new StagingsWatch(3, 4, interruption::trip).untilCancelled();
        Workshop shop = events(watch);
        at(shop, DAY_TWO);
        arrive(shop, 1);
        RunReport report = shop.runAt(Instant.parse(DAY_NINE), Verb.BUILD, interruption);
        assertThat(report.ending()).isEqualTo(RunReport.Ending.INTERRUPTED);
        assertThat(watch.most()).isEqualTo(4);
        assertThat(Workshop.words(report)).containsEntry("f", "skipped");
        assertThat(batches(report))
                .hasSize(9)
                .startsWith("20260301")
                .filteredOn(one -> !one.endsWith("failed"))
                .hasSize(1);
        assertThat(ledger(shop, DAY_NINE)).containsExactly("2026-03-01");

        shop.reach = repeating(DAY_NINE);
        assertThat(batches(at(shop, "2026-03-09T11:00:00Z"))).isEqualTo(days(2, 9));
        assertThat(shop.rows("f", "id")).hasSize(9);
    }

    private int atOnce(int threads, ConcurrentBatches concurrent, String select) {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        WatchedWarehouse.Watch watch = new WatchedWarehouse.Watch() {
            @Override
            public void before(String statement) {
                if (statement.equals("DeleteInterval")) seen.add(Thread.currentThread());
            }

            @Override
            public void after(String statement) {}
        };
        Workshop shop = events(watch, concurrent, select);
        shop.threads = threads;
        at(shop, DAY_TWO);
        arrive(shop, 1);
        RunReport report = at(shop, DAY_NINE);
        assertThat(batches(report)).isEqualTo(days(1, 9));
        assertThat(shop.rows("f", "id")).hasSize(9);
        return seen.size();
    }

    @Test
    default void oneThreadDoesThemOneByOne() {
        assertThat(atOnce(1, ConcurrentBatches.ALWAYS, MicrobatchContract.EVENTS))
                .isOne();
    }

    @Test
    default void aModelThatSaysSoDoesThemOneByOne() {
        assertThat(atOnce(4, ConcurrentBatches.NEVER, MicrobatchContract.EVENTS))
                .isOne();
    }

    /** What it reads of its own table depends on what was done before. */
    @Test
    default void aModelThatReadsItselfDoesThemOneByOne() {
        StagingsWatch watch = new StagingsWatch(0, 0, NOTHING);
        Workshop shop = events(watch);
        String itself = "select e.id, e.seen, e.v, (select count(*) from {this} as t) as before from {events} as e";
        String first = "select e.id, e.seen, e.v, cast(0 as bigint) as before from {events} as e";
        shop.incremental(
                "f", MicrobatchContract.by("day", "UTC", 0, ConcurrentBatches.WHERE_SAFE), first, itself, "events");
        at(shop, "2026-03-01T10:00:00Z");
        arrive(shop, 1);
        assertThat(batches(at(shop, DAY_NINE))).isEqualTo(days(1, 9));
        assertThat(shop.rows("f", "before, id"))
                .containsExactly("0,100", "1,200", "2,300", "3,400", "4,500", "5,600", "6,700", "7,800", "8,900");
    }

    /** A borrowed thread is given back to a node that waits for one. */
    @Test
    default void aNodeThatIsReadyGetsAThreadBeforeTheBatchesAreDone() {
        CountDownLatch lent = new CountDownLatch(1);
        CountDownLatch twoReady = new CountDownLatch(1);
        CountDownLatch cBuilt = new CountDownLatch(1);
        int[] stagedByThen = {0};
        List<Thread> stagings = new ArrayList<>();
        WatchedWarehouse.Watch watch = new WatchedWarehouse.Watch() {
            @Override
            public void before(String statement) {
                if (!statement.equals("CreateTemporaryTableAs")) return;
                int mine;
                boolean owner;
                synchronized (stagings) {
                    stagings.add(Thread.currentThread());
                    owner = Thread.currentThread() == stagings.get(0);
                    mine = stagings.size();
                }
                if (mine == 1) return;
                if (owner) {
                    await(cBuilt);
                } else {
                    lent.countDown();
                    await(twoReady);
                }
            }

            @Override
            public void after(String statement) {}
        };
        Workshop shop = events(watch);
        shop.threads = 3;
        shop.listener = new RunListener() {
            @Override
            public void nodeStarted(Node node, int index, int total) {
                switch (node.name()) {
                    case "a" -> await(lent);
                    case "b" -> {
                        twoReady.countDown();
                        await(cBuilt);
                    }
                    case "c" -> {
                        synchronized (stagings) {
                            stagedByThen[0] = stagings.size();
                        }
                        cBuilt.countDown();
                    }
                    default -> {}
                }
            }
        };
        shop.table("a", "select id from {events} as e", "events")
                .table("b", "select id from {a} as a", "a")
                .table("c", "select id from {a} as a", "a");
        arrive(shop, 1);
        RunReport report = at(shop, DAY_NINE);
        assertThat(report.failed()).isFalse();
        assertThat(shop.rows("f", "id")).hasSize(9);
        // the first, the one that its own thread is at, and what the borrowed thread had begun
        assertThat(stagedByThen[0]).isBetween(2, 3);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
