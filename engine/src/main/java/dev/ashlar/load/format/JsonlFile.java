package dev.ashlar.load.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON objects, one a line, or all of them in one list. Values stand in the fields as they are written in the file, so that no
 * digit is lost.
 */
public final class JsonlFile implements RecordFile {
    private final TextFile text;
    private final Wanted wanted;

    public JsonlFile(FileBytes stored, Wanted wanted) {
        this.text = new TextFile(stored, UTF_8);
        this.wanted = wanted;
    }

    @Override
    public Records open(Keeping keeping) {
        try {
            return new JsonlRecords(JsonTexts.of(text.characters()), new JsonFields(wanted), text::fault);
        } catch (IOException failure) {
            throw text.fault(failure);
        } catch (UncheckedIOException failure) {
            throw text.fault(failure);
        }
    }

    @Override
    public boolean gzip() {
        return text.gzip();
    }
}
