package dev.ashlar.load.format;

import dev.ashlar.diagnostic.Counted;
import java.util.List;
import java.util.Optional;

/**
 * A record of a csv file.
 *
 * @param last how its last field is written
 * @param breaks line ends within its fields
 * @param peculiar whether an unquoted field holds a quote, which readers understand in different ways, or the record is
 *     very long, or holds the character NUL
 */
record CsvRow(CsvFormat format, long line, int count, List<String> fields, Last last, long breaks, boolean peculiar)
        implements FileRecord {
    enum Last {
        UNQUOTED,
        QUOTED,
        /** Quoted, and nothing but quotes, or nothing, within. */
        QUOTED_QUOTES
    }

    @Override
    public Optional<String> fault(int width) {
        return count == width
                ? Optional.empty()
                : Optional.of("the record has " + Counted.of(count, "field") + ", the file has "
                        + Counted.of(width, "column"));
    }

    @Override
    public String original() {
        return format.written(fields);
    }
}
