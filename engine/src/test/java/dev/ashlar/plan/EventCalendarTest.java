package dev.ashlar.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.BatchSize;
import dev.ashlar.manifest.TimeInterval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where batches begin and end, in zones whose clocks are put forward and back. */
class EventCalendarTest {
    private static final List<String> SIZES = List.of("hour", "day", "week", "month", "year", "3 days", "10 days");
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "Pacific/Chatham",
            "Australia/Lord_Howe",
            "America/Sao_Paulo",
            "America/Havana",
            "Pacific/Apia");

    private static EventCalendar calendar(String size, String zone, String begin) {
        ZoneId id = ZoneId.of(zone);
        return new EventCalendar(
                BatchSize.find(size).orElseThrow(),
                id,
                LocalDate.parse(begin).atStartOfDay(id).toInstant());
    }

    @ParameterizedTest
    @CsvSource({
        "hour, UTC, 2026-03-04T05:59:59Z, 2026-03-04T05:00:00Z, 2026-03-04T06:00:00Z, 20260304T05",
        "day, UTC, 2026-03-04T05:59:59Z, 2026-03-04T00:00:00Z, 2026-03-05T00:00:00Z, 20260304",
        "week, UTC, 2026-03-04T05:59:59Z, 2026-03-02T00:00:00Z, 2026-03-09T00:00:00Z, 20260302",
        "month, UTC, 2026-03-04T05:59:59Z, 2026-03-01T00:00:00Z, 2026-04-01T00:00:00Z, 202603",
        "year, UTC, 2026-03-04T05:59:59Z, 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z, 2026",
        // counted from 1 January: 1, 4, 7, ...; 4 March is the 63rd day
        "3 days, UTC, 2026-03-04T05:59:59Z, 2026-03-02T00:00:00Z, 2026-03-05T00:00:00Z, 20260302",
        "3 days, UTC, 2025-12-31T05:00:00Z, 2025-12-29T00:00:00Z, 2026-01-01T00:00:00Z, 20251229",
        "day, Europe/Berlin, 2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z, 20260329",
        "day, Europe/Berlin, 2026-10-25T12:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z, 20261025",
        "week, Europe/Berlin, 2026-03-29T12:00:00Z, 2026-03-22T23:00:00Z, 2026-03-29T22:00:00Z, 20260323",
        "month, Europe/Berlin, 2026-03-29T12:00:00Z, 2026-02-28T23:00:00Z, 2026-03-31T22:00:00Z, 202603",
        "hour, Pacific/Chatham, 2026-03-04T05:59:59Z, 2026-03-04T05:15:00Z, 2026-03-04T06:15:00Z, 20260304T19",
        // the hour from two to three comes twice
        "hour, Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-25T00:00:00Z, 2026-10-25T01:00:00Z, 20261025T02+0200",
        "hour, Europe/Berlin, 2026-10-25T01:30:00Z, 2026-10-25T01:00:00Z, 2026-10-25T02:00:00Z, 20261025T02+0100",
        // 30 December 2011 did not happen
        "day, Pacific/Apia, 2011-12-30T09:59:59Z, 2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z, 20111229",
    })
    void aTimeLiesInTheBatchOfItsZone(String size, String zone, Instant time, Instant start, Instant end, String id) {
        EventCalendar calendar = calendar(size, zone, "2026-01-01");
        assertThat(calendar.floor(time)).isEqualTo(start);
        assertThat(calendar.after(start)).isEqualTo(end);
        assertThat(calendar.ceiling(time)).isEqualTo(end);
        assertThat(calendar.id(new TimeInterval(start, end))).isEqualTo(id);
    }

    /** Whatever size and zone: batches follow each other without gap and overlap, and each holds its own times. */
    @Property
    void batchesTileTheTime(
            @ForAll @IntRange(max = 6) int size,
            @ForAll @IntRange(max = 7) int zone,
            @ForAll @LongRange(min = 1_000_000_000L, max = 1_900_000_000L) long second,
            @ForAll @IntRange(min = 1, max = 90_000) int more) {
        EventCalendar calendar = calendar(SIZES.get(size), ZONES.get(zone), "2020-02-29");
        Instant from = Instant.ofEpochSecond(second);
        List<TimeInterval> batches = calendar.batches(from, from.plusSeconds(more));
        assertThat(batches.get(0).start()).isBeforeOrEqualTo(from);
        assertThat(batches.get(0).end()).isAfter(from);
        assertThat(batches.get(batches.size() - 1).end()).isAfterOrEqualTo(from.plusSeconds(more));
        for (int i = 0; i < batches.size(); i++) {
            TimeInterval batch = batches.get(i);
            assertThat(calendar.floor(batch.start())).isEqualTo(batch.start());
            assertThat(calendar.ceiling(batch.start())).isEqualTo(batch.start());
            assertThat(calendar.floor(batch.end().minusNanos(1))).isEqualTo(batch.start());
            assertThat(calendar.before(batch.end(), 1)).isEqualTo(batch.start());
            if (i > 0) assertThat(batch.start()).isEqualTo(batches.get(i - 1).end());
        }
    }

    @Test
    void daysOfAZoneHave23Or24Or25Hours() {
        EventCalendar calendar = calendar("day", "Europe/Berlin", "2026-01-01");
        List<TimeInterval> year =
                calendar.batches(calendar.first(), calendar.first().plus(Duration.ofDays(364)));
        assertThat(year).hasSize(364);
        assertThat(year.stream()
                        .map(day -> Duration.between(day.start(), day.end()).toHours())
                        .filter(hours -> hours != 24))
                .containsExactly(23L, 25L);
    }
}
