package dev.ashlar.wire;

import java.util.Locale;

/**
 * A word, sign or literal of SQL.
 *
 * @param before the blanks and comments that stand before it
 */
public record Token(Kind kind, String before, String text) {
    public enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        PARAMETER,
        SIGN
    }

    /** Whether it is this keyword or sign, in any case; a quoted name never is. */
    public boolean is(String word) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(word);
    }

    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /** The name as the catalog has it: folded to lower case, or what stands between the quotes. */
    public String name() {
        return kind == Kind.QUOTED_NAME
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text.toLowerCase(Locale.ROOT);
    }

    /** What a literal of the plain form {@code '…'} means; its backslashes are left alone. */
    public String literal() {
        if (kind != Kind.STRING || text.charAt(0) != '\'') throw new IllegalStateException("Not a plain text: " + text);
        return text.substring(1, text.length() - 1).replace("''", "'");
    }

    Token saying(String other) {
        return new Token(kind, before, other);
    }
}
