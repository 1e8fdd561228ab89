package dev.ashlar.port;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** Reads parquet files, whatever library knows how. Wiring supplies it. Safe for many threads. */
public interface ParquetFiles {
    /**
     * Reads a file from end to end, and keeps nothing of its rows.
     *
     * @throws IOException when it cannot be read; the message is a clause without a full stop
     */
    Contents look(Path file) throws IOException;

    /**
     * The rows in the order of the file, as texts: what is nested as JSON, times in UTC, null for null. Close them.
     *
     * @throws IOException as of {@link #look}
     */
    Rows open(Path file) throws IOException;

    /** @param records number of rows */
    record Contents(List<Field> fields, long records, Texts texts) {
        public Contents {
            fields = List.copyOf(fields);
        }
    }

    /** @param type in words that every engine knows; json for what is nested */
    record Field(String name, String type, Nesting nesting) {}

    enum Nesting {
        FLAT,
        NESTED
    }

    enum Texts {
        PLAIN,
        /** An engine's own reader does not give them all: some have the character NUL, or do not stand in the file. */
        PECULIAR
    }

    interface Rows extends Iterator<List<String>>, AutoCloseable {
        /** Of the fields. */
        List<String> names();

        /** @throws java.io.UncheckedIOException where the file cannot be read on */
        @Override
        boolean hasNext();

        @Override
        void close();
    }
}
