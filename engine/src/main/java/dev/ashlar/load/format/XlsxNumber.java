package dev.ashlar.load.format;

import dev.ashlar.load.format.XlsxStyles.Shown;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Numbers of cells, which are binary fractions: dates count days. */
final class XlsxNumber {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter FINE_CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    /** A day that never was, but that day numbers count: 29 February 1900. */
    private static final int LEAP_DAY = 60;

    private static final int FIRST_1904 = 1462;
    private static final int LAST_DAY = 2_958_465;
    private static final long MILLIS = Duration.ofDays(1).toMillis();
    private static final int DIGITS = 15;
    private static final int MOST_PLACES = 400;

    private XlsxNumber() {}

    /** Empty for what is no number, or no date where one is to be shown. */
    static Optional<String> text(String stored, Shown shown, boolean from1904) {
        try {
            BigDecimal number = new BigDecimal(stored.strip());
            return switch (shown) {
                case NUMBER, LASTING -> Optional.of(plain(stored.strip(), number));
                case DATE, CLOCK, MOMENT -> moment(number, shown, from1904);
            };
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    /**
     * A fraction is written with 17 digits where 15 would do, so that 1.1 is stored as 1.1000000000000001: of all that are
     * the same binary fraction the shortest is meant.
     */
    private static String plain(String stored, BigDecimal number) {
        if (Math.abs((long) number.scale()) > MOST_PLACES) return stored;
        boolean fraction = number.stripTrailingZeros().scale() > 0;
        if (fraction && number.precision() > DIGITS) {
            return new BigDecimal(Double.toString(number.doubleValue())).toPlainString();
        }
        return number.toPlainString();
    }

    private static Optional<String> moment(BigDecimal number, Shown shown, boolean from1904) {
        double days = number.doubleValue() + (from1904 ? FIRST_1904 : 0);
        if (!(days >= 0) || days >= LAST_DAY + 1) return Optional.empty();
        long millis = Math.round(days * MILLIS);
        long day = millis / MILLIS;
        LocalTime time = LocalTime.ofNanoOfDay(millis % MILLIS * 1_000_000);
        if (shown == Shown.CLOCK && day == 0) return Optional.of(text(time));
        if (day == LEAP_DAY) return Optional.empty();
        LocalDate date = LocalDate.of(1899, 12, 30).plusDays(day < LEAP_DAY ? day + 1 : day);
        if (shown == Shown.DATE && time.equals(LocalTime.MIDNIGHT)) return Optional.of(date.toString());
        LocalDateTime moment = date.atTime(time);
        return Optional.of(moment.toLocalDate() + " " + text(time));
    }

    private static String text(LocalTime time) {
        return (time.getNano() == 0 ? CLOCK : FINE_CLOCK).format(time);
    }
}
