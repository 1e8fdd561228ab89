package dev.ashlar.load;

import java.util.List;

/**
 * A record of a csv file.
 *
 * @param line 1-based line at which it starts
 * @param count of its fields
 * @param fields empty where they were not asked for
 * @param last how its last field is written
 * @param peculiar whether an unquoted field holds a quote, which readers understand in different ways, or the record is
 *     very long, or holds the character NUL
 */
record CsvRow(long line, int count, List<String> fields, Last last, boolean peculiar) {
    enum Last {
        UNQUOTED,
        QUOTED,
        /** Quoted, and nothing but quotes, or nothing, within. */
        QUOTED_QUOTES
    }
}
