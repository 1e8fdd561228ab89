package dev.ashlar.compile.properties;

import dev.ashlar.compile.read.Fields;
import dev.ashlar.diagnostic.Diagnostics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the keys of {@code external:} that say how files are written, of which each format has its own. */
final class FormatKeys {
    static final List<String> FORMATS = List.of("csv", "jsonl", "parquet", "xlsx");

    /** Which formats a key belongs to. */
    private static final Map<String, List<String>> OF = Map.ofEntries(
            Map.entry("header", List.of("csv", "xlsx")),
            Map.entry("empty", List.of("csv", "xlsx")),
            Map.entry("delimiter", List.of("csv")),
            Map.entry("quote", List.of("csv")),
            Map.entry("escape", List.of("csv")),
            Map.entry("encoding", List.of("csv")),
            Map.entry("decimal", List.of("csv")),
            Map.entry("thousands", List.of("csv")),
            Map.entry("sheet", List.of("xlsx")),
            Map.entry("range", List.of("xlsx")),
            Map.entry("header_row", List.of("csv", "xlsx")));

    private static final Pattern RANGE = Pattern.compile("(?i)[a-z]{1,3}[1-9][0-9]{0,6}:[a-z]{1,3}([1-9][0-9]{0,6})?");

    private final Diagnostics diagnostics;

    FormatKeys(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    Map<String, Object> read(Fields fields, String format) {
        Map<String, Object> options = new LinkedHashMap<>();
        for (String key : List.of("header", "delimiter", "quote", "escape", "encoding", "decimal", "thousands")) {
            Optional<?> value = key.equals("header") ? fields.flag(key) : fields.text(key);
            value.ifPresent(some -> options.put(key, some));
        }
        fields.word("sheet").ifPresent(value -> options.put("sheet", value));
        for (String key : List.of("range", "date_format", "timestamp_format")) {
            fields.text(key).ifPresent(value -> options.put(key, value));
        }
        fields.integer("header_row").ifPresent(value -> options.put("header_row", value));
        List<String> nulls = fields.texts("nulls");
        if (!nulls.isEmpty()) options.put("nulls", nulls);
        demandFormat(fields, format);
        checkSigns(fields, options);
        checkMarks(fields, options);
        checkCells(fields, options);
        checkHeaderRow(fields, options, format);
        return options;
    }

    private void demandFormat(Fields fields, String format) {
        OF.forEach((key, formats) -> {
            if (formats.contains(format) || !fields.has(key)) return;
            diagnostics.error(
                    fields.keyPlaceOf(key),
                    "'" + key + "' of " + fields.what() + " says how files of the format "
                            + String.join(" or ", formats) + " are read, but the format is " + format + ".",
                    "Take it out, or write 'format: " + formats.get(0) + "'.");
        });
    }

    /** A tab may be written as its two signs, too. */
    private void checkSigns(Fields fields, Map<String, Object> options) {
        options.computeIfPresent("delimiter", (key, value) -> value.equals("\\t") ? "\t" : value);
        for (String key : List.of("delimiter", "quote", "escape")) {
            if (!(options.get(key) instanceof String sign)) continue;
            if (sign.length() != 1) {
                diagnostics.error(
                        fields.placeOf(key),
                        "'" + key + "' of " + fields.what() + " must be one character, but it is '" + sign + "'.",
                        "Write for example '" + key + ": \";\"' (a tab is \"\\t\").");
            } else if (sign.equals("\n") || sign.equals("\r")) {
                diagnostics.error(
                        fields.placeOf(key),
                        "'" + key + "' of " + fields.what() + " cannot be a line break, which ends a record.",
                        "Write another sign.");
            }
        }
        Object delimiter = options.getOrDefault("delimiter", ",");
        for (String key : List.of("quote", "escape")) {
            if (!delimiter.equals(options.getOrDefault(key, "\""))) continue;
            diagnostics.error(
                    fields.placeOf(options.containsKey(key) ? key : "delimiter"),
                    "'delimiter' and '" + key + "' of " + fields.what() + " are the same sign.",
                    "Write another sign for one of them.");
            return;
        }
    }

    private void checkMarks(Fields fields, Map<String, Object> options) {
        for (String key : List.of("decimal", "thousands")) {
            if (!(options.get(key) instanceof String mark)) continue;
            String allowed = key.equals("decimal") ? ".," : "., '_\u00a0\u202f\u2019";
            if (mark.length() == 1 && allowed.contains(mark)) continue;
            diagnostics.error(
                    fields.placeOf(key),
                    "'" + key + "' of " + fields.what() + " cannot be '" + mark + "'.",
                    key.equals("decimal")
                            ? "Write 'decimal: \",\"', or leave it out for a point."
                            : "Write a point, a comma, a blank, an apostrophe or an underscore.");
        }
        if (options.containsKey("thousands") && options.get("thousands").equals(options.getOrDefault("decimal", "."))) {
            diagnostics.error(
                    fields.placeOf("thousands"),
                    "'thousands' of " + fields.what() + " is the sign that stands before decimals.",
                    "Write 'decimal: \",\"' beside it, or take it out.");
        }
    }

    private void checkCells(Fields fields, Map<String, Object> options) {
        if (options.get("range") instanceof String range
                && !RANGE.matcher(range).matches()) {
            diagnostics.error(
                    fields.placeOf("range"),
                    "'range' of " + fields.what() + " is no range of cells: '" + range + "'.",
                    "Write for example 'B3:F200', or 'B3:F' for all rows from the third on.");
        }
    }

    private void checkHeaderRow(Fields fields, Map<String, Object> options, String format) {
        if (!(options.get("header_row") instanceof Long row)) return;
        boolean sheet = format.equals("xlsx");
        if (row < 1) {
            diagnostics.error(
                    fields.placeOf("header_row"),
                    "'header_row' of " + fields.what() + " must be the number of a " + (sheet ? "row" : "line")
                            + ", but it is " + row + ".",
                    sheet ? "The first row of a sheet is 1." : "The first line of a file is 1.");
        }
        if (Boolean.FALSE.equals(options.get("header"))) {
            diagnostics.error(
                    fields.placeOf("header_row"),
                    "'header_row' of " + fields.what() + " names a header, but 'header: false' says there is none.",
                    "Take one of them out.");
        }
    }
}
