package dev.ashlar.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.Materialization.CdcDeletes;
import dev.ashlar.manifest.Materialization.CdcUpdate;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Cdc;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Materialization.OnStale;
import dev.ashlar.manifest.RowOperations;
import dev.ashlar.report.RowCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Random change streams that arrive over several runs, against states in memory: shuffled where a row is whole, in order where
 * it holds what changed; repeated within runs and across them; after gates that failed; with a column that comes later.
 */
class CdcHistoryTest {
    private static final int KEYS = Boolean.getBoolean("ashlar.deep") ? 500 : 50;
    private static final int RUNS = 5;

    /** The run with which the column {@code x} comes. */
    private static final int WIDER = 2;

    private static final Comparator<Operation> IN_ORDER =
            Comparator.comparingInt(Operation::major).thenComparingInt(Operation::minor);

    /** @param x null where it first came before the column did */
    private record Operation(int id, String part, String op, int major, int minor, Integer v, Integer w, Integer x) {
        String key() {
            return id + part;
        }

        Operation withoutX() {
            return new Operation(id, part, op, major, minor, v, w, null);
        }
    }

    /** What is known of a key. @param row null where it is gone and nothing of it is kept */
    private record State(int major, int minor, boolean deleted, List<Integer> row) {
        boolean isOlderThan(Operation next) {
            return major < next.major() || (major == next.major() && minor < next.minor());
        }
    }

    @Property(tries = 24, shrinking = ShrinkingMode.OFF)
    void theTableIsThatOfTheOracleWhateverTheArrival(
            @ForAll long seed,
            @ForAll CdcDeletes deletes,
            @ForAll CdcUpdate update,
            @ForAll boolean narrow,
            @ForAll boolean gateFails) {
        Random random = new Random(seed);
        Cdc cdc = new Cdc(
                new RowOperations(PlanNodes.names("op").get(0), RowOperations.USUAL),
                PlanNodes.names("major", "MINOR"),
                deletes,
                update,
                OnStale.SKIP,
                Optional.empty());
        Map<String, State> oracle = new TreeMap<>();
        List<Operation> sent = new ArrayList<>();
        try (PlanDesk desk = new PlanDesk()) {
            if (narrow) desk.narrow();
            desk.sql("create table shop.raw (id integer, part varchar, op varchar, major integer, minor integer,"
                    + " v integer, w integer)");
            List<Operation> refused = new ArrayList<>();
            List<List<Operation>> arrival = arrival(random, update);
            for (int run = 0; run < RUNS; run++) {
                if (run == WIDER) desk.sql("alter table shop.raw add column x integer");
                List<Operation> fresh = arrival.get(run);
                if (run < WIDER) fresh = fresh.stream().map(Operation::withoutX).toList();
                List<Operation> batch = new ArrayList<>(refused);
                batch.addAll(fresh);
                sent.addAll(fresh);
                for (int i = 0; i < KEYS / 4; i++) batch.add(sent.get(random.nextInt(sent.size())));
                Collections.shuffle(batch, random);
                boolean fails = gateFails && run % 2 == 1 && run != RUNS - 1;
                desk.gate(check -> !fails || check.scope() != Step.Scope.WHOLE);
                boolean published = build(desk, cdc, batch, run);
                assertThat(published).isEqualTo(!fails);
                refused = fails ? batch : List.of();
                if (published) {
                    Map<String, State> before = new HashMap<>(oracle);
                    apply(oracle, batch, cdc);
                    assertThat(desk.published()).as("seed %s", seed).isEqualTo(counted(before, oracle, batch));
                }
                assertThat(living(desk, cdc)).as("run %s of seed %s", run, seed).isEqualTo(living(oracle));
                assertThat(gone(desk, cdc)).as("run %s of seed %s", run, seed).isEqualTo(gone(oracle, cdc));
            }
            List<String> rows = living(desk, cdc);
            List<String> tombstones = gone(desk, cdc);
            build(desk, cdc, sent, RUNS);
            assertThat(desk.published()).isEqualTo(RowCounts.NONE);
            assertThat(living(desk, cdc)).isEqualTo(rows);
            assertThat(gone(desk, cdc)).isEqualTo(tombstones);

            desk.refreshing();
            build(desk, cdc, sent, RUNS + 1);
            assertThat(living(desk, cdc)).as("all at once, seed %s", seed).isEqualTo(rows);
            assertThat(gone(desk, cdc)).as("all at once, seed %s", seed).isEqualTo(tombstones);
        }
    }

    private static boolean build(PlanDesk desk, Cdc cdc, List<Operation> batch, int run) {
        desk.sql("delete from shop.raw");
        boolean wide = run >= WIDER;
        desk.sql("insert into shop.raw values "
                + batch.stream()
                        .map(o -> "(" + o.id() + ", '" + o.part() + "', '" + o.op() + "', " + o.major() + ", "
                                + o.minor() + ", " + o.v() + ", " + o.w() + (wide ? ", " + o.x() : "") + ")")
                        .collect(Collectors.joining(", ")));
        return desk.run(
                PlanNodes.compiled(
                        PlanNodes.model(PlanNodes.incremental(cdc, OnSchemaChange.APPEND_NEW_COLUMNS, "ID", "part")),
                        "select * from shop.raw"),
                PlanNodes.ORDERS,
                Instant.parse("2026-11-01T00:00:00Z").plusSeconds(run));
    }

    /** Operations by run; those of a key in order where an update holds what changed. */
    private static List<List<Operation>> arrival(Random random, CdcUpdate update) {
        List<List<Operation>> runs = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) runs.add(new ArrayList<>());
        for (int key = 0; key < KEYS; key++) {
            int many = 1 + random.nextInt(8);
            List<Integer> at = new ArrayList<>();
            for (int i = 0; i < many; i++) at.add(random.nextInt(RUNS));
            if (update == CdcUpdate.CHANGED) Collections.sort(at);
            String[] ops = {"I", "U", "U", "D"};
            for (int i = 0; i < many; i++) {
                runs.get(at.get(i))
                        .add(new Operation(
                                key / 2,
                                key % 2 == 0 ? "a" : "b",
                                ops[random.nextInt(ops.length)],
                                i / 3,
                                i % 3,
                                value(random),
                                value(random),
                                value(random)));
            }
        }
        return runs;
    }

    private static Integer value(Random random) {
        return random.nextInt(3) == 0 ? null : random.nextInt(100);
    }

    private static void apply(Map<String, State> oracle, List<Operation> batch, Cdc cdc) {
        batch.stream().sorted(IN_ORDER).forEach(o -> {
            State known = oracle.get(o.key());
            if (known == null || known.isOlderThan(o)) oracle.put(o.key(), after(known, o, cdc));
        });
    }

    private static State after(State known, Operation o, Cdc cdc) {
        List<Integer> whole = listed(o.v(), o.w(), o.x());
        boolean stands = known != null && !known.deleted();
        if (o.op().equals("D")) {
            boolean keeps = cdc.deletes() == CdcDeletes.SOFT && known != null;
            return new State(o.major(), o.minor(), true, keeps ? known.row() : listed(null, null, null));
        }
        boolean onTop = cdc.update() == CdcUpdate.CHANGED && o.op().equals("U") && stands;
        if (!onTop) return new State(o.major(), o.minor(), false, whole);
        List<Integer> row = new ArrayList<>();
        for (int i = 0; i < whole.size(); i++)
            row.add(whole.get(i) == null ? known.row().get(i) : whole.get(i));
        return new State(o.major(), o.minor(), false, row);
    }

    private static List<Integer> listed(Integer... values) {
        return Collections.unmodifiableList(new ArrayList<>(java.util.Arrays.asList(values)));
    }

    private static RowCounts counted(Map<String, State> before, Map<String, State> after, List<Operation> batch) {
        long inserted = 0;
        long updated = 0;
        long deleted = 0;
        for (String key : batch.stream().map(Operation::key).collect(Collectors.toSet())) {
            State old = before.get(key);
            State now = after.get(key);
            if (Objects.equals(old, now)) continue;
            boolean stood = old != null && !old.deleted();
            if (!stood && !now.deleted()) inserted++;
            if (stood && !now.deleted()) updated++;
            if (stood && now.deleted()) deleted++;
        }
        return new RowCounts(inserted, updated, deleted);
    }

    private static List<String> living(Map<String, State> oracle) {
        List<String> rows = new ArrayList<>();
        oracle.forEach((key, state) -> {
            if (state.deleted()) return;
            rows.add(key + " " + state.major() + "." + state.minor() + " " + state.row());
        });
        return rows.stream().sorted().toList();
    }

    private static List<String> living(PlanDesk desk, Cdc cdc) {
        String condition = cdc.deletes() == CdcDeletes.SOFT ? " where not is_deleted" : "";
        return desk.rows("select * from shop.orders" + condition).stream()
                .map(CdcHistoryTest::shown)
                .sorted()
                .toList();
    }

    /** Key, part, major, minor, v, w and, once it is there, x; the flag of soft deletes may stand before it. */
    private static String shown(List<Object> row) {
        List<Object> values = new ArrayList<>(row.subList(4, row.size()));
        values.removeIf(Boolean.class::isInstance);
        if (values.size() == 2) values.add(null);
        return "" + row.get(0) + row.get(1) + " " + row.get(2) + "." + row.get(3) + " " + values;
    }

    private static List<String> gone(Map<String, State> oracle, Cdc cdc) {
        List<String> rows = new ArrayList<>();
        oracle.forEach((key, state) -> {
            if (!state.deleted()) return;
            String kept = cdc.deletes() == CdcDeletes.SOFT ? " " + state.row() : "";
            rows.add(key + " " + state.major() + "." + state.minor() + kept);
        });
        // which values a deleted row shows depends on what came before its delete
        return rows.stream()
                .map(r -> soft(cdc) && whole(cdc) ? r.replaceAll(" \\[.*", "") : r)
                .sorted()
                .toList();
    }

    private static List<String> gone(PlanDesk desk, Cdc cdc) {
        if (!soft(cdc)) {
            return desk.rows("select id, part, major, minor from shop.orders__deleted").stream()
                    .map(r -> "" + r.get(0) + r.get(1) + " " + r.get(2) + "." + r.get(3))
                    .sorted()
                    .toList();
        }
        return desk.rows("select * from shop.orders where is_deleted").stream()
                .map(CdcHistoryTest::shown)
                .map(r -> whole(cdc) ? r.replaceAll(" \\[.*", "") : r)
                .sorted()
                .toList();
    }

    private static boolean soft(Cdc cdc) {
        return cdc.deletes() == CdcDeletes.SOFT;
    }

    private static boolean whole(Cdc cdc) {
        return cdc.update() == CdcUpdate.FULL;
    }
}
