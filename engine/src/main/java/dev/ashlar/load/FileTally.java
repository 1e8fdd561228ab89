package dev.ashlar.load;

import dev.ashlar.load.Originals.Fault;
import dev.ashlar.load.format.FileFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one reading of a file counted. */
final class FileTally {
    private static final long OF_A_ROW = 200;

    private long records;
    private long rejects;
    private Optional<String> first = Optional.empty();
    private Optional<FileFault> fault = Optional.empty();
    private Optional<List<List<Object>>> remembered = Optional.of(new ArrayList<>());
    private long size;

    void count() {
        records++;
    }

    /** @return about how many characters more are remembered */
    long reject(long number, Fault why, List<Object> reject) {
        rejects++;
        if (rejects == 1) first = Optional.of(Rejects.told(number, why.column(), why.reason()));
        if (remembered.isEmpty()) return 0;
        remembered.get().add(reject);
        long more = OF_A_ROW;
        for (Object value : reject) if (value instanceof String text) more += text.length();
        size += more;
        return more;
    }

    /** @return about how many characters less are remembered */
    long forget() {
        long less = size;
        remembered = Optional.empty();
        size = 0;
        return less;
    }

    void breaksAt(FileFault where) {
        fault = Optional.of(where);
    }

    long records() {
        return records;
    }

    long rejects() {
        return rejects;
    }

    /** The first record that does not fit, in words. */
    Optional<String> first() {
        return first;
    }

    /** Why the file could not be read to its end. */
    Optional<FileFault> fault() {
        return fault;
    }

    /** The rejects; empty where they were too many. */
    Optional<List<List<Object>>> remembered() {
        return remembered;
    }
}
