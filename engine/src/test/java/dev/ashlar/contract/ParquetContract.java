package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.manifest.Column;
import dev.ashlar.plan.PlanContext.GateMode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Parquet files are loaded as csv files are: every row arrives once, as a row or as a reject. */
public interface ParquetContract extends LoadFixture {
    default void loadParquet(List<Column> columns, Map<String, Object> options) {
        load(source("landing/*.parquet", "parquet", columns, options), GateMode.OPEN, check -> true);
    }

    private Path parquet(String name, String query) throws IOException {
        Path file = projectFolder().resolve("landing").resolve(name);
        Files.createDirectories(file.getParent());
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("copy (" + query + ") to '" + file + "' (format parquet)");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return file;
    }

    @Test
    default void fieldsAreColumnsAndWhatIsNestedIsJson() throws IOException {
        parquet(
                "a.parquet",
                "select 'x' as filename, 1::int as \"ID\", 12345678901234567890.12::decimal(38,2) as money,"
                        + " timestamp '2026-01-31 10:11:12.131415' as seen, {'a': [1, 2], 'b': 'it''s'} as doc,"
                        + " date '2026-01-31' as day union all select null, 2, null, null, null, null");
        loadParquet(
                List.of(
                        column("id", "bigint"),
                        column("day", "date"),
                        column("money", "decimal(38,2)"),
                        column("seen", "timestamp"),
                        column("doc", "json")),
                Map.of("row_hash", true));
        assertThat(rows("select id, day, money, seen, _file, _row from " + relation("orders") + " order by _row"))
                .containsExactly(
                        List.of(
                                1L,
                                LocalDate.of(2026, 1, 31),
                                new BigDecimal("12345678901234567890.12"),
                                LocalDateTime.of(2026, 1, 31, 10, 11, 12, 131_415_000),
                                "landing/a.parquet",
                                1L),
                        Arrays.asList(2L, null, null, null, "landing/a.parquet", 2L));
        assertThat(rows("select doc, _row_hash from " + relation("orders") + " where id = 1").stream()
                        .map(row -> row.toString().replace(" ", ""))
                        .toList())
                .singleElement()
                .asString()
                .startsWith("[{\"a\":[1,2],\"b\":\"it's\"},");
    }

    @Test
    default void aValueThatDoesNotFitIsARejectAsInOtherFormats() throws IOException {
        parquet(
                "a.parquet",
                "select * from (values (1, '2026-01-31'), (300, '2026-01-31'), (3, 'soon')) as t(id, day)");
        parquet("b.parquet", "select 'x' as id, 'a' || chr(0) as day union all select '5', '2026-01-31'");
        loadParquet(List.of(column("id", "tinyint"), column("day", "date")), Map.of());
        assertThat(loaded())
                .extracting(row -> row.get(0) + " " + row.get(2) + " " + row.get(3))
                .containsExactly("1 landing/a.parquet 1", "5 landing/b.parquet 2");
        assertThat(rejects())
                .containsExactly(
                        List.of("landing/a.parquet", 2L, "id", "'300' is not a tinyint", "300,2026-01-31"),
                        List.of("landing/a.parquet", 3L, "day", "'soon' is not a date", "3,soon"),
                        Arrays.asList(
                                "landing/b.parquet",
                                1L,
                                null,
                                "the character NUL, which no text may have, stands in column 'day'",
                                "x,a\uFFFD"));
    }

    @Test
    default void withoutColumnsTheTypesAreThoseOfTheFiles() throws IOException {
        parquet(
                "a.parquet",
                "select 1::smallint as \"Order No\", '007' as code, 1.50::decimal(9,2) as price, [1] as l");
        loadParquet(List.of(), Map.of());
        assertThat(rows("select order_no, code, price from " + relation("orders")))
                .containsExactly(List.of(1L, "007", new BigDecimal("1.50")));
        parquet("b.parquet", "select 2::bigint as \"Order No\", '008' as code");
        loadParquet(List.of(), Map.of());
        assertThat(rows("select order_no, code from " + relation("orders") + " order by 1"))
                .containsExactly(List.of(1L, "007"), List.of(2L, "008"));
    }

    @Test
    default void aFieldThatIsNewBecomesAColumnIfAsked() throws IOException {
        parquet("a.parquet", "select 1::bigint as id");
        loadParquet(List.of(column("id", "bigint")), Map.of());
        parquet("b.parquet", "select date '2026-01-31' as day, 2::bigint as id");
        loadParquet(List.of(column("id", "bigint")), Map.of("on_new_columns", "add"));
        assertThat(rows("select id, day from " + relation("orders") + " order by id"))
                .containsExactly(Arrays.asList(1L, null), List.of(2L, LocalDate.of(2026, 1, 31)));
    }

    @Test
    default void aFolderNamedLikeAColumnIsAFieldOfItsFiles() throws IOException {
        parquet("day=2026-01-31/a.parquet", "select 1::bigint as id");
        load(source("landing/*/*.parquet", "parquet", idAndDay(), Map.of()), GateMode.OPEN, check -> true);
        assertThat(rows("select id, day, _row from " + relation("orders")))
                .containsExactly(List.of(1L, LocalDate.of(2026, 1, 31), 1L));
    }

    @Test
    default void parquetFilesThatCannotBeReadAreLeftOutByName() throws IOException {
        byte[] whole = Files.readAllBytes(parquet("good.parquet", "select range as id from range(20000)"));
        Files.write(projectFolder().resolve("landing/cut.parquet"), Arrays.copyOf(whole, whole.length - 10));
        Files.writeString(projectFolder().resolve("landing/csv.parquet"), "id\n1\n");
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, 100, 2000, (byte) 0xff);
        Files.write(projectFolder().resolve("landing/page.parquet"), damaged);
        assertThatThrownBy(() -> loadParquet(List.of(column("id", "bigint")), Map.of()))
                .hasMessageContaining("3 files of source 'orders' could not be loaded. The other one is published.")
                .hasMessageContaining("landing/csv.parquet This file was not loaded: it is no parquet file, or damaged")
                .hasMessageContaining("landing/cut.parquet This file was not loaded: it is no parquet file, or damaged")
                .hasMessageContaining(
                        "landing/page.parquet This file was not loaded: it is no parquet file, or damaged");
        assertThat(rows("select count(*), sum(id), max(_row) from " + relation("orders")))
                .singleElement()
                .satisfies(row -> assertThat(row.stream().map(String::valueOf).toList())
                        .containsExactly("20000", "199990000", "20000"));
    }
}
