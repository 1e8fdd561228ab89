package dev.ashlar.adapter.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.adapter.duckdb.MicrobatchOracle.Asked;
import dev.ashlar.adapter.duckdb.MicrobatchOracle.Event;
import dev.ashlar.adapter.freemarker.FreemarkerStatementRenderer;
import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.contract.MicrobatchContract;
import dev.ashlar.contract.ModelWords;
import dev.ashlar.contract.RunContract;
import dev.ashlar.contract.WatchedWarehouse;
import dev.ashlar.contract.Workshop;
import dev.ashlar.manifest.Moment;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Target;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.BatchChoice.Gaps;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.port.RunRecords;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.EventReach;
import dev.ashlar.run.Interruption;
import dev.ashlar.run.RunOptions.Flag;
import dev.ashlar.run.RunOptions.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Events of many keys that arrive in any order, early and late, and runs that are killed, refused by tests, repeated, told
 * which time to do, or to fill gaps: the rows and the ledger are those of an oracle in memory after each of them. Batches are
 * done one by one or side by side.
 */
class MicrobatchHistoryTest {
    private static final int KEYS = Boolean.getBoolean("ashlar.deep") ? 2_500 : 250;
    private static final int DAYS = 12;
    private static final int RUNS = 7;
    private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");

    private enum Kind {
        NORMAL,
        KILLED,
        OF_A_TIME,
        FILLING_GAPS,
        REPEATING
    }

    /** Dies at a statement, and tells what was committed by then. */
    private static final class Killer implements WatchedWarehouse.Watch {
        private int left = Integer.MAX_VALUE;
        private final Set<Thread> recorded = new HashSet<>();
        private int committed;

        void alive() {
            left = Integer.MAX_VALUE;
            committed = 0;
        }

        @Override
        public synchronized void before(String statement) {
            if (left-- <= 0) {
                left = 0;
                throw new WarehouseException(
                        WarehouseException.Kind.STATEMENT, "killed", Optional.empty(), new IllegalStateException());
            }
            if (statement.equals("Begin")) recorded.remove(Thread.currentThread());
            if (statement.equals("RecordInterval")) recorded.add(Thread.currentThread());
        }

        @Override
        public synchronized void after(String statement) {
            if (statement.equals("Commit") && recorded.contains(Thread.currentThread())) committed++;
        }
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void theTableIsThatOfTheOracleWhateverHappens(@ForAll long seed) throws IOException {
        Path folder = Files.createTempDirectory("microbatch");
        FreemarkerStatementRenderer renderer = new FreemarkerStatementRenderer("duckdb");
        Target target = DuckDbEngine.target(Map.of("path", "w.duckdb"));
        try (DuckDbWarehouse warehouse = DuckDbWarehouse.open(target, folder, renderer);
                JdbiRunRecords records = warehouse.records("meta", InstantSource.system())) {
            try (WarehouseSession session = warehouse.open()) {
                session.run(new RelationStatement.CreateSchema("shop"));
            }
            new History(seed, new RunContract.Engine(warehouse, renderer, records, "shop")).play();
        } finally {
            Files.deleteIfExists(folder.resolve("w.duckdb"));
            Files.deleteIfExists(folder.resolve("w.duckdb.wal"));
            Files.deleteIfExists(folder);
        }
    }

    private static final class History {
        private final String what;
        private final Random random;
        private final Killer killer = new Killer();
        private final Workshop shop;
        private final RunRecords records;
        private final MicrobatchOracle oracle;
        private final List<Event> arrived = new ArrayList<>();
        private final List<Event> coming = new ArrayList<>();
        private Optional<Asked> last = Optional.empty();
        private long now;

        History(long seed, RunContract.Engine engine) {
            what = "seed " + seed;
            random = new Random(seed);
            shop = new Workshop(engine, new WatchedWarehouse(engine.warehouse(), killer));
            shop.threads = random.nextBoolean() ? 1 : 4;
            records = engine.records();
            int lookback = random.nextInt(4);
            oracle = new MicrobatchOracle(lookback);
            shop.execute("create table {schema}.arrived (id integer, seen timestamp, v integer)");
            String select = "select e.id, e.seen, e.v from {events} as e";
            shop.view("events", "select * from shop.arrived")
                    .saying("events", ModelWords.eventTime("seen"))
                    .incremental("f", MicrobatchContract.by("day", "UTC", lookback), select, select, "events")
                    .test(
                            "v_not_null",
                            "not_null",
                            "f",
                            "select * from {this} as t where v is null",
                            Workshop.rules(Node.TestSeverity.ERROR, "!= 0", "!= 0"));
            for (int id = 0; id < KEYS; id++) coming.add(new Event(id, random.nextInt(DAYS), true));
            coming.add(new Event(KEYS, random.nextInt(DAYS), false));
            Collections.shuffle(coming, random);
        }

        void play() {
            now = MicrobatchOracle.DAY / 3;
            for (int run = 0; run < RUNS; run++) {
                arrive(random.nextInt(KEYS / 4));
                run(Kind.values()[random.nextInt(Kind.values().length)]);
                now += 3600 + random.nextInt((int) (2 * MicrobatchOracle.DAY));
            }
            mend();
            arrive(coming.size());
            now = Math.max(now, DAYS * MicrobatchOracle.DAY);
            run(new Asked(Optional.of(0), Optional.of(DAYS), false, Optional.empty(), now), Integer.MAX_VALUE);
            List<String> all = oracle.ids();
            assertThat(all).as(what).hasSize(KEYS + 1);
            now++;
            run(new Asked(Optional.of(0), Optional.of(DAYS), false, Optional.empty(), now), Integer.MAX_VALUE);
            assertThat(shop.rows("f", "id")).as("a second run of %s", what).isEqualTo(all);
            RunReport fresh = shop.runAt(at(now + 1), Verb.BUILD, new Interruption(), Flag.FULL_REFRESH);
            assertThat(fresh.failed()).as(what).isFalse();
            assertThat(shop.rows("f", "id")).as("all at once, of %s", what).isEqualTo(all);
        }

        private void arrive(int count) {
            List<Event> now = new ArrayList<>(coming.subList(0, Math.min(count, coming.size())));
            coming.subList(0, now.size()).clear();
            arrived.addAll(now);
            if (now.isEmpty()) return;
            shop.execute("insert into {schema}.arrived values "
                    + now.stream()
                            .map(e -> "(" + e.id() + ", timestamp '2026-03-01 00:00:00' + interval ("
                                    + (e.day() * MicrobatchOracle.DAY + random.nextInt((int) MicrobatchOracle.DAY))
                                    + ") second, " + (e.sound() ? "1" : "null") + ")")
                            .collect(Collectors.joining(", ")));
        }

        /** What the tests refuse is made right, wherever it is. */
        private void mend() {
            shop.execute("update {schema}.arrived set v = 1");
            arrived.replaceAll(event -> new Event(event.id(), event.day(), true));
            coming.replaceAll(event -> new Event(event.id(), event.day(), true));
        }

        private void run(Kind kind) {
            Asked normal = new Asked(Optional.empty(), Optional.empty(), false, Optional.empty(), now);
            switch (kind) {
                case NORMAL -> run(normal, Integer.MAX_VALUE);
                case KILLED -> run(normal, random.nextInt(60));
                case OF_A_TIME -> {
                    int start = random.nextInt(DAYS);
                    int end = start + 1 + random.nextInt(3);
                    run(
                            new Asked(Optional.of(start), Optional.of(end), false, Optional.empty(), now),
                            Integer.MAX_VALUE);
                }
                case FILLING_GAPS ->
                    run(new Asked(Optional.empty(), Optional.empty(), true, Optional.empty(), now), Integer.MAX_VALUE);
                case REPEATING -> {
                    if (random.nextBoolean()) mend();
                    Asked before = last.orElse(normal);
                    run(
                            new Asked(
                                    before.start(),
                                    before.end(),
                                    before.fillsGaps(),
                                    Optional.of(before.since().orElse(before.at())),
                                    now),
                            Integer.MAX_VALUE);
                }
            }
        }

        private static Instant at(long seconds) {
            return FIRST.plusSeconds(seconds);
        }

        private static Optional<Moment> moment(Optional<Integer> day) {
            return day.map(number -> new Moment.Exact(at(number * MicrobatchOracle.DAY)));
        }

        private void run(Asked asked, int killedAfter) {
            last = Optional.of(asked);
            List<Integer> expected = oracle.batches(asked);
            shop.reach = new EventReach(
                    moment(asked.start()),
                    moment(asked.end()),
                    asked.fillsGaps() ? Gaps.FILLED : Gaps.LEFT,
                    asked.since().map(History::at),
                    new EventReach.Sampling.None());
            killer.alive();
            killer.left = killedAfter;
            RunReport report = shop.runAt(at(asked.at()), Verb.BUILD, new Interruption());
            killer.left = Integer.MAX_VALUE;
            settle(asked, expected, report, killedAfter < Integer.MAX_VALUE);
            List<String> rows = oracle.stands() ? shop.rows("f", "id") : List.of();
            assertThat(rows).as("%s, %s", what, asked).isEqualTo(oracle.ids());
            assertThat(shop.exists("f")).as("%s, %s", what, asked).isEqualTo(oracle.stands());
        }

        private void settle(Asked asked, List<Integer> expected, RunReport report, boolean killed) {
            List<Integer> sound = expected.stream()
                    .filter(day -> MicrobatchOracle.ofDay(arrived, day).stream().allMatch(Event::sound))
                    .toList();
            if (!oracle.stands()) {
                boolean made = killed ? shop.exists("f") : oracle.isSound(arrived, asked);
                assertThat(made && !oracle.isSound(arrived, asked))
                        .as("%s, %s", what, asked)
                        .isFalse();
                if (made) oracle.made(arrived, asked);
                else oracle.took(recorded("f__new", asked.at()), arrived, asked);
                if (!shop.exists("f__new")) oracle.lostCandidate();
            } else if (killed) {
                List<Integer> landed =
                        shop.threads == 1 ? sound.subList(0, killer.committed) : recorded("f", asked.at());
                assertThat(landed).as("%s, %s", what, asked).hasSize(killer.committed);
                assertThat(sound).as("%s, %s", what, asked).containsAll(landed);
                oracle.replaced(landed, arrived, asked.at());
            } else {
                oracle.replaced(sound, arrived, asked.at());
            }
            if (killed) return;
            assertThat(days(report)).as("%s, %s", what, asked).isEqualTo(expected);
        }

        private static List<Integer> days(RunReport report) {
            return Workshop.result(report, Workshop.id("f")).batches().stream()
                    .map(NodeResult.Batch::interval)
                    .map(History::day)
                    .toList();
        }

        private static int day(TimeInterval interval) {
            return (int) ((interval.start().getEpochSecond() - FIRST.getEpochSecond()) / MicrobatchOracle.DAY);
        }

        /** What the ledger has of a run: any of its batches, where they were done side by side. */
        private List<Integer> recorded(String relation, long run) {
            return records.readIntervals(shop.relation(relation)).stream()
                    .filter(one -> one.at().equals(at(run)))
                    .map(one -> day(one.interval()))
                    .sorted()
                    .toList();
        }
    }
}
