package dev.ashlar.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.NullKeys;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.report.RowCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Random batches, one after the other, against a list of rows in memory. */
class IncrementalHistoryTest {
    private static final int ROWS = Boolean.getBoolean("ashlar.deep") ? 3_000 : 300;
    private static final int RUNS = 6;

    private enum Way {
        APPEND,
        MERGE,
        MERGE_OF_ONE_COLUMN,
        MERGE_OF_NO_COLUMN,
        MERGE_UNDER_A_CONDITION,
        DELETE_INSERT,
        INSERT_OVERWRITE;

        /** Whether a key may stand on one row of a batch only. */
        boolean distinct() {
            return this != APPEND && this != DELETE_INSERT && this != INSERT_OVERWRITE;
        }
    }

    /** What MERGE the engine has. */
    private enum Merges {
        WHOLE,
        NARROW
    }

    record Row(Integer id, String part, Integer a, Integer b) {
        List<Object> key() {
            return Arrays.asList(id, part);
        }
    }

    private static final Comparator<Row> ORDER = Comparator.comparing(Row::toString);

    @Property(tries = 48, shrinking = ShrinkingMode.OFF)
    void theTableIsThatOfTheOracleWhateverTheBatches(
            @ForAll long seed,
            @ForAll Way way,
            @ForAll NullKeys nulls,
            @ForAll Merges merges,
            @ForAll boolean gateFails) {
        Random random = new Random(seed);
        List<Row> oracle = new ArrayList<>();
        try (PlanDesk desk = new PlanDesk()) {
            if (merges == Merges.NARROW) desk.narrow();
            desk.sql("create table shop.raw (id integer, part varchar, a integer, b integer)");
            for (int run = 0; run < RUNS; run++) {
                List<Row> batch = batch(random, way, nulls);
                fill(desk, batch);
                boolean fails = gateFails && run % 2 == 1;
                desk.gate(check -> !fails || check.scope() != Step.Scope.WHOLE);
                boolean published = desk.run(
                        PlanNodes.compiled(PlanNodes.model(model(way, nulls)), "select * from shop.raw"),
                        PlanNodes.ORDERS,
                        Instant.parse("2026-11-01T00:00:00Z").plusSeconds(run));
                assertThat(published).isEqualTo(!fails);
                if (published && run > 0 && merges == Merges.NARROW) {
                    assertThat(desk.published())
                            .as("run %s of seed %s", run, seed)
                            .isEqualTo(counted(oracle, batch, way));
                }
                if (published) oracle = run == 0 ? batch : applied(oracle, batch, way);
                assertThat(rows(desk)).as("run %s of seed %s", run, seed).isEqualTo(sorted(oracle));
            }
        }
    }

    private static Incremental model(Way way, NullKeys nulls) {
        IncrementalStrategy strategy = switch (way) {
            case APPEND -> new IncrementalStrategy.Append();
            case MERGE -> PlanNodes.merge();
            case MERGE_OF_ONE_COLUMN -> new IncrementalStrategy.Merge(PlanNodes.names("B"), List.of());
            case MERGE_OF_NO_COLUMN -> new IncrementalStrategy.Merge(List.of(), PlanNodes.names("a", "b"));
            case MERGE_UNDER_A_CONDITION -> PlanNodes.merge();
            case DELETE_INSERT -> new IncrementalStrategy.DeleteInsert();
            case INSERT_OVERWRITE -> new IncrementalStrategy.InsertOverwrite(PlanNodes.names("id"));
        };
        List<String> conditions =
                way == Way.MERGE_UNDER_A_CONDITION ? List.of("DBT_INTERNAL_DEST.a < 3 or false") : List.of();
        return new Incremental(strategy, PlanNodes.names("id", "part"), nulls, OnSchemaChange.IGNORE, conditions);
    }

    /** Keys repeat between batches; within one only where the strategy lets them. */
    private static List<Row> batch(Random random, Way way, NullKeys nulls) {
        Set<List<Object>> seen = new HashSet<>();
        List<Row> rows = new ArrayList<>();
        boolean withNulls = nulls == NullKeys.ALLOWED && (way != Way.INSERT_OVERWRITE || random.nextBoolean());
        for (int i = 0; i < ROWS; i++) {
            Integer id = withNulls && random.nextInt(20) == 0 ? null : random.nextInt(ROWS);
            String part = withNulls && random.nextInt(20) == 0 ? null : random.nextBoolean() ? "" : "p";
            Row row = new Row(id, part, random.nextInt(5), random.nextInt(3) == 0 ? null : random.nextInt(5));
            if (!way.distinct() || seen.add(row.key())) rows.add(row);
        }
        return rows;
    }

    private static List<Row> applied(List<Row> before, List<Row> batch, Way way) {
        List<Row> after = new ArrayList<>();
        Set<List<Object>> keys = batch.stream().map(Row::key).collect(Collectors.toSet());
        switch (way) {
            case APPEND -> {
                after.addAll(before);
                after.addAll(batch);
            }
            case MERGE, DELETE_INSERT -> {
                before.stream().filter(row -> !keys.contains(row.key())).forEach(after::add);
                after.addAll(batch);
            }
            case INSERT_OVERWRITE -> {
                before.stream().filter(row -> !overwritten(row, batch)).forEach(after::add);
                after.addAll(batch);
            }
            case MERGE_OF_ONE_COLUMN, MERGE_OF_NO_COLUMN, MERGE_UNDER_A_CONDITION -> {
                Map<List<Object>, Row> byKey = batch.stream().collect(Collectors.toMap(Row::key, row -> row));
                for (Row old : before) {
                    after.add(matches(old, byKey, way) ? updated(old, byKey.get(old.key()), way) : old);
                }
                batch.stream().filter(row -> !known(row, before, way)).forEach(after::add);
            }
        }
        return after;
    }

    private static boolean overwritten(Row old, List<Row> batch) {
        return batch.stream().anyMatch(row -> Objects.equals(row.id(), old.id()));
    }

    private static boolean matches(Row old, Map<List<Object>, Row> batch, Way way) {
        return batch.containsKey(old.key()) && (way != Way.MERGE_UNDER_A_CONDITION || old.a() < 3);
    }

    private static boolean known(Row row, List<Row> before, Way way) {
        return before.stream().anyMatch(old -> matches(old, Map.of(row.key(), row), way));
    }

    private static Row updated(Row old, Row row, Way way) {
        return switch (way) {
            case MERGE_OF_NO_COLUMN -> old;
            case MERGE_OF_ONE_COLUMN -> new Row(old.id(), old.part(), old.a(), row.b());
            case MERGE, MERGE_UNDER_A_CONDITION, APPEND, DELETE_INSERT, INSERT_OVERWRITE -> row;
        };
    }

    /** What the run should say that it did. */
    private static RowCounts counted(List<Row> before, List<Row> batch, Way way) {
        Map<List<Object>, Row> byKey =
                batch.stream().collect(Collectors.toMap(Row::key, row -> row, (first, second) -> first));
        long matched = before.stream().filter(old -> matches(old, byKey, way)).count();
        long known = batch.stream().filter(row -> known(row, before, way)).count();
        return switch (way) {
            case APPEND -> new RowCounts(batch.size(), 0, 0);
            case DELETE_INSERT -> new RowCounts(batch.size(), 0, matched);
            case INSERT_OVERWRITE ->
                new RowCounts(
                        batch.size(),
                        0,
                        before.stream().filter(old -> overwritten(old, batch)).count());
            case MERGE_OF_NO_COLUMN -> new RowCounts(batch.size() - known, 0, 0);
            case MERGE, MERGE_OF_ONE_COLUMN, MERGE_UNDER_A_CONDITION -> new RowCounts(batch.size() - known, matched, 0);
        };
    }

    private static void fill(PlanDesk desk, List<Row> rows) {
        desk.sql("delete from shop.raw");
        desk.sql("insert into shop.raw values "
                + rows.stream()
                        .map(r -> "(" + r.id() + ", " + (r.part() == null ? "null" : "'" + r.part() + "'") + ", "
                                + r.a() + ", " + r.b() + ")")
                        .collect(Collectors.joining(", ")));
    }

    private static List<Row> rows(PlanDesk desk) {
        return sorted(desk.rows("select id, part, a, b from shop.orders").stream()
                .map(r -> new Row((Integer) r.get(0), (String) r.get(1), (Integer) r.get(2), (Integer) r.get(3)))
                .toList());
    }

    private static List<Row> sorted(List<Row> rows) {
        return rows.stream().sorted(ORDER).toList();
    }
}
