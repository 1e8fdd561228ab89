package dev.ashlar.load.format;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;

/** What stands above the header of a csv file: lines of any text, whose quotes mean nothing. */
final class SkippedLines {
    private SkippedLines() {}

    /**
     * The characters behind so many lines, each of which ends as lines of csv do.
     *
     * @return empty where the text ends before
     */
    static Reader behind(Reader characters, long lines) throws IOException {
        if (lines == 0) return characters;
        PushbackReader rest = new PushbackReader(characters);
        for (long skipped = 0; skipped < lines; skipped++) {
            int sign = rest.read();
            while (sign >= 0 && sign != '\n' && sign != '\r') sign = rest.read();
            if (sign < 0) break;
            if (sign == '\r') passFeed(rest);
        }
        return rest;
    }

    /** Of a line end that is two signs. */
    private static void passFeed(PushbackReader rest) throws IOException {
        int next = rest.read();
        if (next >= 0 && next != '\n') rest.unread(next);
    }
}
