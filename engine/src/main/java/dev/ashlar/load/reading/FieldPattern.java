package dev.ashlar.load.reading;

import dev.ashlar.plan.ColumnType;
import java.util.Optional;

/**
 * Which texts are values of a type, range and calendar aside. In the syntax that Java and RE2 share, so that engines which
 * read files themselves are held to the very same pattern: their own casts would also take {@code 1_000} or {@code 0x10}
 * for numbers, and read {@code 10:00 PM} as ten in the morning.
 */
public final class FieldPattern {
    static final String YEAR = "(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})";
    static final String OFFSET = "[+-](?:0[0-9]|1[0-5])(?::?[0-5][0-9])?";

    private static final String BLANKS = "[ \\t\\r\\n]*";
    private static final String DATE = "(" + YEAR + ")(?:-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2}))";
    private static final String TIME = "((?:[01]?[0-9]|2[0-3])):([0-5]?[0-9])(?::([0-5]?[0-9])(?:\\.([0-9]*))?)?";
    private static final String MIDNIGHT = "0{1,2}:0{1,2}(?::0{1,2}(?:\\.0*)?)?";
    private static final String BETWEEN = "[T ]";

    private static final String WHOLE = padded("[+-]?[0-9]+(?:\\.0*)?");
    private static final String NATURAL = padded("[+]?[0-9]+(?:\\.0*)?");
    private static final String FRACTION = padded("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final String FLAG =
            "[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Tt]|[Ff]|[Yy][Ee][Ss]|[Nn][Oo]|[Yy]|[Nn]|1|0";

    /** Groups: year, month and day, or month and day between slashes. */
    private static final String DAY = padded(DATE + "(?:" + BETWEEN + MIDNIGHT + ")?");

    /** Groups: as a day's, then hour, minute, second, digits of the fraction, offset. */
    private static final String MOMENT = padded(DATE + "(?:" + BETWEEN + TIME + "(Z|" + OFFSET + ")?)?");

    /** Groups: hour, minute, second, digits of the fraction. */
    private static final String CLOCK = padded(TIME);

    private FieldPattern() {}

    /** @return empty where any text will do, or where the type is the engine's to judge */
    public static Optional<String> of(ColumnType type, Optional<DateSigns> format) {
        return switch (type) {
            case ColumnType.Whole w -> Optional.of(w.width().least().signum() < 0 ? WHOLE : NATURAL);
            case ColumnType.Decimal d -> Optional.of(decimal(d.places()));
            case ColumnType.Fraction f -> Optional.of(FRACTION);
            case ColumnType.Flag f -> Optional.of(FLAG);
            case ColumnType.Day d -> Optional.of(format.map(DateSigns::pattern).orElse(DAY));
            case ColumnType.Moment m ->
                Optional.of(format.map(DateSigns::pattern).orElse(MOMENT));
            case ColumnType.Clock c -> Optional.of(CLOCK);
            case ColumnType.Text t -> Optional.empty();
            case ColumnType.Json j -> Optional.empty();
            case ColumnType.Other o -> Optional.empty();
        };
    }

    /** Places beyond those of the type hold zeros, so that nothing is lost. */
    private static String decimal(int places) {
        return padded(
                places == 0
                        ? "[+-]?[0-9]+(?:\\.0*)?"
                        : "[+-]?(?:[0-9]+(?:\\.[0-9]{0," + places + "}0*)?|\\.[0-9]{1," + places + "}0*)");
    }

    /** With blanks on both sides. */
    static String padded(String pattern) {
        return BLANKS + "(?:" + pattern + ")" + BLANKS;
    }
}
