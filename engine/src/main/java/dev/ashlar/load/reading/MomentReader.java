package dev.ashlar.load.reading;

import dev.ashlar.plan.ColumnType;
import dev.ashlar.plan.ColumnType.Clock;
import dev.ashlar.plan.ColumnType.Day;
import dev.ashlar.plan.ColumnType.Moment;
import dev.ashlar.plan.ColumnType.Zone;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times as ISO 8601 writes them, and near it. */
final class MomentReader {
    private static final Pattern DAY = compiled(new Day());
    private static final Pattern MOMENT = compiled(new Moment(Zone.NONE));
    private static final Pattern CLOCK = compiled(new Clock());

    private static final int FIRST_OF_TIME = 6;
    private static final int OFFSET = 10;

    private static Pattern compiled(ColumnType type) {
        return Pattern.compile(FieldPattern.of(type, Optional.empty()).orElseThrow());
    }

    Object day(String text) {
        if (text.length() == 10 && text.charAt(4) == '-' && text.charAt(7) == '-') {
            int year = number(text, 0, 4);
            int month = number(text, 5, 7);
            int day = number(text, 8, 10);
            if (year > 0 && month > 0 && day > 0) return orUnfit(date(year, month, day));
        }
        Matcher found = DAY.matcher(text);
        return found.matches() ? orUnfit(date(found)) : FieldReader.UNFIT;
    }

    Object moment(String text) {
        if (text.length() == 19 && text.charAt(4) == '-' && text.charAt(7) == '-' && text.charAt(13) == ':') {
            LocalDateTime plain = plain(text);
            if (plain != null) return plain;
        }
        Matcher found = MOMENT.matcher(text);
        if (!found.matches()) return FieldReader.UNFIT;
        LocalDate date = date(found);
        if (date == null) return FieldReader.UNFIT;
        if (found.group(FIRST_OF_TIME) == null) return date.atStartOfDay();
        return orUnfit(Offset.toUtc(date.atTime(time(found, FIRST_OF_TIME)), found.group(OFFSET)));
    }

    Object clock(String text) {
        Matcher found = CLOCK.matcher(text);
        return found.matches() ? time(found, 1) : FieldReader.UNFIT;
    }

    /** {@code 2026-01-31 10:00:00}, or null. */
    private static LocalDateTime plain(String text) {
        if (text.charAt(16) != ':' || (text.charAt(10) != ' ' && text.charAt(10) != 'T')) return null;
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (year < 1 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;
        LocalDate date = date(year, month, day);
        return date == null ? null : date.atTime(hour, minute, second);
    }

    /** -1 where something else than digits stands there. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) return -1;
            number = number * 10 + digit;
        }
        return number;
    }

    /** Null for what is no day of the calendar. */
    static LocalDate date(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1) return null;
        if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) return null;
        return LocalDate.of(year, month, day);
    }

    private static LocalDate date(Matcher found) {
        boolean dashes = found.group(2) != null;
        return date(
                Integer.parseInt(found.group(1)),
                Integer.parseInt(found.group(dashes ? 2 : 4)),
                Integer.parseInt(found.group(dashes ? 3 : 5)));
    }

    /** @param first group of the hour; those of minute, second and fraction follow */
    private static LocalTime time(Matcher found, int first) {
        String second = found.group(first + 2);
        String fraction = found.group(first + 3);
        return LocalTime.of(
                Integer.parseInt(found.group(first)),
                Integer.parseInt(found.group(first + 1)),
                second == null ? 0 : Integer.parseInt(second),
                fraction == null ? 0 : nanos(fraction));
    }

    /** To the microsecond; further digits are cut off. */
    static int nanos(String digits) {
        String six = (digits + "000000").substring(0, 6);
        return Integer.parseInt(six) * 1_000;
    }

    private static Object orUnfit(Object value) {
        return value == null ? FieldReader.UNFIT : value;
    }
}
