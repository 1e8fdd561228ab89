package dev.ashlar.load.reading;

/** Texts as they are, up to the length of their column. */
final class TextReader implements FieldReader {
    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private final int longest;
    private final long mostBytes;

    /** @param longest in characters (code points) */
    TextReader(int longest, long mostBytes) {
        this.longest = longest;
        this.mostBytes = mostBytes;
    }

    @Override
    public Object read(String text) {
        if (text.length() > longest && text.codePointCount(0, text.length()) > longest) return UNFIT;
        if ((long) text.length() * MOST_BYTES_OF_A_CHAR > mostBytes && Utf8.length(text) > mostBytes) return UNFIT;
        return text;
    }
}
