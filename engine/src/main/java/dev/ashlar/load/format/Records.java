package dev.ashlar.load.format;

import java.util.Iterator;
import java.util.List;

/** The records of a file in their order, without its header. */
public interface Records extends Iterator<FileRecord>, AutoCloseable {
    /** The names of the fields by place, stripped; empty where the file names none. */
    List<String> header();

    /** How many of the fields, the first ones, do not stand in the file itself. */
    default int beside() {
        return 0;
    }

    /**
     * Whether engines' own readers understand what is around the records in different ways: header, line ends. Asked behind
     * the last record.
     */
    boolean peculiar();

    /** @throws FileFault where the file cannot be read on; the records before have been given */
    @Override
    boolean hasNext();

    @Override
    void close();
}
