package dev.ashlar.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.NullKeys;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
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
        DELETE_INSERT
    }

    record Row(Integer id, String part, Integer a, Integer b) {
        List<Object> key() {
            return Arrays.asList(id, part);
        }
    }

    private static final Comparator<Row> ORDER = Comparator.comparing(Row::toString);

    @Property(tries = 16, shrinking = ShrinkingMode.OFF)
    void theTableIsThatOfTheOracleWhateverTheBatches(
            @ForAll long seed, @ForAll Way way, @ForAll NullKeys nulls, @ForAll boolean gateFails) {
        Random random = new Random(seed);
        List<Row> oracle = new ArrayList<>();
        try (PlanDesk desk = new PlanDesk()) {
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
            case DELETE_INSERT -> new IncrementalStrategy.DeleteInsert();
        };
        return new Incremental(strategy, PlanNodes.names("id", "part"), nulls, OnSchemaChange.IGNORE, List.of());
    }

    /** Keys repeat between batches; within one only where the strategy lets them. */
    private static List<Row> batch(Random random, Way way, NullKeys nulls) {
        boolean distinct = way == Way.MERGE || way == Way.MERGE_OF_ONE_COLUMN;
        Set<List<Object>> seen = new HashSet<>();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            boolean withNulls = nulls == NullKeys.ALLOWED;
            Integer id = withNulls && random.nextInt(20) == 0 ? null : random.nextInt(ROWS);
            String part = withNulls && random.nextInt(20) == 0 ? null : random.nextBoolean() ? "" : "p";
            Row row = new Row(id, part, random.nextInt(5), random.nextInt(3) == 0 ? null : random.nextInt(5));
            if (!distinct || seen.add(row.key())) rows.add(row);
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
            case MERGE_OF_ONE_COLUMN -> {
                after.addAll(before);
                for (Row row : batch) {
                    boolean known = before.stream().anyMatch(old -> old.key().equals(row.key()));
                    if (!known) after.add(row);
                    else
                        after.replaceAll(old ->
                                old.key().equals(row.key()) ? new Row(old.id(), old.part(), old.a(), row.b()) : old);
                }
            }
        }
        return after;
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
