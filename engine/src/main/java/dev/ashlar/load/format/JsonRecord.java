package dev.ashlar.load.format;

import java.util.List;
import java.util.Optional;

/**
 * An object of a file of JSON.
 *
 * @param natures of the fields, null where there is no value
 * @param broken why the text is no object; then it has no fields
 */
record JsonRecord(String original, long line, List<String> fields, List<Nature> natures, Optional<String> broken)
        implements FileRecord {
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

    @Override
    public Optional<String> fault(int width) {
        return broken;
    }
}
