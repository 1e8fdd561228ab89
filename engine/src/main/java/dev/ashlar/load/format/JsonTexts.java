package dev.ashlar.load.format;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/**
 * The texts of the values in a file: its lines, or, where its first sign is a bracket, the items of the list. Blank lines are
 * no values.
 */
final class JsonTexts implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Reader in;
    private final char[] buffer = new char[BUFFER];
    private int at;
    private int end;
    private long line = 1;
    private final boolean list;
    private boolean over;
    private boolean any;

    /** @param line 1-based, at which it starts */
    record Located(String text, long line) {}

    private JsonTexts(Reader in) throws IOException {
        this.in = in;
        this.list = skipBlanks() == '[';
        if (list) at++;
    }

    static JsonTexts of(Reader in) throws IOException {
        try {
            return new JsonTexts(in);
        } catch (IOException | RuntimeException failure) {
            in.close();
            throw failure;
        }
    }

    /** Empty behind the last. @throws FileFault where a list is none, or a value is too long */
    Optional<Located> next() throws IOException {
        int first = skipBlanks();
        if (first < 0) {
            if (list && !over) throw new FileFault(line, "the list that the file begins with never ends", null);
            return Optional.empty();
        }
        return list ? item() : Optional.of(new Located(upToBreak(), line));
    }

    private Optional<Located> item() throws IOException {
        if (over) throw new FileFault(line, "text follows the list that the file begins with", null);
        if (buffer[at] == ']') {
            at++;
            over = true;
            return next();
        }
        if (any) {
            if (buffer[at] != ',') throw new FileFault(line, "a comma lacks between two items of the list", null);
            at++;
            if (skipBlanks() < 0) return next();
        }
        any = true;
        long start = line;
        return Optional.of(new Located(upToEndOfItem(start), start));
    }

    /** The next sign that is no blank, not taken yet; negative at the end. */
    private int skipBlanks() throws IOException {
        while (at < end || fill()) {
            char c = buffer[at];
            if (c != ' ' && c != '\t' && c != '\r' && c != '\n') return c;
            if (c == '\n') line++;
            at++;
        }
        return -1;
    }

    private String upToBreak() throws IOException {
        StringBuilder text = new StringBuilder();
        while (at < end || fill()) {
            int from = at;
            while (at < end && buffer[at] != '\n') at++;
            append(text, from, line);
            if (at < end) break;
        }
        int length = text.length();
        while (length > 0 && text.charAt(length - 1) <= ' ' && text.charAt(length - 1) != '\0') length--;
        text.setLength(length);
        return text.toString();
    }

    /** Up to the comma or bracket that ends an item, which both may stand within texts and deeper lists. */
    private String upToEndOfItem(long start) throws IOException {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        boolean escaped = false;
        while (at < end || fill()) {
            int from = at;
            for (; at < end; at++) {
                char c = buffer[at];
                if (c == '\n') line++;
                if (quoted) {
                    if (escaped) escaped = false;
                    else if (c == '\\') escaped = true;
                    else if (c == '"') quoted = false;
                    continue;
                }
                if (depth == 0 && (c == ',' || c == ']')) {
                    append(text, from, start);
                    return text.toString().stripTrailing();
                }
                if (c == '"') quoted = true;
                else if (c == '{' || c == '[') depth++;
                else if (c == '}' || c == ']') depth--;
            }
            append(text, from, start);
        }
        throw new FileFault(start, "the list that the file begins with never ends", null);
    }

    private void append(StringBuilder text, int from, long start) {
        if (text.length() + (at - from) > TextFile.LONGEST_RECORD) throw TextFile.tooLong(start, null);
        text.append(buffer, from, at - from);
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer, 0, BUFFER));
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
