package dev.ashlar.adapter.freemarker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every portable function by its result on the embedded engine, in its own wording and in the standard one. */
class PortableFunctionsTest {
    private static DuckDb duckdb;

    private final TemplateFixture fixture = new TemplateFixture();

    @BeforeAll
    static void open() {
        duckdb = new DuckDb();
    }

    @AfterAll
    static void close() {
        duckdb.close();
    }

    private String value(String call) {
        return duckdb.value(fixture.render("${" + call + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "month, 1, date '2024-01-31', 2024-02-29 00:00:00",
                "month, 1, date '2023-01-31', 2023-02-28 00:00:00",
                "month, -1, date '2024-03-31', 2024-02-29 00:00:00",
                "year, 1, date '2024-02-29', 2025-02-28 00:00:00",
                "quarter, 2, date '2024-01-01', 2024-07-01 00:00:00",
                "week, -1, '2024-01-03', 2023-12-27 00:00:00",
                "day, 30, timestamp '2024-02-01 10:00:00', 2024-03-02 10:00:00",
                "hour, -25, timestamp '2024-01-01 00:30:00', 2023-12-30 23:30:00",
                "minute, 90, date '2024-01-01', 2024-01-01 01:30:00",
                "second, 1, timestamptz '2024-01-01 01:00:00+01', 2024-01-01 00:00:01",
                "millisecond, 5, date '2024-01-01', 2024-01-01 00:00:00.005",
                "DAYS, 1 + 1, date '2024-01-01', 2024-01-03 00:00:00",
                "day, cast(3 as bigint), date '2024-01-01', 2024-01-04 00:00:00",
            })
    void dateaddMovesATimestamp(String part, String interval, String from, String expected) {
        String call = "dateadd(\"" + part + "\", \"" + interval + "\", \"" + from + "\")";
        assertThat(value(call)).isEqualTo("TIMESTAMP " + expected);
    }

    @Test
    void dateaddOfNullIsNull() {
        assertThat(value("dateadd('day', 1, 'null')")).isEqualTo("TIMESTAMP null");
        assertThat(value("dateadd('day', 'null', \"date '2024-01-01'\")")).isEqualTo("TIMESTAMP null");
    }

    @ParameterizedTest
    @CsvSource({
        "year, 2023-12-31, 2024-01-01, 1",
        "year, 2024-01-01, 2024-12-31, 0",
        "quarter, 2023-12-31, 2024-04-01, 2",
        "month, 2024-01-31, 2024-02-01, 1",
        "month, 2024-03-01, 2023-11-30, -4",
        "week, 2024-01-07, 2024-01-08, 1",
        "week, 2024-01-01, 2024-01-07, 0",
        "week, 2024-01-08, 2023-12-31, -2",
        "day, 2024-02-28 23:59:00, 2024-03-01 00:01:00, 2",
        "day, 2024-03-01, 2024-02-28, -2",
        "hour, 2024-01-01 10:59:59, 2024-01-01 11:00:00, 1",
        "hour, 2024-01-01 11:00:00, 2024-01-01 10:59:59, -1",
        "minute, 2024-01-01 00:00:59, 2024-01-01 00:01:00, 1",
        "second, 2024-01-01 00:00:00.9, 2024-01-01 00:00:01.1, 1",
        "millisecond, 2024-01-01 00:00:00, 2024-01-01 00:00:01.5, 1500",
        "microsecond, 2024-01-01 00:00:00, 2024-01-01 00:00:00.000007, 7",
        "day, 1969-12-31, 1970-01-02, 2",
    })
    void datediffCountsBoundaries(String part, String first, String second, long expected) {
        String call = "datediff(\"timestamp '" + first + "'\", \"timestamp '" + second + "'\", '" + part + "')";
        assertThat(value(call)).isEqualTo("BIGINT " + expected);
        fixture.scope.engine = "ansi";
        assertThat(value(call)).describedAs("standard wording").isEqualTo("BIGINT " + expected);
    }

    @Test
    void datediffReadsDatesTextsAndZones() {
        assertThat(value("datediff(\"date '2024-01-01'\", \"'2024-01-03'\", 'day')"))
                .isEqualTo("BIGINT 2");
        assertThat(value("datediff(\"timestamptz '2024-01-01 00:30:00+01'\", \"date '2024-01-01'\", 'day')"))
                .isEqualTo("BIGINT 1");
        assertThat(value("datediff('null', \"date '2024-01-01'\", 'day')")).isEqualTo("BIGINT null");
    }

    @Test
    void namesTheKnownPartsOfADate() {
        assertThat(fixture.fault("select ${dateadd('fortnight', 1, 'd')}").text())
                .isEqualTo(
                        "models/m.sql:1:8 'fortnight' is no part of a date. Known are year, quarter, month, week, day, hour,"
                                + " minute, second, millisecond, microsecond.\n"
                                + "  1 | select ${dateadd('fortnight', 1, 'd')}\n    |        ^");
    }

    @ParameterizedTest
    @CsvSource({
        "week, 2024-01-07 10:00:00, 2024-01-01 00:00:00",
        "month, 2024-02-29 10:00:00, 2024-02-01 00:00:00",
        "quarter, 2024-06-30, 2024-04-01 00:00:00",
        "year, 2024-06-30, 2024-01-01 00:00:00",
        "day, 2024-06-30 23:59:59, 2024-06-30 00:00:00",
        "hour, 2024-06-30 23:59:59, 2024-06-30 23:00:00",
    })
    void dateTruncGivesATimestamp(String part, String of, String expected) {
        assertThat(value("date_trunc('" + part + "', \"timestamp '" + of + "'\")"))
                .isEqualTo("TIMESTAMP " + expected);
        assertThat(value("date_trunc('" + part + "', \"cast('" + of + "' as date)\")"))
                .startsWith("TIMESTAMP 2024-");
    }

    @Test
    void lastDayKnowsLeapYears() {
        assertThat(value("last_day(\"date '2024-02-03'\")")).isEqualTo("DATE 2024-02-29");
        assertThat(value("last_day(\"date '2023-02-28'\", 'month')")).isEqualTo("DATE 2023-02-28");
        assertThat(value("last_day(\"timestamp '2024-11-30 23:00:00'\", 'quarter')"))
                .isEqualTo("DATE 2024-12-31");
        assertThat(value("last_day(\"date '2024-02-03'\", 'year')")).isEqualTo("DATE 2024-12-31");
        assertThat(value("last_day('null')")).isEqualTo("DATE null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
    void currentTimestampIsUtcWhateverTheSessionsZone(String zone) {
        try (DuckDb other = new DuckDb()) {
            other.run("set TimeZone = '" + zone + "'");
            String now = fixture.render("${current_timestamp()}");
            assertThat(other.rows(
                            "select typeof(" + now + "), abs(epoch(" + now + ") - epoch(get_current_timestamp())) < 5"))
                    .containsExactly("TIMESTAMP|true");
        }
    }

    @Test
    void safeCastGivesNullForWhatItCannotRead() {
        assertThat(value("safe_cast(\"'12'\", type_int())")).isEqualTo("INTEGER 12");
        assertThat(value("safe_cast(\"'12x'\", type_int())")).isEqualTo("INTEGER null");
        assertThat(value("safe_cast(\"'2024-02-30'\", type_date())")).isEqualTo("DATE null");
        assertThat(value("safe_cast('null', type_timestamp())")).isEqualTo("TIMESTAMP null");
    }

    @Test
    void splitPartCountsFromBothEnds() {
        assertThat(value("split_part(\"'a-b-c'\", \"'-'\", 2)")).isEqualTo("VARCHAR b");
        assertThat(value("split_part(\"'a-b-c'\", \"'-'\", -1)")).isEqualTo("VARCHAR c");
        assertThat(value("split_part(\"'a-b-c'\", \"'-'\", 9)")).isEqualTo("VARCHAR ");
        assertThat(value("split_part('null', \"'-'\", 1)")).endsWith("null");
    }

    @Test
    void listaggLeavesOutNulls() {
        String from = " from (values (3, 'c'), (1, 'a'), (2, null), (4, 'b')) as t(n, v)";
        assertThat(duckdb.rows(fixture.render("select ${listagg('v', \"', '\", 'order by n')}") + from))
                .containsExactly("a, c, b");
        assertThat(duckdb.rows(fixture.render("select ${listagg('v', \"', '\", 'n desc', 2)}") + from))
                .containsExactly("b, c");
        assertThat(duckdb.rows(fixture.render("select ${listagg('n', \"'-'\", 'n')}") + from))
                .containsExactly("1-2-3-4");
        assertThat(duckdb.rows(fixture.render("select ${listagg('v')}") + from + " where v is null"))
                .containsExactly("null");
    }

    @Test
    void hashesAreOfOneCanonicalText() {
        assertThat(value("hash(\"'abc'\")")).isEqualTo("VARCHAR 900150983cd24fb0d6963f7d28e17f72");
        assertThat(value("hash('null')")).endsWith("null");
        assertThat(canonical("42")).isEqualTo("42");
        assertThat(canonical("cast(3.1 as decimal(10, 2))")).isEqualTo("3.10");
        assertThat(canonical("cast(3 as double)")).isEqualTo("3");
        assertThat(canonical("cast(-0.25 as double)")).isEqualTo("-0.25");
        assertThat(canonical("true")).isEqualTo("true");
        assertThat(canonical("date '2026-10-01'")).isEqualTo("2026-10-01");
        assertThat(canonical("timestamp '2026-10-01 02:00:00'")).isEqualTo("2026-10-01 02:00:00");
        assertThat(canonical("timestamp '2026-10-01 02:00:00.500'")).isEqualTo("2026-10-01 02:00:00.5");
        assertThat(canonical("timestamptz '2026-10-01 02:00:00+02'")).isEqualTo("2026-10-01 00:00:00+00");
    }

    private String canonical(String expression) {
        return duckdb.rows(fixture.render("select ${_hash_text(\"" + expression + "\")}"))
                .get(0);
    }

    @Test
    void surrogateKeysDifferWhereTheirPartsDo() {
        List<String> keys = duckdb.rows(fixture.render("select ${surrogate_key(['a', 'b'])}")
                + " from (values ('x', 'y'), ('x-', 'y'), ('x', '-y'), ('xy', ''), ('xy', null), (null, 'xy'), (null, null))"
                + " as t(a, b)");
        assertThat(keys).doesNotHaveDuplicates().doesNotContain("null").allMatch(key -> key.matches("[0-9a-f]{32}"));
        assertThat(value("surrogate_key([\"'a'\", 1])")).isEqualTo(duckdb.value("md5('a' || chr(31) || '1')"));
        assertThat(value("surrogate_key('null')")).isEqualTo(duckdb.value("md5(chr(30))"));
        assertThat(fixture.fault("${surrogate_key([])}").message())
                .isEqualTo("surrogate_key needs at least one column.");
    }

    @Test
    void aggregatesConcatAndLiterals() {
        String from = " from (values (true, 5), (false, 5), (null, null)) as t(flag, n)";
        assertThat(duckdb.rows(fixture.render("select ${bool_or('flag')}, ${any_value('n')}") + from))
                .containsExactly("true|5");
        assertThat(value("concat([\"'a'\", \"'b'\", 1])")).isEqualTo("VARCHAR ab1");
        assertThat(value("concat([\"'a'\", 'null'])")).endsWith("null");
        assertThat(value("string_literal(\"it's\")")).isEqualTo("VARCHAR it's");
    }

    @Test
    void typesAreTheEnginesWords() {
        assertThat(
                        duckdb.rows(
                                fixture.render(
                                        "select typeof(cast(1 as ${type_string()})), typeof(cast(1 as ${type_int()})),"
                                                + " typeof(cast(1 as ${type_bigint()})), typeof(cast(1 as ${type_numeric()})),"
                                                + " typeof(cast(1 as ${type_float()})), typeof(cast(1 as ${type_boolean()})),"
                                                + " typeof(cast(null as ${type_timestamp()})), typeof(cast(null as ${adapter.type('date')}))")))
                .containsExactly("VARCHAR|INTEGER|BIGINT|DECIMAL(28,6)|DOUBLE|BOOLEAN|TIMESTAMP|DATE");
        assertThat(fixture.fault("${adapter.type('blob')}").message())
                .isEqualTo(
                        "'blob' is no portable type. Known are string, int, bigint, numeric, float, boolean, timestamp, date.");
        fixture.scope.engine = "postgres";
        assertThat(fixture.render("${adapter.type('string')}")).isEqualTo("text");
    }
}
