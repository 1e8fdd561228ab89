package dev.ashlar.docs;

import dev.ashlar.manifest.Column;
import java.util.regex.Pattern;

/** Personal data: columns marked by {@code meta: { pii: true }} or the tag {@code pii}. Values of theirs are not shown. */
final class Pii {
    static final String MASK = "•••";

    private static final Pattern QUOTED = Pattern.compile("'[^'\n]*'|\"[^\"\n]*\"|=\\([^)\n]*\\)");

    private Pii() {}

    static boolean marks(Column column) {
        return column.tags().contains("pii")
                || Boolean.parseBoolean(String.valueOf(column.meta().getOrDefault("pii", false)));
    }

    /** What an engine said, without what stands in quotes: it may be a value. */
    static String withoutValues(String text) {
        return QUOTED.matcher(text).replaceAll(MASK);
    }
}
