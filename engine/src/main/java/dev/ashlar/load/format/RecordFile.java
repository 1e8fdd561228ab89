package dev.ashlar.load.format;

import dev.ashlar.port.ParquetFiles.Contents;
import java.util.List;
import java.util.Optional;

/** A file of records in some format. Whatever the format, a record is fields by place, each a text or null. */
public interface RecordFile {
    /**
     * The records from the first on. Close them.
     *
     * @throws FileFault when the file cannot be read from its start on
     */
    Records open(Keeping keeping);

    /** What the file itself says of its records; empty where they have to be read for it. @throws FileFault */
    default Optional<Contents> contents() {
        return Optional.empty();
    }

    /**
     * The number of records where less than reading them tells it, and their fields; empty where they have to be read for it.
     *
     * @throws FileFault
     */
    default Optional<Counted> counted() {
        return Optional.empty();
    }

    /**
     * Records that every reader understands alike, and of which none stands out.
     *
     * @param header as of {@link Records}, and so is {@code beside}
     * @param width fields of a record
     */
    record Counted(List<String> header, int beside, int width, long records) {
        public Counted {
            header = List.copyOf(header);
        }
    }

    /** Whether the bytes are those of a gzip file. @throws FileFault when they cannot be read */
    boolean gzip();

    /** What is kept of a record. */
    enum Keeping {
        FIELDS,
        /** How many fields there are. */
        COUNTS
    }
}
