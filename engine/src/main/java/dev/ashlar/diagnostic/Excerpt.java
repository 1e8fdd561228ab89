package dev.ashlar.diagnostic;

/** The line that a diagnostic is about, with a caret below the place. */
public final class Excerpt {
    private static final int WIDEST = 160;

    private Excerpt() {}

    /** @param at line and column within {@code text} */
    public static String of(String text, SourceLocation at) {
        return of(text, at.line(), at.column(), at.line());
    }

    /**
     * For a text that does not start at the first line of its file.
     *
     * @param line 1-based within the text
     * @param column 1-based; 0 for no caret
     * @param shown the line number to print
     * @return two lines, or one without a caret; empty when the text has no such line
     */
    public static String of(String text, int line, int column, int shown) {
        if (line < 1) return "";
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
            if (start == 0) return "";
        }
        int newline = text.indexOf('\n', start);
        String content =
                text.substring(start, newline < 0 ? text.length() : newline).stripTrailing();
        int caret = Math.min(column - 1, content.length());
        int from = caret > WIDEST ? caret - WIDEST / 2 : 0;
        String window = content.substring(from, Math.min(content.length(), from + WIDEST));
        String gutter = "  " + shown + " | ";
        String out = gutter + window;
        if (caret < 0) return out;
        StringBuilder below = new StringBuilder(" ".repeat(gutter.length() - 2)).append("| ");
        for (int i = from; i < caret; i++) below.append(content.charAt(i) == '\t' ? '\t' : ' ');
        return out + "\n" + below.append('^');
    }
}
