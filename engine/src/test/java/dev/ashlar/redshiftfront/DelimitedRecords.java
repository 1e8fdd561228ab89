package dev.ashlar.redshiftfront;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into records of fields: as CSV, where quotes hold delimiters and line ends and a doubled quote is one, or
 * merely delimited, where a backslash holds the next character if ESCAPE was said.
 */
final class DelimitedRecords {
    private final String text;
    private final CopyOptions options;
    private int at;
    private long line = 1;

    DelimitedRecords(String text, CopyOptions options) {
        this.text = text;
        this.options = options;
    }

    /** @param line on which it begins, from 1 */
    record Fields(long line, List<String> values) {}

    List<Fields> all() {
        List<Fields> records = new ArrayList<>();
        for (int i = 0; i < options.ignoredHeader && at < text.length(); i++) record();
        while (at < text.length()) {
            Fields record = record();
            boolean blank =
                    record.values().size() == 1 && record.values().get(0).isBlank();
            if (!blank || !options.ignoreBlankLines) records.add(record);
        }
        return records;
    }

    private Fields record() {
        long began = line;
        List<String> values = new ArrayList<>();
        do {
            values.add(field());
        } while (at < text.length() && text.charAt(at++) == options.delimiter);
        line++;
        return new Fields(began, values);
    }

    /** Leaves the place at the delimiter or the line's end. */
    private String field() {
        if (options.escape && isNull()) {
            at += options.nulls.length();
            return options.nulls;
        }
        StringBuilder value = new StringBuilder();
        boolean quotes = options.csv || options.removeQuotes;
        boolean quoted = quotes && at < text.length() && isQuote(text.charAt(at));
        if (quoted) at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (quoted && c == quote()) {
                if (!options.csv || !follows(c)) {
                    at++;
                    quoted = false;
                    continue;
                }
                at++;
            } else if (options.escape && c == '\\' && at + 1 < text.length()) {
                c = text.charAt(++at);
            } else if (!quoted && (c == options.delimiter || c == '\n')) {
                break;
            } else if (!quoted && c == '\r' && follows('\n')) {
                at++;
                break;
            }
            if (c == '\n') line++;
            value.append(c);
            at++;
        }
        return value.toString();
    }

    /** The NULL text may begin with the character that escapes. */
    private boolean isNull() {
        int end = at + options.nulls.length();
        return text.startsWith(options.nulls, at)
                && (end == text.length() || text.charAt(end) == options.delimiter || text.charAt(end) == '\n');
    }

    private boolean isQuote(char c) {
        return c == quote();
    }

    private char quote() {
        return options.csv ? options.quote : '"';
    }

    private boolean follows(char c) {
        return at + 1 < text.length() && text.charAt(at + 1) == c;
    }
}
