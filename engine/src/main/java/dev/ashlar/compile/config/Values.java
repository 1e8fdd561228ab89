package dev.ashlar.compile.config;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** How messages speak of values. */
public final class Values {
    private static final int SHOWN = 40;

    private Values() {}

    /** For example {@code the text 'four'} or {@code a list}. */
    public static String describe(Object value) {
        return switch (value) {
            case null -> "empty";
            case Boolean flag -> "the flag " + flag;
            case Number number -> "the number " + number;
            case LocalDate date -> "the date " + date;
            case List<?> list -> "a list";
            case Map<?, ?> map -> "a mapping";
            default -> "the text '" + shortened(value.toString()) + "'";
        };
    }

    private static String shortened(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= SHOWN && line.length() == text.length()
                ? text
                : line.substring(0, Math.min(SHOWN, line.length())) + "…";
    }
}
