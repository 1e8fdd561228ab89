package dev.ashlar.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.load.format.FileRecord.Nature;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The narrowest type that holds every value of a column. A number with leading zeros is a text (a postcode), one with more
 * digits than a double keeps is a decimal.
 */
final class ColumnGuess {
    private static final Pattern WHOLE = Pattern.compile("[+-]?(0|[1-9]\\d*)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?((0|[1-9]\\d*)(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})?");

    private static final int DOUBLE_DIGITS = 15;
    private static final int DECIMAL_DIGITS = 38;

    private final Set<Kind> possible = EnumSet.complementOf(EnumSet.of(Kind.TEXT));
    private boolean seen;
    private int wholeDigits;
    private int scale;
    private long bytes;

    /** By preference: of those that hold all values the first is taken. */
    enum Kind {
        BOOLEAN,
        BIGINT,
        DECIMAL,
        DOUBLE,
        DATE,
        TIMESTAMP,
        JSON,
        TEXT
    }

    /** @param value not null */
    void see(String value) {
        see(value, Nature.WRITTEN);
    }

    /** @param value not null */
    void see(String value, Nature nature) {
        possible.removeIf(kind -> !allows(nature, kind));
        seen = true;
        bytes = Math.max(bytes, value.getBytes(UTF_8).length);
        if (possible.isEmpty()) return;
        String text = value.strip();
        possible.removeIf(kind -> !holds(kind, text));
    }

    private static boolean allows(Nature nature, Kind kind) {
        return switch (nature) {
            case WRITTEN, VALUE -> kind != Kind.JSON;
            case TEXT -> kind == Kind.DATE || kind == Kind.TIMESTAMP;
            case NESTED -> kind == Kind.JSON;
            case ERROR -> true;
        };
    }

    private boolean holds(Kind kind, String text) {
        return switch (kind) {
            case BOOLEAN -> isBoolean(text);
            case BIGINT -> WHOLE.matcher(text).matches() && new BigDecimal(text).precision() <= 18;
            case DECIMAL -> holdsDecimal(text);
            case DOUBLE -> NUMBER.matcher(text).matches();
            case DATE -> DATE.matcher(text).matches() && date(text) != null;
            case TIMESTAMP -> DATE.matcher(text).matches() ? date(text) != null : moment(text) != null;
            case JSON -> true;
            case TEXT -> true;
        };
    }

    private boolean holdsDecimal(String text) {
        if (!NUMBER.matcher(text).matches()) return false;
        BigDecimal number = new BigDecimal(text);
        scale = Math.max(scale, Math.max(0, number.scale()));
        wholeDigits = Math.max(wholeDigits, number.precision() - number.scale());
        return wholeDigits + scale <= DECIMAL_DIGITS;
    }

    Kind kind() {
        if (!seen || possible.isEmpty()) return Kind.TEXT;
        Kind first = possible.iterator().next();
        boolean doubleWillDo = possible.contains(Kind.DOUBLE) && wholeDigits + scale <= DOUBLE_DIGITS;
        return first == Kind.DECIMAL && doubleWillDo ? Kind.DOUBLE : first;
    }

    /** Of the longest value, in UTF-8. */
    long bytes() {
        return bytes;
    }

    /** In words that every engine knows. */
    String type() {
        return switch (kind()) {
            case BOOLEAN -> "boolean";
            case BIGINT -> "bigint";
            case DECIMAL -> "decimal(" + DECIMAL_DIGITS + ", " + scale + ")";
            case DOUBLE -> "double precision";
            case DATE -> "date";
            case TIMESTAMP -> "timestamp";
            case JSON -> "json";
            case TEXT -> "varchar";
        };
    }

    /** A value that {@link #see} has seen, as the type that was found. */
    static Object value(Kind kind, String text) {
        return switch (kind) {
            case BOOLEAN -> text.strip().toLowerCase(Locale.ROOT).equals("true");
            case BIGINT -> Long.valueOf(text.strip());
            case DECIMAL -> new BigDecimal(text.strip());
            case DOUBLE -> Double.valueOf(text.strip());
            case DATE -> date(text.strip());
            case TIMESTAMP ->
                DATE.matcher(text.strip()).matches() ? date(text.strip()).atStartOfDay() : moment(text.strip());
            case JSON -> text;
            case TEXT -> text;
        };
    }

    static boolean isBoolean(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    /** Null for what is no date of the calendar. */
    static LocalDate date(String text) {
        try {
            return DATE.matcher(text).matches() ? LocalDate.parse(text) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** In UTC where the text names an offset. Null for what is no moment. */
    static LocalDateTime moment(String text) {
        if (!MOMENT.matcher(text).matches()) return null;
        String iso = text.replace(' ', 'T');
        try {
            boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > iso.indexOf('T');
            return zoned
                    ? OffsetDateTime.parse(iso)
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDateTime()
                    : LocalDateTime.parse(iso);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
