package dev.ashlar.load.format;

import dev.ashlar.plan.LoadStatement.HeaderLine;
import java.nio.charset.Charset;
import java.util.List;
import java.util.OptionalLong;

/**
 * How a csv file is written.
 *
 * @param escape what stands before a quote within quotes: another quote, or a sign of its own
 * @param headerRow number of the line with the names; empty for the first line that is not blank
 */
public record CsvFormat(
        char delimiter, char quote, char escape, Charset charset, HeaderLine header, OptionalLong headerRow) {
    public CsvFormat(char delimiter, char quote, char escape, Charset charset, HeaderLine header) {
        this(delimiter, quote, escape, charset, header, OptionalLong.empty());
    }

    /** Lines above the header that are passed over. */
    long above() {
        return headerRow.orElse(1) - 1;
    }

    /** Fields with quotes where they need them. */
    String written(List<String> fields) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            if (i > 0) text.append(delimiter);
            boolean quoted = field.chars().anyMatch(c -> c == quote || c == delimiter || c == '\n' || c == '\r');
            if (quoted) {
                text.append(quote)
                        .append(field.replace(String.valueOf(quote), "" + quote + quote))
                        .append(quote);
            } else {
                text.append(field);
            }
        }
        return text.toString();
    }
}
