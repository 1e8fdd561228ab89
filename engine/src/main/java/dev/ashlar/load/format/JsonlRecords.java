package dev.ashlar.load.format;

import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/** Records of a file of JSON; its header is the fields that the records so far have, in the order in which they came. */
final class JsonlRecords implements Records {
    private final JsonTexts texts;
    private final JsonFields fields;
    private final Function<IOException, FileFault> faults;
    private Optional<JsonTexts.Located> next = Optional.empty();

    JsonlRecords(JsonTexts texts, JsonFields fields, Function<IOException, FileFault> faults) {
        this.texts = texts;
        this.fields = fields;
        this.faults = faults;
    }

    @Override
    public List<String> header() {
        return fields.names();
    }

    @Override
    public boolean peculiar() {
        return false;
    }

    @Override
    public boolean hasNext() {
        if (next.isPresent()) return true;
        try {
            next = texts.next();
        } catch (IOException failure) {
            throw faults.apply(failure);
        }
        return next.isPresent();
    }

    @Override
    public FileRecord next() {
        if (!hasNext()) throw new NoSuchElementException();
        JsonTexts.Located found = next.orElseThrow();
        next = Optional.empty();
        return fields.record(found.text(), found.line());
    }

    @Override
    public void close() {
        try {
            texts.close();
        } catch (IOException alreadyRead) {
            // what was read stays right, and there is nothing to save
        }
    }
}
