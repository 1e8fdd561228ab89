package dev.ashlar.load.format;

import dev.ashlar.port.ParquetFiles;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.NoSuchElementException;

/** The rows of a parquet file. */
final class ParquetRecords implements Records {
    private final ParquetFiles.Rows rows;
    private long count;

    ParquetRecords(ParquetFiles.Rows rows) {
        this.rows = rows;
    }

    @Override
    public List<String> header() {
        return rows.names();
    }

    @Override
    public boolean peculiar() {
        return false;
    }

    @Override
    public boolean hasNext() {
        try {
            return rows.hasNext();
        } catch (UncheckedIOException failure) {
            throw ParquetFile.fault(failure.getCause());
        }
    }

    @Override
    public FileRecord next() {
        if (!hasNext()) throw new NoSuchElementException();
        try {
            count++;
            return new ParquetRecord(count, rows.next());
        } catch (UncheckedIOException failure) {
            throw ParquetFile.fault(failure.getCause());
        }
    }

    @Override
    public void close() {
        rows.close();
    }
}
