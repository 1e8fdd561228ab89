package dev.ashlar.load.format;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Hands characters through and remembers how many quotes stand at the end, before a last line break. The csv parser
 * reads a quote that never closes as a field that ends with the file; the end of the file tells the two apart. It also
 * remembers which line ends there are: engines' readers want those of a file to be alike.
 */
final class QuoteTail extends FilterReader {
    private final char quote;
    private long quotes;
    private boolean broken;
    private boolean behindReturn;
    private boolean feeds;
    private boolean returns;
    private boolean returnsAndFeeds;
    private long lines;

    QuoteTail(Reader in, char quote) {
        super(in);
        this.quote = quote;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        breaks(buffer, offset, read);
        for (int i = Math.max(0, read - tail(buffer, offset, read)); i < read; i++) take(buffer[offset + i]);
        return read;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            breaks(new char[] {(char) one}, 0, 1);
            take((char) one);
        }
        return one;
    }

    private void breaks(char[] buffer, int offset, int read) {
        for (int i = offset; i < offset + read; i++) {
            char c = buffer[i];
            if (c == '\n') {
                if (behindReturn) {
                    returnsAndFeeds = true;
                } else {
                    feeds = true;
                    lines++;
                }
            } else if (behindReturn) {
                returns = true;
            }
            behindReturn = c == '\r';
            if (behindReturn) lines++;
        }
    }

    /** Whether there are line ends of more than one kind, within quotes or not. */
    boolean mixed() {
        int kinds = (feeds ? 1 : 0) + (returnsAndFeeds ? 1 : 0) + (returns || behindReturn ? 1 : 0);
        return kinds > 1;
    }

    /** How many line ends were read, within quotes or not. */
    long lines() {
        return lines;
    }

    /** Whether a line break was the last to be read. */
    boolean endsWithBreak() {
        return broken;
    }

    /** Characters from the last that is neither quote nor line break on. */
    private int tail(char[] buffer, int offset, int read) {
        int at = read - 1;
        while (at > 0 && (buffer[offset + at] == quote || isBreak(buffer[offset + at]))) at--;
        return read - Math.max(0, at);
    }

    private void take(char c) {
        if (c == quote) {
            quotes = broken ? 1 : quotes + 1;
            broken = false;
        } else if (isBreak(c)) {
            broken = true;
        } else {
            quotes = 0;
            broken = false;
        }
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }

    /** @param onlyQuotes whether the last field, which is quoted, holds nothing but quotes (or nothing) */
    boolean closes(boolean onlyQuotes) {
        return onlyQuotes ? quotes > 0 && quotes % 2 == 0 : quotes % 2 == 1;
    }
}
