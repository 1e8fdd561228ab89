package dev.ashlar.adapter.postgres;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Locale;

/**
 * Rows in the text format of <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY</a>, as bytes: a tab between
 * values, {@code \N} for null, and a backslash before what would mean something else.
 */
final class CopyText {
    private static final int MOST_BYTES_OF_A_CHAR = 3;

    /** The year of an era, as Postgres writes those before 1 and after 9999. */
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSSSS", Locale.ROOT);

    private byte[] bytes = new byte[1 << 17];
    private int size;

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void sign(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
    }

    void value(Object value) {
        switch (value) {
            case null -> ascii("\\N");
            case String text -> escaped(text);
            case Long number -> number(number);
            case BigDecimal number -> ascii(number.toPlainString());
            case LocalDate day when isUsual(day) -> day(day);
            case LocalDate day -> era(day, DAY.format(day));
            case LocalDateTime time when isUsual(time.toLocalDate()) -> moment(time);
            case LocalDateTime time -> era(time.toLocalDate(), MOMENT.format(time));
            case OffsetDateTime time -> era(time.toLocalDate(), MOMENT.format(time) + time.getOffset());
            case Temporal time -> ascii(time.toString());
            case byte[] some -> hex(some);
            default -> escaped(value.toString());
        }
    }

    /** What was written from a place on. */
    byte[] since(int place) {
        return Arrays.copyOfRange(bytes, place, size);
    }

    void again(byte[] written) {
        room(written.length);
        System.arraycopy(written, 0, bytes, size, written.length);
        size += written.length;
    }

    private void room(int more) {
        if (size + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }

    private void ascii(String text) {
        int length = text.length();
        room(length);
        for (int i = 0; i < length; i++) bytes[size + i] = (byte) text.charAt(i);
        size += length;
    }

    private static boolean isUsual(LocalDate day) {
        return day.getYear() >= 1 && day.getYear() <= 9999;
    }

    private void day(LocalDate day) {
        room(10);
        digits(day.getYear(), 4);
        bytes[size++] = '-';
        digits(day.getMonthValue(), 2);
        bytes[size++] = '-';
        digits(day.getDayOfMonth(), 2);
    }

    private void moment(LocalDateTime moment) {
        day(moment.toLocalDate());
        LocalTime time = moment.toLocalTime();
        room(19);
        bytes[size++] = ' ';
        digits(time.getHour(), 2);
        bytes[size++] = ':';
        digits(time.getMinute(), 2);
        bytes[size++] = ':';
        digits(time.getSecond(), 2);
        if (time.getNano() == 0) return;
        bytes[size++] = '.';
        digits(time.getNano(), 9);
    }

    private void digits(int number, int places) {
        int rest = number;
        for (int i = places - 1; i >= 0; i--) {
            bytes[size + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += places;
    }

    private void number(long number) {
        if (number < 0) {
            ascii(Long.toString(number));
            return;
        }
        int places = 1;
        for (long rest = number; rest >= 10; rest /= 10) places++;
        room(places);
        long rest = number;
        for (int i = places - 1; i >= 0; i--) {
            bytes[size + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += places;
    }

    /** @param text with the year of its era */
    private void era(LocalDate day, String text) {
        ascii(text.startsWith("+") ? text.substring(1) : text);
        if (day.getYear() < 1) ascii(" BC");
    }

    private void hex(byte[] some) {
        ascii("\\\\x");
        for (byte each : some) {
            sign(Character.forDigit((each >> 4) & 15, 16));
            sign(Character.forDigit(each & 15, 16));
        }
    }

    private void escaped(String text) {
        int length = text.length();
        room(length * MOST_BYTES_OF_A_CHAR);
        int at = 0;
        while (at < length) {
            char c = text.charAt(at);
            if (c >= 0x80) {
                int end = at + 1;
                while (end < length && text.charAt(end) >= 0x80) end++;
                again(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
                at = end;
                continue;
            }
            char meant = meaning(c);
            if (meant != 0) bytes[size++] = '\\';
            bytes[size++] = (byte) (meant == 0 ? c : meant);
            at++;
        }
    }

    /** What stands behind a backslash for the sign; 0 for a sign that stands for itself. */
    private static char meaning(char c) {
        if (c > '\\') return 0;
        return switch (c) {
            case '\\' -> '\\';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\r' -> 'r';
            default -> 0;
        };
    }
}
