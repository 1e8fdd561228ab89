package dev.ashlar.load.format;

import dev.ashlar.plan.LoadStatement.HeaderLine;
import java.nio.charset.Charset;
import java.util.List;

/**
 * How a csv file is written.
 *
 * @param escape what stands before a quote within quotes: another quote, or a sign of its own
 */
public record CsvFormat(char delimiter, char quote, char escape, Charset charset, HeaderLine header) {
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
