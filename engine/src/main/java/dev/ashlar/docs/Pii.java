package dev.ashlar.docs;

import java.util.regex.Pattern;

/** How values of personal columns are not shown. */
final class Pii {
    static final String MASK = "•••";

    private static final Pattern QUOTED = Pattern.compile("'[^'\n]*'|\"[^\"\n]*\"|=\\([^)\n]*\\)");

    private Pii() {}

    /** What an engine said, without what stands in quotes: it may be a value. */
    static String withoutValues(String text) {
        return QUOTED.matcher(text).replaceAll(MASK);
    }
}
