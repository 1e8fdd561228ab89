package dev.ashlar.load.format;

import dev.ashlar.port.ParquetFiles;
import dev.ashlar.port.ParquetFiles.Contents;
import java.io.IOException;
import java.util.Optional;

/** A parquet file, which says the names and types of its fields itself. */
public final class ParquetFile implements RecordFile {
    private final FileBytes stored;
    private final ParquetFiles library;

    public ParquetFile(FileBytes stored, ParquetFiles library) {
        this.stored = stored;
        this.library = library;
    }

    @Override
    public Optional<Contents> contents() {
        try {
            return Optional.of(library.look(stored.local()));
        } catch (IOException failure) {
            throw fault(failure);
        }
    }

    @Override
    public Records open(Keeping keeping) {
        try {
            return new ParquetRecords(library.open(stored.local()));
        } catch (IOException failure) {
            throw fault(failure);
        }
    }

    @Override
    public boolean gzip() {
        return false;
    }

    static FileFault fault(IOException failure) {
        return new FileFault(0, failure.getMessage(), failure);
    }
}
