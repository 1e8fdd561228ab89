package dev.ashlar.plan;

import dev.ashlar.manifest.BatchSize;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.TimeInterval;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where batches of event time begin and end. Days and what is longer follow the clocks of the zone, so that a day may have 23
 * or 25 hours. Hours are all of one length; they begin where the zone's standard time has full hours.
 *
 * @param begin batches of several days are counted from its day
 */
public record EventCalendar(BatchSize size, ZoneId zone, Instant begin) {
    private static final long HOUR = 3600;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    public static EventCalendar of(Microbatch model) {
        return new EventCalendar(model.size(), model.zone(), model.begin().in(model.zone()));
    }

    /** The first batch of all. */
    public Instant first() {
        return floor(begin);
    }

    /** The start of the batch that holds this time. */
    public Instant floor(Instant time) {
        if (size.unit() == BatchSize.Unit.HOUR) {
            long offset = zone.getRules().getStandardOffset(begin).getTotalSeconds();
            return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond() + offset, HOUR) * HOUR - offset);
        }
        return startOf(firstDay(day(time)));
    }

    /** The end of the batch that holds the moment before this time. */
    public Instant ceiling(Instant time) {
        Instant floor = floor(time);
        return floor.equals(time) ? time : after(floor);
    }

    /** @param start of a batch */
    public Instant after(Instant start) {
        if (size.unit() == BatchSize.Unit.HOUR) return start.plusSeconds(HOUR);
        LocalDate next = next(firstDay(day(start)), 1);
        // a zone may leave a whole day out
        while (!startOf(next).isAfter(start)) next = next(next, 1);
        return startOf(next);
    }

    /** @param start of a batch; @param count of batches to go back */
    public Instant before(Instant start, int count) {
        Instant earlier = start;
        for (int i = 0; i < count; i++) earlier = floor(earlier.minusNanos(1));
        return earlier;
    }

    /** Every batch that holds a moment between the two. */
    public List<TimeInterval> batches(Instant from, Instant to) {
        List<TimeInterval> batches = new ArrayList<>();
        for (Instant start = floor(from); start.isBefore(to); ) {
            Instant end = after(start);
            batches.add(new TimeInterval(start, end));
            start = end;
        }
        return batches;
    }

    private LocalDate day(Instant time) {
        return time.atZone(zone).toLocalDate();
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private LocalDate firstDay(LocalDate day) {
        return switch (size.unit()) {
            case HOUR -> throw new IllegalStateException("Hours are not counted in days");
            case DAY -> {
                long since = ChronoUnit.DAYS.between(day(begin), day);
                yield day.minusDays(Math.floorMod(since, size.count()));
            }
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    private LocalDate next(LocalDate day, int batches) {
        return switch (size.unit()) {
            case HOUR -> throw new IllegalStateException("Hours are not counted in days");
            case DAY -> day.plusDays((long) batches * size.count());
            case WEEK -> day.plusWeeks(batches);
            case MONTH -> day.plusMonths(batches);
            case YEAR -> day.plusYears(batches);
        };
    }

    /** As dbt names batches: {@code 20260301T05}, {@code 20260301}, {@code 202603}, {@code 2026}, in the zone. */
    public String id(TimeInterval batch) {
        String pattern = switch (size.unit()) {
            case HOUR -> "uuuuMMdd'T'HH";
            case DAY, WEEK -> "uuuuMMdd";
            case MONTH -> "uuuuMM";
            case YEAR -> "uuuu";
        };
        // the hour that comes twice when clocks go back needs its offset
        boolean twice = size.unit() == BatchSize.Unit.HOUR
                && zone.getRules()
                                .getValidOffsets(batch.start().atZone(zone).toLocalDateTime())
                                .size()
                        > 1;
        return DateTimeFormatter.ofPattern(twice ? pattern + "xx" : pattern, Locale.ROOT)
                .format(batch.start().atZone(zone));
    }

    /** For people, in the zone. */
    public String shown(Instant time) {
        boolean days = size.unit() != BatchSize.Unit.HOUR && startOf(day(time)).equals(time);
        return days ? day(time).toString() : CLOCK.format(time.atZone(zone));
    }
}
