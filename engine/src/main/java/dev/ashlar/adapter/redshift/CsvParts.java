package dev.ashlar.adapter.redshift;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Rows as compressed csv, in parts of a size that COPY reads well in parallel: between 1 MB and 1 GB compressed, says
 * https://docs.aws.amazon.com/redshift/latest/dg/c_best-practices-use-multiple-files.html. One part at a time is held in memory.
 */
final class CsvParts {
    private static final int PART = 8 << 20;

    private final StagingBucket.Folder folder;
    private final String nulls;
    private final int part;

    CsvParts(StagingBucket.Folder folder, String nulls) {
        this(folder, nulls, PART);
    }

    /** @param part compressed size in bytes at which the next part begins */
    CsvParts(StagingBucket.Folder folder, String nulls, int part) {
        this.folder = folder;
        this.nulls = nulls;
        this.part = part;
    }

    /** @return the number of rows */
    long write(Iterator<List<Object>> rows) {
        long written = 0;
        StringBuilder line = new StringBuilder();
        try {
            while (rows.hasNext()) {
                ByteArrayOutputStream compressed = new ByteArrayOutputStream();
                try (GZIPOutputStream csv = new GZIPOutputStream(compressed)) {
                    while (rows.hasNext() && compressed.size() < part) {
                        line.setLength(0);
                        append(line, rows.next());
                        csv.write(line.toString().getBytes(StandardCharsets.UTF_8));
                        written++;
                    }
                }
                folder.put(compressed.toByteArray());
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return written;
    }

    private void append(StringBuilder line, List<Object> row) {
        String before = "";
        for (Object value : row) {
            line.append(before);
            switch (value) {
                case null -> line.append(nulls);
                case String text ->
                    line.append('"').append(text.replace("\"", "\"\"")).append('"');
                default -> line.append(Literals.plain(value));
            }
            before = ",";
        }
        line.append('\n');
    }
}
