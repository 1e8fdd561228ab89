package dev.ashlar.load;

import java.util.List;

/**
 * A record of a csv file.
 *
 * @param line 1-based line at which it starts
 * @param count of its fields
 * @param fields empty where they were not asked for
 * @param last how its last field is written
 * @param strayQuote whether an unquoted field holds a quote, which readers understand in different ways
 */
record CsvRow(long line, int count, List<String> fields, Last last, boolean strayQuote) {
    enum Last {
        UNQUOTED,
        QUOTED,
        /** Quoted, and nothing but quotes, or nothing, within. */
        QUOTED_QUOTES
    }
}
