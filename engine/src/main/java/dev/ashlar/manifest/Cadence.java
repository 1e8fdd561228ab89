package dev.ashlar.manifest;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When deliveries are due, by the clocks of a zone: {@code weekly on sunday by 08:00 Europe/Berlin}.
 *
 * @param by time of the day by which a delivery must have come; where clocks are put forward past it, as much later
 * @param text as the user wrote it
 */
public record Cadence(Rhythm rhythm, LocalTime by, ZoneId zone, String text) {
    public static final String FORMS =
            "'daily by 08:00 Europe/Berlin', 'weekdays by 08:00', 'weekly on sunday by 08:00', 'biweekly from 2026-01-04 by"
                    + " 08:00', 'monthly on 3 by 08:00' or 'monthly on last by 08:00'; without a zone it is UTC";

    private static final Pattern FORM = Pattern.compile(
            "(daily|weekdays|weekly on (?<weekday>[a-z]+)|biweekly from (?<from>\\d{4}-\\d\\d-\\d\\d)|monthly on"
                    + " (?<day>\\d{1,2}|last)) by (?<by>\\d{1,2}:\\d\\d)(?: (?<zone>\\S+))?",
            Pattern.CASE_INSENSITIVE);

    /** Longer than any month, so that a due day is found. */
    private static final int DAYS_BACK = 40;

    private static final int LAST_DAY = 31;

    /** The days on which deliveries are due. */
    public sealed interface Rhythm {
        record Daily() implements Rhythm {}

        /** Monday to Friday. */
        record Weekdays() implements Rhythm {}

        record Weekly(DayOfWeek day) implements Rhythm {}

        /** Every second week. @param from one of the days */
        record Biweekly(LocalDate from) implements Rhythm {}

        /** @param day of the month; in shorter months their last */
        record Monthly(int day) implements Rhythm {}
    }

    /** Empty for what is none of {@link #FORMS}. */
    public static Optional<Cadence> find(String text) {
        Matcher parts = FORM.matcher(text.strip().replaceAll("\\s+", " "));
        if (!parts.matches()) return Optional.empty();
        try {
            LocalTime by =
                    LocalTime.parse(parts.group("by").length() == 4 ? "0" + parts.group("by") : parts.group("by"));
            ZoneId zone = ZoneId.of(parts.group("zone") == null ? "UTC" : parts.group("zone"));
            return rhythm(parts).map(rhythm -> new Cadence(rhythm, by, zone, text.strip()));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Optional<Rhythm> rhythm(Matcher parts) {
        String word = parts.group(1).toLowerCase(Locale.ROOT);
        if (word.equals("daily")) return Optional.of(new Rhythm.Daily());
        if (word.equals("weekdays")) return Optional.of(new Rhythm.Weekdays());
        if (parts.group("from") != null) return Optional.of(new Rhythm.Biweekly(LocalDate.parse(parts.group("from"))));
        if (parts.group("weekday") != null) {
            String day = parts.group("weekday").toUpperCase(Locale.ROOT);
            for (DayOfWeek known : DayOfWeek.values()) {
                if (known.name().equals(day)) return Optional.of(new Rhythm.Weekly(known));
            }
            return Optional.empty();
        }
        String day = parts.group("day").toLowerCase(Locale.ROOT);
        int number = day.equals("last") ? LAST_DAY : Integer.parseInt(day);
        return number >= 1 && number <= LAST_DAY ? Optional.of(new Rhythm.Monthly(number)) : Optional.empty();
    }

    /** The last time at or before this one by which a delivery had to have come. */
    public Instant lastDue(Instant time) {
        LocalDate day = time.atZone(zone).toLocalDate();
        for (int back = 0; back <= DAYS_BACK; back++) {
            LocalDate one = day.minusDays(back);
            if (isDue(one) && !due(one).isAfter(time)) return due(one);
        }
        throw new IllegalStateException("No rhythm is longer than " + DAYS_BACK + " days");
    }

    /** The first time after this one by which a delivery has to come. */
    public Instant nextDue(Instant time) {
        LocalDate day = time.atZone(zone).toLocalDate();
        for (int on = 0; on <= DAYS_BACK; on++) {
            LocalDate one = day.plusDays(on);
            if (isDue(one) && due(one).isAfter(time)) return due(one);
        }
        throw new IllegalStateException("No rhythm is longer than " + DAYS_BACK + " days");
    }

    /**
     * From when on a delivery is taken for that of a due time: one that comes late counts for the due time it is nearer to.
     *
     * @param due a due time
     */
    public Instant countsFrom(Instant due) {
        Instant before = lastDue(due.minus(1, ChronoUnit.MILLIS));
        return before.plus(Duration.between(before, due).dividedBy(2));
    }

    private Instant due(LocalDate day) {
        return day.atTime(by).atZone(zone).toInstant();
    }

    private boolean isDue(LocalDate day) {
        return switch (rhythm) {
            case Rhythm.Daily d -> true;
            case Rhythm.Weekdays w -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
            case Rhythm.Weekly w -> day.getDayOfWeek() == w.day();
            case Rhythm.Biweekly b -> Math.floorMod(ChronoUnit.DAYS.between(b.from(), day), 14) == 0;
            case Rhythm.Monthly m -> day.getDayOfMonth() == Math.min(m.day(), day.lengthOfMonth());
        };
    }
}
