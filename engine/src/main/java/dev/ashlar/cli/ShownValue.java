package dev.ashlar.cli;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** A value of the warehouse as people and programs read it: times as SQL writes them, whole to the second. */
final class ShownValue {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd ")
            .append(TIME)
            .toFormatter(Locale.ROOT);

    private ShownValue() {}

    /** @param value null prints as {@code null} */
    static String text(Object value) {
        return switch (value) {
            case null -> "null";
            case LocalDateTime at -> TIMESTAMP.format(at);
            case LocalTime at -> TIME.format(at);
            case OffsetDateTime at -> TIMESTAMP.format(at.withOffsetSameInstant(ZoneOffset.UTC)) + "+00";
            default -> String.valueOf(value);
        };
    }
}
