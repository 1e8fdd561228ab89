package dev.ashlar.load.format;

import java.util.List;

/** A record of a file. */
public interface FileRecord {
    /** 1-based line at which it starts. */
    long line();

    /** Of its fields. */
    int count();

    /** By place; empty where they were not asked for. */
    List<String> fields();

    /** Whether engines' own readers understand it in different ways, or it holds the character NUL. */
    boolean peculiar();

    /** As it stood in the file, or near it. */
    String original();
}
