package dev.ashlar.load.format;

import java.util.List;
import java.util.Optional;

/** A row of a parquet file. @param line its number */
record ParquetRecord(long line, List<String> fields) implements FileRecord {
    @Override
    public int count() {
        return fields.size();
    }

    @Override
    public boolean peculiar() {
        return true;
    }

    @Override
    public Optional<String> fault(int width) {
        return Optional.empty();
    }

    @Override
    public String original() {
        return CommaText.of(fields);
    }
}
