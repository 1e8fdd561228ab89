package dev.ashlar.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.plan.PlanDesk.KilledException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Random histories of many keys, run by run, against versions that are worked out one key at a time in memory. Runs are killed
 * and done again, a column comes and one becomes wider on the way.
 */
class SnapshotHistoryTest {
    private static final int KEYS = Boolean.getBoolean("ashlar.deep") ? 4_000 : 250;
    private static final int RUNS = 5;
    /** The run that finds the column {@code city}; the one after it finds a wider {@code value}. */
    private static final int CHANGED = 2;

    private static final List<String> PARTS = List.of("k", "", "it's|2:");
    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);

    private enum Way {
        TIMESTAMP,
        CHECK
    }

    record Row(int first, String second, Integer value, LocalDateTime updatedAt) {}

    record Key(int first, String second) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byFirst = Integer.compare(first, other.first);
            return byFirst != 0 ? byFirst : second.compareTo(other.second);
        }
    }

    record Version(
            Key key,
            Integer value,
            LocalDateTime from,
            LocalDateTime to,
            boolean current,
            boolean deleted,
            LocalDateTime seen,
            String city) {
        Version closed(LocalDateTime at) {
            return new Version(key, value, from, at, false, deleted, seen, city);
        }

        Version in(String place) {
            return new Version(key, value, from, to, current, deleted, seen, place);
        }
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void versionsAreThoseOfTheOracleWhateverTheHistory(
            @ForAll long seed, @ForAll HardDeletes deletes, @ForAll boolean byTime, @ForAll boolean bounded) {
        Way way = byTime ? Way.TIMESTAMP : Way.CHECK;
        Random random = new Random(seed);
        SnapshotHistory history = history(way, deletes, bounded);
        Oracle oracle = new Oracle(way, deletes, bounded);
        try (PlanDesk desk = new PlanDesk()) {
            desk.sql("create table shop.raw (first integer, second varchar, value integer, updated_at timestamp)");
            Map<Key, Row> source = new TreeMap<>();
            LocalDateTime at = START.plusDays(10);
            for (int run = 0; run < RUNS; run++) {
                at = at.plusHours(random.nextInt(4)).plusSeconds(run == 0 ? 0 : random.nextInt(2));
                mutate(source, random, at, run);
                if (run == CHANGED) desk.sql("alter table shop.raw add column city varchar");
                if (run == CHANGED + 1) desk.sql("alter table shop.raw alter column value type bigint");
                fill(desk, source, run);
                snapshotKilledOnce(desk, history, at, random.nextInt(14));
                oracle.run(source, at, run);
                assertThat(versions(desk, history, run))
                        .as("run %s of seed %s", run, seed)
                        .isEqualTo(oracle.versions());
                demandSound(oracle.byKey(), deletes);
                demandKeysOfVersionsDistinct(desk);
                snapshot(desk, history, at);
                assertThat(versions(desk, history, run))
                        .as("run %s of seed %s again", run, seed)
                        .isEqualTo(oracle.versions());
            }
        }
    }

    private static SnapshotHistory history(Way way, HardDeletes deletes, boolean bounded) {
        ColumnName updatedAt = new ColumnName("updated_at");
        SnapshotStrategy strategy = switch (way) {
            case TIMESTAMP -> new SnapshotStrategy.Timestamp(updatedAt);
            case CHECK -> new SnapshotStrategy.Check(List.of(new ColumnName("value")));
        };
        return new SnapshotHistory(
                strategy,
                PlanNodes.names("first", "second"),
                PlanNodes.META,
                deletes,
                bounded ? Optional.of("timestamp '2000-01-01'") : Optional.empty(),
                bounded ? Optional.of("timestamp '9999-12-31'") : Optional.empty(),
                "UTC",
                Optional.empty());
    }

    private static void mutate(Map<Key, Row> source, Random random, LocalDateTime at, int run) {
        for (int i = 0; i < KEYS; i++) {
            Key key = new Key(i / 3, PARTS.get(i % 3));
            Row row = source.get(key);
            double dice = random.nextDouble();
            if (row == null) {
                if (dice < (run == 0 ? 0.7 : 0.3)) source.put(key, row(key, random, at));
            } else if (dice < 0.2) {
                source.remove(key);
            } else if (dice < 0.6) {
                source.put(key, row(key, random, at));
            }
        }
    }

    /** Values repeat and are null at times; times lie before, at and after the run, and go back. */
    private static Row row(Key key, Random random, LocalDateTime at) {
        Integer value = random.nextInt(4) == 0 ? null : random.nextInt(3);
        LocalDateTime updated = at.plusMinutes(random.nextInt(11) * 30L - 240);
        return new Row(key.first(), key.second(), value, updated);
    }

    private static String city(Key key, int run) {
        return run < CHANGED ? null : "c" + key.first() % 4;
    }

    private static void fill(PlanDesk desk, Map<Key, Row> source, int run) {
        desk.sql("delete from shop.raw");
        if (source.isEmpty()) return;
        List<String> values = new ArrayList<>();
        for (Row row : source.values()) {
            String city = run < CHANGED ? "" : ", '" + city(new Key(row.first(), row.second()), run) + "'";
            values.add("(" + row.first() + ", '" + row.second().replace("'", "''") + "', " + row.value()
                    + ", timestamp '" + Timestamp.valueOf(row.updatedAt()) + "'" + city + ")");
        }
        desk.sql("insert into shop.raw values " + String.join(", ", values));
    }

    /** Again, if it was killed before it had published. */
    private static void snapshotKilledOnce(PlanDesk desk, SnapshotHistory history, LocalDateTime at, int statements) {
        desk.killAfter(statements);
        try {
            snapshot(desk, history, at);
            desk.reconnect();
        } catch (KilledException killed) {
            desk.reconnect();
            snapshot(desk, history, at);
        }
    }

    private static void snapshot(PlanDesk desk, SnapshotHistory history, LocalDateTime at) {
        Instant time = at.toInstant(ZoneOffset.UTC);
        desk.run(PlanNodes.compiled(PlanNodes.snapshot(history), "select * from shop.raw"), PlanNodes.ORDERS, time);
    }

    private static List<Version> versions(PlanDesk desk, SnapshotHistory history, int run) {
        String deleted = history.hardDeletes() == HardDeletes.NEW_RECORD ? "is_deleted" : "false";
        return desk
                .rows("select first, second, cast(value as integer), valid_from, valid_to, is_current, " + deleted
                        + ", scd_updated_at, " + (run < CHANGED ? "null" : "city")
                        + " from shop.orders order by first, second, valid_from")
                .stream()
                .map(row -> new Version(
                        new Key((Integer) row.get(0), (String) row.get(1)),
                        (Integer) row.get(2),
                        time(row.get(3)),
                        time(row.get(4)),
                        (Boolean) row.get(5),
                        (Boolean) row.get(6),
                        time(row.get(7)),
                        (String) row.get(8)))
                .toList();
    }

    private static LocalDateTime time(Object value) {
        return value == null ? null : ((Timestamp) value).toLocalDateTime();
    }

    private static void demandKeysOfVersionsDistinct(PlanDesk desk) {
        assertThat(desk.value("select count(*) - count(distinct scd_id) from shop.orders"))
                .isEqualTo(0L);
    }

    private static void demandSound(Map<Key, List<Version>> byKey, HardDeletes deletes) {
        byKey.forEach((key, versions) -> {
            for (int i = 0; i < versions.size(); i++) {
                Version version = versions.get(i);
                boolean last = i == versions.size() - 1;
                if (!version.current())
                    assertThat(version.to()).as("length of %s", version).isAfter(version.from());
                if (!last) {
                    assertThat(version.current()).isFalse();
                    assertThat(versions.get(i + 1).from()).isAfterOrEqualTo(version.to());
                    if (deletes != HardDeletes.INVALIDATE) {
                        assertThat(versions.get(i + 1).from())
                                .as("gap after %s", version)
                                .isEqualTo(version.to());
                    }
                }
            }
        });
    }

    /** The rules of the manual, for one key at a time. */
    private static final class Oracle {
        private final Way way;
        private final HardDeletes deletes;
        private final LocalDateTime first;
        private final LocalDateTime end;
        private final Map<Key, List<Version>> byKey = new TreeMap<>();

        Oracle(Way way, HardDeletes deletes, boolean bounded) {
            this.way = way;
            this.deletes = deletes;
            this.first = bounded ? LocalDateTime.of(2000, 1, 1, 0, 0) : null;
            this.end = bounded ? LocalDateTime.of(9999, 12, 31, 0, 0) : null;
        }

        Map<Key, List<Version>> byKey() {
            return byKey;
        }

        List<Version> versions() {
            return byKey.values().stream().flatMap(List::stream).toList();
        }

        void run(Map<Key, Row> source, LocalDateTime at, int run) {
            source.forEach((key, row) -> meet(key, row, at, run));
            for (List<Version> versions : byKey.values()) {
                Version last = versions.get(versions.size() - 1);
                if (last.current() && !last.deleted() && !source.containsKey(last.key())) vanish(versions, last, at);
            }
            // open versions take the value of a column that is new
            if (run == CHANGED) source.keySet().forEach(key -> move(byKey.get(key), city(key, run)));
        }

        private static void move(List<Version> versions, String city) {
            versions.set(versions.size() - 1, versions.get(versions.size() - 1).in(city));
        }

        private void meet(Key key, Row row, LocalDateTime at, int run) {
            LocalDateTime time = way == Way.TIMESTAMP ? row.updatedAt() : at;
            List<Version> versions = byKey.computeIfAbsent(key, k -> new ArrayList<>());
            if (versions.isEmpty()) {
                versions.add(open(key, row, first != null ? first : time, time, run));
                return;
            }
            Version last = versions.get(versions.size() - 1);
            if (!last.current()) {
                versions.add(open(key, row, later(time, last.to()), time, run));
                return;
            }
            boolean changed = way == Way.TIMESTAMP
                    ? time.isAfter(last.seen())
                    : !java.util.Objects.equals(row.value(), last.value());
            if (!last.deleted() && !changed) return;
            LocalDateTime from = later(time, last.from().plus(1, ChronoUnit.MICROS));
            versions.set(versions.size() - 1, last.closed(from));
            versions.add(open(key, row, from, time, run));
        }

        private void vanish(List<Version> versions, Version last, LocalDateTime at) {
            if (deletes == HardDeletes.IGNORE) return;
            LocalDateTime gone = later(at, last.from().plus(1, ChronoUnit.MICROS));
            versions.set(versions.size() - 1, last.closed(gone));
            if (deletes == HardDeletes.NEW_RECORD) {
                versions.add(new Version(last.key(), last.value(), gone, end, true, true, at, last.city()));
            }
        }

        private Version open(Key key, Row row, LocalDateTime from, LocalDateTime seen, int run) {
            return new Version(key, row.value(), from, end, true, false, seen, city(key, run));
        }

        private static LocalDateTime later(LocalDateTime a, LocalDateTime b) {
            return a.isAfter(b) ? a : b;
        }
    }
}
