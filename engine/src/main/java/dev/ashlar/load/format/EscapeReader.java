package dev.ashlar.load.format;

import java.io.IOException;
import java.io.Reader;

/**
 * Hands csv through, with each quote within quotes that an escape sign stands before doubled instead, as the csv parser wants
 * it. An escape sign before itself is one sign, before any other it stands for itself.
 */
final class EscapeReader extends Reader {
    private static final int BUFFER = 1 << 13;

    private final Reader in;
    private final char delimiter;
    private final char quote;
    private final char escape;
    private final char[] taken = new char[BUFFER];
    /** A sign that was held back, and each of those taken. */
    private final char[] given = new char[BUFFER * 2 + 1];

    private int from;
    private int to;
    private State state = State.START;

    private enum State {
        /** Of a field. */
        START,
        UNQUOTED,
        QUOTED,
        /** Behind an escape sign within quotes, which has not been handed on. */
        ESCAPED,
        /** Behind a quote that ends the field, or is the first of two. */
        CLOSED
    }

    EscapeReader(Reader in, CsvFormat format) {
        this.in = in;
        this.delimiter = format.delimiter();
        this.quote = format.quote();
        this.escape = format.escape();
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        while (from == to) {
            if (!fill()) return -1;
        }
        int count = Math.min(length, to - from);
        System.arraycopy(given, from, buffer, offset, count);
        from += count;
        return count;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = 0;
        int read = in.read(taken, 0, BUFFER);
        if (read < 0 && state == State.ESCAPED) {
            state = State.QUOTED;
            given[to++] = escape;
            return true;
        }
        for (int i = 0; i < read; i++) take(taken[i]);
        return read >= 0;
    }

    private void take(char c) {
        switch (state) {
            case QUOTED -> {
                if (c == escape) {
                    state = State.ESCAPED;
                    return;
                }
                if (c == quote) state = State.CLOSED;
            }
            case ESCAPED -> {
                state = State.QUOTED;
                if (c != escape) given[to++] = c == quote ? quote : escape;
            }
            case START, UNQUOTED, CLOSED -> state = after(c);
        }
        given[to++] = c;
    }

    private State after(char c) {
        if (c == delimiter || c == '\n' || c == '\r') return State.START;
        return c == quote && state != State.UNQUOTED ? State.QUOTED : State.UNQUOTED;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
