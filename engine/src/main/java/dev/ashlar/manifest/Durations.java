package dev.ashlar.manifest;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as users write them: {@code 30s}, {@code 10m}, {@code 2 hours}, {@code 30 days}. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([a-z]+)");

    private Durations() {}

    public static Optional<Duration> find(String text) {
        Matcher parts = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) return Optional.empty();
        long count = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms", "millisecond", "milliseconds" -> Optional.of(Duration.ofMillis(count));
            case "s", "sec", "second", "seconds" -> Optional.of(Duration.ofSeconds(count));
            case "m", "min", "minute", "minutes" -> Optional.of(Duration.ofMinutes(count));
            case "h", "hour", "hours" -> Optional.of(Duration.ofHours(count));
            case "d", "day", "days" -> Optional.of(Duration.ofDays(count));
            case "w", "week", "weeks" -> Optional.of(Duration.ofDays(7 * count));
            default -> Optional.empty();
        };
    }
}
