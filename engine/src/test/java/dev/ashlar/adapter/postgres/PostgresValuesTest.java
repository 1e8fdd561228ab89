package dev.ashlar.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.plan.Typing;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is loaded in bulk comes back as it was, and what a query gives is plain Java. */
final class PostgresValuesTest extends PostgresEngine {
    private List<List<Object>> loaded(String type, Object... values) {
        List<List<Object>> rows = new ArrayList<>();
        for (Object value : values) rows.add(Collections.singletonList(value));
        try (WarehouseSession session = warehouse.open()) {
            session.runText("drop table if exists " + relation("t"));
            session.runText("create table " + relation("t") + " (\"Odd \"\"name\"\" ü\" " + type
                    + ", n bigint generated always as identity)");
            assertThat(session.load(
                            relation("t"), List.of(CatalogColumn.of("Odd \"name\" ü", type)), Typing.BY_COLUMN, rows))
                    .isEqualTo(values.length);
            return session.read("select \"Odd \"\"name\"\" ü\" from " + relation("t") + " order by n", 1000)
                    .rows();
        }
    }

    private void comeBack(String type, Object... values) {
        assertThat(loaded(type, values).stream().map(row -> row.get(0))).containsExactly(values);
    }

    @Test
    void oddTextsComeBackAsTheyWere() {
        comeBack(
                "text",
                "",
                " ",
                "\\N",
                "\\.",
                "\\",
                "\\\\",
                "\\x41",
                "\\t",
                "a\tb\nc\rd\r\ne",
                "\b\f\u000b\u0001\u007f\u0085\u2028\ufeff",
                "quote \" ' ` $1 $$ ; --",
                "客 😀 ü İ ı",
                "e\u0301",
                null,
                "x".repeat(3_000_000));
    }

    @Test
    void numbersDatesAndTimesComeBackAsTheyWere() {
        comeBack("bigint", Long.MIN_VALUE, 0L, Long.MAX_VALUE, null);
        comeBack("double precision", -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY);
        comeBack(
                "numeric",
                new BigDecimal("12345678901234567890123456789012345678.000000000000000001"),
                new BigDecimal("-0.10"),
                new BigDecimal("0"));
        assertThat(loaded("numeric", new BigDecimal("1E+30")).get(0).get(0))
                .isEqualTo(new BigDecimal("1000000000000000000000000000000"));
        comeBack("boolean", true, false, null);
        comeBack(
                "date",
                LocalDate.of(2024, 2, 29),
                LocalDate.of(1, 1, 1),
                LocalDate.of(0, 12, 31),
                LocalDate.of(-4712, 1, 1),
                LocalDate.of(12026, 10, 1));
        comeBack(
                "timestamp",
                // there is no such time in Chatham, where the tests run
                LocalDateTime.of(2026, 9, 27, 3, 0, 0),
                LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6000),
                LocalDateTime.of(-99, 1, 1, 0, 0),
                LocalDateTime.of(10026, 1, 1, 23, 59, 59, 999_999_000));
        comeBack("time", LocalTime.of(0, 0), LocalTime.of(23, 59, 59, 999_999_000));
        comeBack("timestamp with time zone", OffsetDateTime.of(2026, 9, 27, 3, 0, 0, 1000, ZoneOffset.UTC));
        comeBack("jsonb", "{\"a\": [1, null, \"tab\\t\"]}");
    }

    /** In binary, and, beside a column whose binary form is not known, as text: as the server reads texts. */
    @Test
    void bothFormatsMeanTheSame() {
        Random random = new Random(20_260_131);
        List<Object> numbers = new ArrayList<>(List.of(0L, 7L, Long.MIN_VALUE, Double.NaN, Double.NEGATIVE_INFINITY));
        for (String number :
                "0 0.000 0.0001 -0.00000001 9999 10000 10000.0001 -99999999.99 1E-20 1E+30 1E+4 0.5000 0.05 0.005 120000000"
                        .split(" ")) numbers.add(new BigDecimal(number));
        for (int i = 0; i < 400; i++) {
            BigInteger digits = new BigInteger(random.nextInt(1, 140), random);
            numbers.add(new BigDecimal(random.nextBoolean() ? digits : digits.negate(), random.nextInt(-8, 30)));
        }
        alike("numeric", numbers);
        List<Object> decimals = new ArrayList<>();
        for (int i = 0; i < 200; i++) decimals.add(BigDecimal.valueOf(random.nextLong(-1L << 50, 1L << 50), 3));
        alike("numeric(18, 2)", decimals);
        List<Object> moments = new ArrayList<>(List.of("infinity", "-infinity"));
        List<Object> days = new ArrayList<>(List.of("infinity", "-infinity"));
        List<Object> zoned = new ArrayList<>(List.of("infinity", LocalDateTime.of(2026, 9, 27, 3, 0)));
        List<Object> clocks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            LocalDateTime moment = LocalDateTime.of(1999, 12, 31, 23, 59, 59, random.nextInt(1_000_000_000))
                    .plusSeconds(random.nextLong(-100_000_000_000L, 300_000_000_000L));
            moments.add(moment);
            days.add(moment.toLocalDate());
            clocks.add(moment.toLocalTime().minusNanos(1000));
            zoned.add(moment.atOffset(ZoneOffset.ofHoursMinutes(random.nextInt(-11, 12), 0)));
        }
        alike("timestamp", moments);
        alike("timestamp(3)", moments);
        alike("date", days);
        alike("time", clocks);
        alike("timestamptz", zoned);
        alike("smallint", List.of(-32768L, -1L, 0L, 32767L));
        alike("integer", List.of(-2147483648L, -1L, 0L, 2147483647L));
        alike("real", List.of(0.1, -1.5e30, Double.NaN, Double.POSITIVE_INFINITY));
        alike("varchar(4)", List.of("", "üüüü", "a\\\t\r"));
        alike("char(3)", List.of("a", "", "客"));
        alike("jsonb", List.of("{\"b\": 1, \"a\": \"\\\\ \\n\"}", "null"));
        alike("json", List.of("{\"b\" : 1}"));
    }

    private void alike(String type, List<Object> values) {
        try (WarehouseSession session = warehouse.open()) {
            session.runText("drop table if exists " + relation("t"));
            session.runText("create table " + relation("t") + " (n bigint, format text, v " + type + ", id uuid)");
            List<CatalogColumn> binary = List.of(
                    CatalogColumn.of("n", "bigint"), CatalogColumn.of("format", "text"), CatalogColumn.of("v", type));
            List<CatalogColumn> text = new ArrayList<>(binary);
            text.add(CatalogColumn.of("id", "uuid"));
            List<List<Object>> inBinary = new ArrayList<>();
            List<List<Object>> asText = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                inBinary.add(List.of((long) i, "binary", values.get(i)));
                asText.add(Arrays.asList((long) i, "text", values.get(i), null));
            }
            session.load(relation("t"), binary, Typing.BY_COLUMN, inBinary);
            session.load(relation("t"), text, Typing.BY_COLUMN, asText);
            assertThat(session.read(
                                    "select n, min(v::text), max(v::text), count(*) from " + relation("t")
                                            + " group by n having min(v::text) <> max(v::text) or count(*) <> 2",
                                    10)
                            .rows())
                    .as(type)
                    .isEmpty();
            assertThat(session.read("select n from " + relation("t") + " where format = 'text'", 1000)
                            .rows())
                    .as(type)
                    .hasSameSizeAs(values);
        }
    }

    @Test
    void whatIsBeyondATypeFailsTheLoad() {
        for (Object value : List.of(32768L, "1", 1.0)) {
            assertThatThrownBy(() -> loaded("smallint", value))
                    .as(value.toString())
                    .isInstanceOf(WarehouseException.class)
                    .hasMessageContaining("invalid input syntax for type smallint: \"" + value + "\"");
        }
        assertThatThrownBy(() -> loaded("date", LocalDate.MAX))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("+999999999-12-31");
        assertThatThrownBy(() -> loaded("timestamp", LocalDateTime.of(294277, 1, 1, 0, 0)))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("timestamp");
        assertThatThrownBy(() -> loaded("varchar(2)", "abc"))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("value too long for type character varying(2)");
        assertThatThrownBy(() -> loaded("json", "{"))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("invalid input syntax for type json");
    }

    @Test
    void bytesComeBackAsTheyWere() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) all[i] = (byte) i;
        assertThat((byte[]) loaded("bytea", (Object) all).get(0).get(0)).isEqualTo(all);
        assertThat(loaded("bytea", (Object) new byte[0]).get(0).get(0)).isEqualTo(new byte[0]);
        assertThat(new String(
                        (byte[]) rows("select convert_to('ü', 'UTF8')").get(0).get(0), StandardCharsets.UTF_8))
                .isEqualTo("ü");
    }

    @Test
    void theEndOfTimeIsAWordAndListsAreLists() {
        assertThat(rows("select 'infinity'::date, '-infinity'::timestamp, 'infinity'::timestamptz, 'NaN'::numeric,"
                        + " array[1, null, 3]::smallint[], array[['a', 'b']], array[]::text[], null::int[],"
                        + " '[1,5)'::int4range, '10.0.0.0/8'::cidr, interval '1 day 2 hours'"))
                .containsExactly(Arrays.asList(
                        "infinity",
                        "-infinity",
                        "infinity",
                        Double.NaN,
                        Arrays.asList(1L, null, 3L),
                        List.of(List.of("a", "b")),
                        List.of(),
                        null,
                        "[1,5)",
                        "10.0.0.0/8",
                        "1 day 02:00:00"));
    }

    @Test
    void timesInListsAreThoseThatStandThere() {
        assertThat(rows("select array[timestamp '2026-09-27 03:00:00', timestamp '2026-01-02 03:04:05.000006'],"
                        + " array[[date '2026-09-27', null], [date '0001-01-01', 'infinity']],"
                        + " array[time '23:59:59.999999'], array[timestamptz '2026-09-27 03:00:00+05:30', '0044-03-15 BC'],"
                        + " '[0:1]={01:02:03+02,01:02:03+02:30}'::timetz[], '{}'::date[], null::date[]"))
                .containsExactly(Arrays.asList(
                        List.of(LocalDateTime.of(2026, 9, 27, 3, 0), LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6000)),
                        List.of(
                                Arrays.asList(LocalDate.of(2026, 9, 27), null),
                                List.of(LocalDate.of(1, 1, 1), "infinity")),
                        List.of(LocalTime.of(23, 59, 59, 999_999_000)),
                        List.of(OffsetDateTime.parse("2026-09-26T21:30:00Z"), "0044-03-15 00:00:00+00 BC"),
                        List.of(OffsetTime.parse("01:02:03+02:00"), OffsetTime.parse("01:02:03+02:30")),
                        List.of(),
                        null));
    }

    @Test
    void aValueThatDoesNotFitFailsTheLoadAndKeepsNothing() {
        try (WarehouseSession session = warehouse.open()) {
            session.runText("create table " + relation("t") + " (i integer)");
            List<CatalogColumn> columns = List.of(CatalogColumn.of("i", "integer"));
            assertThatThrownBy(() -> session.load(
                            relation("t"), columns, List.of(List.<Object>of(1L), List.<Object>of("seven"))))
                    .isInstanceOf(WarehouseException.class)
                    .hasMessageContaining("invalid input syntax for type integer: \"seven\"");
            assertThat(count("t")).isZero();
            assertThat(session.load(relation("t"), columns, List.of(List.<Object>of(1L))))
                    .isEqualTo(1);
        }
        assertThatThrownBy(() -> loaded("text", "a\0b"))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("invalid byte sequence for encoding \"UTF8\": 0x00");
    }
}
