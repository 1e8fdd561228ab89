package dev.ashlar.manifest;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the batches of a microbatch model are.
 *
 * @param count of units in a batch; more than one of days only
 */
public record BatchSize(Unit unit, int count) {
    private static final Pattern DAYS = Pattern.compile("(\\d{1,5})\\s*days?");

    /** Weeks begin on Monday, as ISO 8601 has it. */
    public enum Unit {
        HOUR,
        DAY,
        WEEK,
        MONTH,
        YEAR
    }

    public BatchSize {
        if (count < 1 || (count > 1 && unit != Unit.DAY)) {
            throw new IllegalArgumentException("No batch has " + count + " of " + unit);
        }
    }

    /** Reads {@code hour}, {@code day}, {@code week}, {@code month}, {@code year} or a number of days. */
    public static Optional<BatchSize> find(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        for (Unit unit : Unit.values()) {
            if (unit.name().toLowerCase(Locale.ROOT).equals(word)) return Optional.of(new BatchSize(unit, 1));
        }
        Matcher days = DAYS.matcher(word);
        if (!days.matches() || Integer.parseInt(days.group(1)) < 1) return Optional.empty();
        return Optional.of(new BatchSize(Unit.DAY, Integer.parseInt(days.group(1))));
    }

    /** As it is written. */
    public String word() {
        return count == 1 ? unit.name().toLowerCase(Locale.ROOT) : count + " days";
    }
}
