package dev.ashlar.load.format;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rectangle of cells, its edges included.
 *
 * @param firstColumn 0-based
 * @param firstRow 1-based
 */
public record CellRange(int firstColumn, long firstRow, int lastColumn, long lastRow) {
    private static final Pattern CORNERS = Pattern.compile("([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})?");

    static final CellRange ALL = new CellRange(0, 1, Integer.MAX_VALUE, Long.MAX_VALUE);

    /** @param text {@code B3:F200}, or {@code B3:F} for all rows from the third on; empty for other texts */
    public static Optional<CellRange> of(String text) {
        Matcher found = CORNERS.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!found.matches()) return Optional.empty();
        return Optional.of(new CellRange(
                column(found.group(1)),
                Long.parseLong(found.group(2)),
                column(found.group(3)),
                found.group(4) == null ? Long.MAX_VALUE : Long.parseLong(found.group(4))));
    }

    /** @param letters of the column: A is 0, Z 25, AA 26; what follows them does not count */
    static int column(String letters) {
        int column = 0;
        for (int i = 0; i < letters.length() && letters.charAt(i) >= 'A' && letters.charAt(i) <= 'Z'; i++) {
            column = column * 26 + letters.charAt(i) - 'A' + 1;
        }
        return column - 1;
    }
}
