package dev.ashlar.load.reading;

import dev.ashlar.plan.ColumnType;
import java.util.Optional;

/** Makes the text of a field the value of its column's type, if nothing is lost on the way. Safe for many threads. */
public interface FieldReader {
    /** What {@link #read} gives for a text that is no value of the type. */
    Object UNFIT = new Object() {
        @Override
        public String toString() {
            return "unfit";
        }
    };

    /** @return as {@code WarehouseSession.load} takes it, never null, or {@link #UNFIT} */
    Object read(String text);

    /**
     * @param longestText most bytes that a text may have in UTF-8
     * @throws IllegalArgumentException for a type that is an engine's own
     */
    static FieldReader of(ColumnType type, Optional<DateSigns> format, long longestText) {
        return switch (type) {
            case ColumnType.Whole whole -> new WholeReader(whole.width());
            case ColumnType.Decimal decimal -> new DecimalReader(decimal);
            case ColumnType.Fraction fraction -> new FractionReader(fraction.bits());
            case ColumnType.Flag flag -> new FlagReader();
            case ColumnType.Day day ->
                format.<FieldReader>map(signs -> new SignedDateReader(signs)::day)
                        .orElseGet(() -> new MomentReader()::day);
            case ColumnType.Moment moment ->
                format.<FieldReader>map(signs -> new SignedDateReader(signs)::moment)
                        .orElseGet(() -> new MomentReader()::moment);
            case ColumnType.Clock clock -> new MomentReader()::clock;
            case ColumnType.Text text -> new TextReader(text.longest().orElse(Integer.MAX_VALUE), longestText);
            case ColumnType.Json json -> text -> text;
            case ColumnType.Other other -> throw new IllegalArgumentException("No reader knows " + other.word());
        };
    }

    /** Without the blanks around it, which do not count. */
    static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) from++;
        while (to > from && isBlank(text.charAt(to - 1))) to--;
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
