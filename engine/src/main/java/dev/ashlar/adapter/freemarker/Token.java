package dev.ashlar.adapter.freemarker;

/**
 * A word of a FreeMarker expression.
 *
 * @param text identifiers, numbers and symbols as written; string literals without quotes and with escapes resolved
 * @param offset 0-based in the template
 */
record Token(Kind kind, String text, int offset, int end) {
    enum Kind {
        NAME,
        STRING,
        /** A string that holds interpolations, so its value is known only when it is rendered. */
        COMPOSED,
        NUMBER,
        SYMBOL
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }
}
