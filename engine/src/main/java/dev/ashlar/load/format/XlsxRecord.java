package dev.ashlar.load.format;

import dev.ashlar.diagnostic.Counted;
import java.util.List;
import java.util.Optional;

/**
 * A row of a sheet.
 *
 * @param line number of the row
 * @param fields up to the last cell with a value
 * @param natures of the fields, null where there is no value
 */
record XlsxRecord(long line, List<String> fields, List<Nature> natures) implements FileRecord {
    @Override
    public int count() {
        return fields.size();
    }

    @Override
    public Nature nature(int place) {
        return place < natures.size() ? natures.get(place) : null;
    }

    @Override
    public boolean peculiar() {
        return true;
    }

    /** Rows end with their last value. */
    @Override
    public Optional<String> fault(int width) {
        return fields.size() <= width
                ? Optional.empty()
                : Optional.of("the record has " + Counted.of(fields.size(), "field") + ", the file has "
                        + Counted.of(width, "column"));
    }

    @Override
    public String original() {
        return CommaText.of(fields);
    }
}
