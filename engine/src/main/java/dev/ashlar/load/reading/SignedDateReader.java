package dev.ashlar.load.reading;

import dev.ashlar.load.reading.DateSigns.Sign;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times in the form that the project gave. What the form leaves out is the first: of January, of the month, midnight. */
final class SignedDateReader {
    /** Two digits from here on are of the last century: POSIX, {@code strptime}. */
    private static final int LAST_CENTURY = 69;

    private final DateSigns signs;
    private final Pattern pattern;

    SignedDateReader(DateSigns signs) {
        this.signs = signs;
        this.pattern = Pattern.compile(signs.pattern());
    }

    Object moment(String text) {
        LocalDateTime moment = parsed(text);
        return moment == null ? FieldReader.UNFIT : moment;
    }

    Object day(String text) {
        LocalDateTime moment = parsed(text);
        return moment == null || !moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? FieldReader.UNFIT
                : moment.toLocalDate();
    }

    private LocalDateTime parsed(String text) {
        Matcher found = pattern.matcher(text);
        if (!found.matches()) return null;
        LocalDate date = MomentReader.date(year(found), month(found), number(found, Sign.DAY, 1));
        LocalTime time = time(found);
        return date == null || time == null ? null : Offset.toUtc(date.atTime(time), text(found, Sign.OFFSET));
    }

    private int year(Matcher found) {
        if (signs.group(Sign.YEAR).isPresent()) return number(found, Sign.YEAR, 1);
        int two = number(found, Sign.SHORT_YEAR, 0);
        return two >= LAST_CENTURY ? 1900 + two : 2000 + two;
    }

    private int month(Matcher found) {
        String name = text(found, Sign.MONTH_NAME);
        if (name == null) name = text(found, Sign.SHORT_MONTH_NAME);
        return name == null ? number(found, Sign.MONTH, 1) : DateSigns.month(name);
    }

    private LocalTime time(Matcher found) {
        int hour = number(found, Sign.HOUR, 0);
        String half = text(found, Sign.HALF_DAY);
        if (half != null) {
            int twelve = number(found, Sign.HALF_DAY_HOUR, 0);
            if (twelve < 1 || twelve > 12) return null;
            boolean afternoon = half.charAt(0) == 'p' || half.charAt(0) == 'P';
            hour = twelve % 12 + (afternoon ? 12 : 0);
        }
        int minute = number(found, Sign.MINUTE, 0);
        int second = number(found, Sign.SECOND, 0);
        if (hour > 23 || minute > 59 || second > 59) return null;
        String fraction = text(found, Sign.MICROSECOND);
        return LocalTime.of(hour, minute, second, fraction == null ? 0 : MomentReader.nanos(fraction));
    }

    private int number(Matcher found, Sign sign, int otherwise) {
        String digits = text(found, sign);
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    private String text(Matcher found, Sign sign) {
        return signs.group(sign).map(found::group).orElse(null);
    }
}
