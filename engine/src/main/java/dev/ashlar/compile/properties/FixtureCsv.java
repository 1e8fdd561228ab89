package dev.ashlar.compile.properties;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The few lines of CSV that a unit test holds: RFC 4180 fields, spaces around them trimmed, empty ones null. */
final class FixtureCsv {
    private FixtureCsv() {}

    static List<Map<String, Object>> rows(String text, SourceLocation at, Diagnostics diagnostics) {
        List<List<String>> records = records(text);
        List<Map<String, Object>> rows = new ArrayList<>();
        if (records.isEmpty()) return rows;
        List<String> header = records.get(0);
        for (List<String> record : records.subList(1, records.size())) {
            if (record.size() != header.size()) {
                diagnostics.error(
                        at,
                        "A row of the CSV has " + Counted.of(record.size(), "field") + ", but its header has "
                                + header.size() + ".",
                        "Give each row as many fields as the header.");
                continue;
            }
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 0; i < header.size(); i++) row.put(header.get(i), record.get(i));
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> records(String text) {
        List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        boolean wasQuoted = false;
        String input = text.endsWith("\n") ? text : text + "\n";
        for (int i = 0; i < input.length(); i++) {
            char c = input.charAt(i);
            if (quoted) {
                boolean doubled = c == '"' && i + 1 < input.length() && input.charAt(i + 1) == '"';
                if (doubled) i++;
                if (c == '"' && !doubled) quoted = false;
                else field.append(c);
            } else if (c == '"') {
                quoted = true;
                wasQuoted = true;
                field.setLength(0);
            } else if (c == ',' || c == '\n') {
                record.add(value(field, wasQuoted));
                field.setLength(0);
                wasQuoted = false;
                if (c == '\n') {
                    if (record.size() > 1 || record.get(0) != null) records.add(record);
                    record = new ArrayList<>();
                }
            } else if (c != '\r') {
                field.append(c);
            }
        }
        return records;
    }

    private static String value(StringBuilder field, boolean quoted) {
        if (quoted) return field.toString();
        String text = field.toString().strip();
        return text.isEmpty() ? null : text;
    }
}
