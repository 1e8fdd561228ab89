package dev.ashlar.load.reading;

import java.util.Locale;

/** {@code true}, {@code t}, {@code yes}, {@code y}, {@code 1} and their opposites, in any case. */
final class FlagReader implements FieldReader {
    @Override
    public Object read(String text) {
        return switch (text.length() > 5 ? "" : text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1" -> Boolean.TRUE;
            case "false", "f", "no", "n", "0" -> Boolean.FALSE;
            default -> UNFIT;
        };
    }
}
