package dev.ashlar.compile.read;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ranges of versions as {@code require_version} writes them: comparisons joined by commas, all of which must hold. */
final class VersionRange {
    private static final Pattern COMPARISON = Pattern.compile("\\s*(>=|<=|>|<|==|=|!=)?\\s*(\\d+(?:\\.\\d+)*)\\s*");

    private VersionRange() {}

    /** Empty when the range cannot be read. */
    static Optional<Boolean> contains(String range, String version) {
        boolean all = true;
        for (String part : range.split(",", -1)) {
            Matcher comparison = COMPARISON.matcher(part);
            if (!comparison.matches()) return Optional.empty();
            int order = compare(version, comparison.group(2));
            String operator = comparison.group(1) == null ? "=" : comparison.group(1);
            all &= switch (operator) {
                case ">=" -> order >= 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case "<" -> order < 0;
                case "!=" -> order != 0;
                default -> order == 0;
            };
        }
        return Optional.of(all);
    }

    /** Missing parts count as 0; anything behind the numbers ({@code -SNAPSHOT}) is left out. */
    private static int compare(String one, String other) {
        String[] a = one.split("-", 2)[0].split("\\.");
        String[] b = other.split("\\.");
        for (int i = 0; i < Math.max(a.length, b.length); i++) {
            int order = Integer.compare(part(a, i), part(b, i));
            if (order != 0) return order;
        }
        return 0;
    }

    private static int part(String[] parts, int index) {
        return index < parts.length ? Integer.parseInt(parts[index]) : 0;
    }
}
