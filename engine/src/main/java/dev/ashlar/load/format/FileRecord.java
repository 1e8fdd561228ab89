package dev.ashlar.load.format;

import java.util.List;
import java.util.Optional;

/** A record of a file. */
public interface FileRecord {
    /** 1-based line at which it starts. */
    long line();

    /** Of its fields. */
    int count();

    /** By place, null where the record has no value; empty where they were not asked for. */
    List<String> fields();

    /** What the field's text is in its file; null for a field without one. */
    default Nature nature(int place) {
        return Nature.WRITTEN;
    }

    /** Whether engines' own readers understand it in different ways, or it holds the character NUL. */
    boolean peculiar();

    /** Why it is no record of its file. @param width fields of the file's records */
    Optional<String> fault(int width);

    /** As it stood in the file, or near it. */
    String original();

    /** Null also where the record ends before the place. */
    default String field(int place) {
        return place < fields().size() ? fields().get(place) : null;
    }

    enum Nature {
        /** All that its file has are texts, so any type may be meant. */
        WRITTEN,
        /** A text, and not a number or truth value, which its file would have said. */
        TEXT,
        /** A number, truth value or date. */
        VALUE,
        /** An object or a list, as JSON. */
        NESTED,
        /** The name of an error that stands instead of a value. */
        ERROR
    }
}
