package dev.ashlar.diagnostic;

import java.util.Objects;

/**
 * A place in a file of the project.
 *
 * @param file path relative to the project folder (or as the user typed it), with forward slashes
 * @param line 1-based; 0 when only the file is known
 * @param column 1-based; 0 when only the line is known
 */
public record SourceLocation(String file, int line, int column) implements Comparable<SourceLocation> {
    public SourceLocation {
        Objects.requireNonNull(file);
    }

    public static SourceLocation ofFile(String file) {
        return new SourceLocation(file, 0, 0);
    }

    @Override
    public int compareTo(SourceLocation other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) return byFile;
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    /** {@code file:line:column}, leaving out what is unknown: the form that terminals and editors link. */
    @Override
    public String toString() {
        if (line == 0) return file;
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
