package dev.ashlar.load;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a text can be read as a type that the user named. Types that are not known here are the engine's to judge. */
final class FixedType {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern BOOLEAN = Pattern.compile("(?i)true|false|t|f|yes|no|y|n|1|0");

    private FixedType() {}

    static boolean takes(String type, String text) {
        String value = text.strip();
        return switch (type.toLowerCase(Locale.ROOT).replaceAll("\\(.*", "").strip()) {
            case "tinyint", "smallint", "int2", "integer", "int", "int4", "bigint", "int8", "hugeint" ->
                WHOLE.matcher(value).matches();
            case "numeric", "decimal", "float", "float4", "real", "double", "double precision", "float8" ->
                NUMBER.matcher(value).matches();
            case "boolean", "bool" -> BOOLEAN.matcher(value).matches();
            case "date" -> ColumnGuess.date(value) != null;
            case "timestamp", "datetime", "timestamptz", "timestamp with time zone", "timestamp without time zone" ->
                ColumnGuess.date(value) != null || ColumnGuess.moment(value) != null;
            default -> true;
        };
    }
}
