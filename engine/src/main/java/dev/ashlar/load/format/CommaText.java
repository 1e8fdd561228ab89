package dev.ashlar.load.format;

import java.util.List;
import java.util.stream.Collectors;

/** Fields of a record that was no text, as csv would have it. */
final class CommaText {
    private CommaText() {}

    /** @param fields null for no value */
    static String of(List<String> fields) {
        return fields.stream().map(CommaText::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String field) {
        if (field == null) return "";
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
