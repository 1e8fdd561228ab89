package dev.ashlar.adapter.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.plan.Typing;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Values of their columns' types are the same rows whether they are appended as such, or as texts that the engine casts. */
final class DuckDbAppendTest extends DuckDbEngine {
    private static final List<CatalogColumn> COLUMNS = List.of(
            CatalogColumn.of("tiny", "TINYINT"),
            CatalogColumn.of("small", "SMALLINT"),
            CatalogColumn.of("whole", "INTEGER"),
            CatalogColumn.of("big", "BIGINT"),
            CatalogColumn.of("huge", "HUGEINT"),
            CatalogColumn.of("money", "DECIMAL(18,2)"),
            CatalogColumn.of("exact", "DECIMAL(38,10)"),
            CatalogColumn.of("part", "DOUBLE"),
            CatalogColumn.of("coarse", "FLOAT"),
            CatalogColumn.of("flag", "BOOLEAN"),
            CatalogColumn.of("word", "VARCHAR"),
            CatalogColumn.of("document", "JSON"),
            CatalogColumn.of("day", "DATE"),
            CatalogColumn.of("clock", "TIME"),
            CatalogColumn.of("seen", "TIMESTAMP"),
            CatalogColumn.of("zoned", "TIMESTAMP WITH TIME ZONE"));

    private static List<List<Object>> values() {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(Arrays.asList(new Object[COLUMNS.size()]));
        rows.add(row(
                127, 32_767, Integer.MAX_VALUE, Long.MAX_VALUE, "170141183460469231731687303715884105727", 999_999));
        rows.add(row(-128, -32_768, Integer.MIN_VALUE, Long.MIN_VALUE, "-170141183460469231731687303715884105727", 0));
        Random random = new Random(20_260_131);
        for (int i = 0; i < 3_000; i++) {
            rows.add(row(
                    random.nextInt(-128, 128),
                    random.nextInt(-32_768, 32_768),
                    random.nextInt(),
                    random.nextLong(),
                    String.valueOf(random.nextLong()),
                    random.nextInt(1_000_000)));
        }
        return rows;
    }

    private static List<Object> row(long tiny, long small, long whole, long big, String huge, int micros) {
        LocalDateTime moment =
                LocalDateTime.of(2000, 1, 1, 0, 0).plusSeconds(whole * 20).plusNanos(micros * 1_000L);
        return List.of(
                tiny,
                small,
                whole,
                big,
                new BigDecimal(huge),
                BigDecimal.valueOf(whole, Math.floorMod(big, 3)),
                BigDecimal.valueOf(big, 10),
                whole / 7.0,
                (double) (float) (whole / 7.0),
                tiny > 0,
                tiny % 5 == 0 ? "" : "客 \t\n'\\\"" + "ü".repeat((int) Math.abs(tiny)),
                "{\"a\" : [" + small + ", null]}",
                moment.toLocalDate(),
                moment.toLocalTime(),
                moment,
                moment);
    }

    private void create(WarehouseSession session, String kind, RelationName table) {
        StringBuilder columns = new StringBuilder();
        for (CatalogColumn column : COLUMNS) {
            columns.append(columns.isEmpty() ? "" : ", ")
                    .append(column.name())
                    .append(' ')
                    .append(column.type());
        }
        session.runText("create " + kind + " table " + table.quoted() + " (" + columns + ")");
    }

    @Test
    void bothWaysMeanTheSame() {
        List<List<Object>> rows = values();
        try (WarehouseSession session = warehouse.open()) {
            create(session, "", relation("typed"));
            create(session, "", relation("cast"));
            assertThat(session.load(relation("typed"), COLUMNS, Typing.BY_COLUMN, rows))
                    .isEqualTo(rows.size());
            assertThat(session.load(relation("cast"), COLUMNS, Typing.BY_ENGINE, rows))
                    .isEqualTo(rows.size());
            String difference = "select count(*) from (from %s except all from %s)";
            assertThat(rows(difference.formatted(relation("typed"), relation("cast"))))
                    .containsExactly(List.of(0L));
            assertThat(rows(difference.formatted(relation("cast"), relation("typed"))))
                    .containsExactly(List.of(0L));
        }
    }

    @Test
    void theRowsAreOfTheTransactionAndOfTheSession() {
        List<List<Object>> rows = values();
        try (WarehouseSession session = warehouse.open()) {
            RelationName own = RelationName.temporary("own");
            create(session, "temporary", own);
            assertThat(session.load(own, COLUMNS, Typing.BY_COLUMN, rows)).isEqualTo(rows.size());
            assertThat(session.read("select count(*) from " + own, 1).rows())
                    .containsExactly(List.of((long) rows.size()));
            create(session, "", relation("t"));
            session.run(new TransactionStatement.Begin());
            session.load(relation("t"), COLUMNS, Typing.BY_COLUMN, rows);
            assertThat(count("t")).isZero();
            session.run(new TransactionStatement.Rollback());
            assertThat(count("t")).isZero();
        }
    }

    @Test
    void otherColumnsAreFilledByName() {
        try (WarehouseSession session = warehouse.open()) {
            session.runText("create table " + relation("t") + " (b varchar default 'none', a integer, id uuid)");
            List<CatalogColumn> a = List.of(CatalogColumn.of("a", "integer"));
            session.load(relation("t"), a, Typing.BY_COLUMN, List.of(List.<Object>of(7L)));
            assertThat(rows("select a, b from " + relation("t"))).containsExactly(List.of(7L, "none"));
        }
    }

    @Test
    void whatIsNoValueOfTheColumnFailsTheLoad() {
        try (WarehouseSession session = warehouse.open()) {
            session.runText("create table " + relation("t") + " (a tinyint, d date)");
            List<CatalogColumn> columns = List.of(CatalogColumn.of("a", "tinyint"), CatalogColumn.of("d", "date"));
            for (List<Object> row :
                    List.<List<Object>>of(List.of(128L, LocalDate.EPOCH), List.of("1", LocalDate.EPOCH))) {
                assertThatThrownBy(() -> session.load(relation("t"), columns, Typing.BY_COLUMN, List.of(row)))
                        .isInstanceOf(WarehouseException.class)
                        .hasMessageContaining("'" + row.get(0) + "' is no value of column 1 of ");
            }
            assertThatThrownBy(() -> session.load(
                            relation("t"), columns, Typing.BY_COLUMN, List.of(List.<Object>of(1L, LocalTime.NOON))))
                    .isInstanceOf(WarehouseException.class)
                    .hasMessageContaining("'12:00' is no value of column 2 of ");
            assertThat(count("t")).isZero();
        }
    }
}
