package dev.ashlar.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.Arrival;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.RowOperations;
import dev.ashlar.plan.ChangelogOracle.Change;
import dev.ashlar.plan.ChangelogOracle.Key;
import dev.ashlar.plan.ChangelogOracle.Version;
import dev.ashlar.plan.PlanDesk.KilledException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Random changes of many keys, arriving in any order, more than once and around kills, against an oracle in memory. */
class ChangelogHistoryTest {
    private static final int KEYS = Boolean.getBoolean("ashlar.deep") ? 1_000 : 100;
    private static final int RUNS = 4;
    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final List<String> PARTS = List.of("k", "", "it's|2:", "Ärger 3", "null");

    private enum Seen {
        BY_ARRIVAL,
        COMPARED
    }

    /** How far back the source reaches. */
    private enum Source {
        WHOLE,
        FORGETS
    }

    private record Ways(
            HardDeletes deletes, Seen seen, Source source, boolean sequenced, boolean checked, boolean bounded) {}

    @Property(tries = 16, shrinking = ShrinkingMode.OFF)
    void theHistoryIsThatOfTheOracleWhateverTheOrderOfArrival(
            @ForAll long seed,
            @ForAll HardDeletes deletes,
            @ForAll Seen seen,
            @ForAll Source source,
            @ForAll boolean sequenced,
            @ForAll boolean checked) {
        Random random = new Random(seed);
        Ways ways = new Ways(deletes, seen, source, sequenced, checked, random.nextBoolean());
        String at = ways + " of seed " + seed;
        List<List<Change>> runs = arrivals(random, ways);
        SnapshotHistory history = history(ways);
        ChangelogOracle oracle = new ChangelogOracle(deletes, checked, ways.bounded());
        try (PlanDesk desk = new PlanDesk()) {
            desk.sql("create table shop.raw (first integer, second varchar, moment timestamp, op varchar, seq integer,"
                    + " value integer, _loaded_at timestamp)");
            for (int run = 0; run < RUNS; run++) {
                if (run == 2) desk.sql("alter table shop.raw add column extra varchar");
                if (run == 2) desk.sql("alter table shop.raw alter column value type bigint");
                arrive(desk, runs.get(run), run);
                oracle.arrive(runs.get(run));
                desk.killAfter(random.nextInt(18));
                boolean published = attempt(desk, history, run);
                desk.reconnect();
                if (!published) attempt(desk, history, run);
                assertThat(versions(desk, ways, run)).as("run %s, %s", run, at).isEqualTo(oracle.versions());
                oracle.demandSound();
                List<List<Object>> before = all(desk);
                attempt(desk, history, run);
                assertThat(desk.published().total())
                        .as("written again in run %s, %s", run, at)
                        .isZero();
                assertThat(all(desk)).isEqualTo(before);
                if (source == Source.FORGETS) forget(desk, random, run);
            }
            assertThat(desk.value("select count(*) - count(distinct scd_id) from shop.orders"))
                    .isEqualTo(0L);
            if (source == Source.FORGETS) return;
            List<List<Object>> dayByDay = all(desk);
            desk.sql("drop table shop.orders");
            attempt(desk, history, RUNS);
            assertThat(all(desk)).as("all at once, %s", at).isEqualTo(dayByDay);
        }
    }

    private static List<List<Object>> all(PlanDesk desk) {
        return desk.rows(
                "select first, second, moment, op, seq, cast(value as bigint), _loaded_at, valid_from, valid_to,"
                        + " is_current, scd_id, scd_updated_at from shop.orders order by first, second, valid_from");
    }

    private static SnapshotHistory history(Ways ways) {
        SnapshotStrategy strategy = new SnapshotStrategy.Changelog(
                new ColumnName("MOMENT"),
                Optional.of(new RowOperations(new ColumnName("op"), RowOperations.USUAL)),
                ways.sequenced() ? PlanNodes.names("seq") : List.of(),
                ways.seen() == Seen.BY_ARRIVAL
                        ? new Arrival.IfPresent(new ColumnName("_loaded_at"))
                        : new Arrival.Compared(),
                ways.checked() ? PlanNodes.names("value") : List.of(),
                ways.source() == Source.FORGETS ? Optional.of(Duration.ofDays(1)) : Optional.empty());
        return new SnapshotHistory(
                strategy,
                PlanNodes.names("first", "second"),
                PlanNodes.META,
                ways.deletes(),
                ways.bounded() ? Optional.of("timestamp '2000-01-01'") : Optional.empty(),
                ways.bounded() ? Optional.of("timestamp '9999-12-31'") : Optional.empty(),
                "UTC",
                Optional.empty());
    }

    private static LocalDateTime time(int run) {
        return START.plusDays(10 + run);
    }

    /** What comes in each run. Where the source forgets, no change comes later than a day after it happened. */
    private static List<List<Change>> arrivals(Random random, Ways ways) {
        List<List<Change>> runs = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) runs.add(new ArrayList<>());
        for (int i = 0; i < KEYS; i++) {
            Key key = new Key(i / 5 - 3, PARTS.get(i % 5));
            Set<LocalDateTime> taken = new LinkedHashSet<>();
            int changes = random.nextInt(9);
            for (int c = 0; c < changes; c++) {
                int run = random.nextInt(RUNS);
                LocalDateTime at = ways.source() == Source.FORGETS
                        ? time(run).minusHours(random.nextInt(24))
                        : START.plusHours(random.nextInt(12));
                if (!ways.sequenced() && !taken.add(at)) continue;
                String op = random.nextInt(4) == 0 ? "D" : random.nextBoolean() ? "I" : "U";
                Integer sequence = c == 0 ? null : c;
                Integer value = random.nextInt(4) == 0 ? null : random.nextInt(3);
                Change change = new Change(key, at, op, sequence, value, run >= 2 ? "x" + c : null, time(run));
                runs.get(run).add(change);
                boolean again = random.nextInt(5) == 0;
                int later = run + random.nextInt(RUNS - run);
                if (ways.source() == Source.FORGETS) later = run;
                // what comes again from before the new column has nothing in it
                if (again) runs.get(later).add(change.arrived(time(later)));
            }
        }
        return runs;
    }

    private static void arrive(PlanDesk desk, List<Change> changes, int run) {
        if (changes.isEmpty()) return;
        List<String> rows = new ArrayList<>();
        for (Change c : changes) {
            rows.add("(" + c.key().first() + ", '" + c.key().second().replace("'", "''") + "', timestamp '"
                    + Timestamp.valueOf(c.at()) + "', '" + c.op() + "', " + c.sequence() + ", " + c.value()
                    + ", timestamp '" + Timestamp.valueOf(c.arrived()) + "'"
                    + (run < 2 ? "" : c.extra() == null ? ", null" : ", '" + c.extra() + "'") + ")");
        }
        desk.sql("insert into shop.raw values " + String.join(", ", rows));
    }

    /** Drops some of what the next run may have lost. */
    private static void forget(PlanDesk desk, Random random, int run) {
        desk.sql("delete from shop.raw where moment < timestamp '"
                + Timestamp.valueOf(time(run + 1).minusDays(1)) + "' and first % 3 <> " + random.nextInt(3));
    }

    private static boolean attempt(PlanDesk desk, SnapshotHistory history, int run) {
        try {
            return desk.run(
                    PlanNodes.compiled(PlanNodes.snapshot(history), "select * from shop.raw"),
                    PlanNodes.ORDERS,
                    time(run).toInstant(ZoneOffset.UTC));
        } catch (KilledException killed) {
            return false;
        }
    }

    private static List<Version> versions(PlanDesk desk, Ways ways, int run) {
        String deleted = ways.deletes() == HardDeletes.NEW_RECORD ? "is_deleted" : "false";
        String extra = run < 2 ? "null" : "extra";
        return desk
                .rows("select first, second, cast(value as integer), " + extra + ", _loaded_at, valid_from, valid_to,"
                        + " is_current, " + deleted + ", scd_updated_at from shop.orders"
                        + " order by first, second, valid_from")
                .stream()
                .map(row -> new Version(
                        new Key((Integer) row.get(0), (String) row.get(1)),
                        (Integer) row.get(2),
                        (String) row.get(3),
                        moment(row.get(4)),
                        moment(row.get(5)),
                        moment(row.get(6)),
                        (Boolean) row.get(7),
                        (Boolean) row.get(8),
                        moment(row.get(9))))
                .toList();
    }

    private static LocalDateTime moment(Object value) {
        return value == null ? null : ((Timestamp) value).toLocalDateTime();
    }
}
