package dev.ashlar.wire;

import dev.ashlar.wire.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts SQL into tokens as Postgres does; what is not closed runs to the end. */
final class Scanner {
    private static final String SIGNS = "+-*/<>=~!@#%^&|?:";

    private final String sql;
    private final boolean backslashEscapes;
    private int at;

    private Scanner(String sql, boolean backslashEscapes) {
        this.sql = sql;
        this.backslashEscapes = backslashEscapes;
    }

    /** The last token may be of no length and hold the blanks at the end. */
    static List<Token> scan(String sql, boolean backslashEscapes) {
        return new Scanner(sql, backslashEscapes).tokens();
    }

    private List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        while (true) {
            int from = at;
            skipBlanks();
            String before = sql.substring(from, at);
            if (at == sql.length()) {
                tokens.add(new Token(Kind.SIGN, before, ""));
                return tokens;
            }
            int start = at;
            Kind kind = next();
            tokens.add(new Token(kind, before, sql.substring(start, at)));
        }
    }

    private void skipBlanks() {
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at))) at++;
            else if (sql.startsWith("--", at)) at = after('\n', at);
            else if (sql.startsWith("/*", at)) skipComment();
            else return;
        }
    }

    private void skipComment() {
        int depth = 0;
        while (at < sql.length()) {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
                if (depth == 0) return;
            } else {
                at++;
            }
        }
    }

    private Kind next() {
        char c = sql.charAt(at);
        if (c == '\'') return string(at, backslashEscapes);
        if (c == '"') return quotedName();
        if ((c == 'e' || c == 'E') && peek(1) == '\'') return string(at + 1, true);
        if ((c == 'b' || c == 'B' || c == 'x' || c == 'X' || c == 'n' || c == 'N') && peek(1) == '\'')
            return string(at + 1, false);
        if (c == '$' && Character.isDigit(peek(1))) return run(Kind.PARAMETER, 1);
        if (c == '$' && dollarString()) return Kind.STRING;
        if (Character.isDigit(c) || (c == '.' && Character.isDigit(peek(1)))) return number();
        if (startsName(c) || (c == '#' && startsName(peek(1)))) return run(Kind.WORD, 1);
        return sign(c);
    }

    private Kind string(int quote, boolean escapes) {
        at = quote + 1;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c == '\\' && escapes) at++;
            else if (c == '\'' && peek(0) != '\'') return Kind.STRING;
            else if (c == '\'') at++;
        }
        at = Math.min(at, sql.length());
        return Kind.STRING;
    }

    private Kind quotedName() {
        at++;
        while (at < sql.length()) {
            if (sql.charAt(at++) != '"') continue;
            if (peek(0) != '"') return Kind.QUOTED_NAME;
            at++;
        }
        return Kind.QUOTED_NAME;
    }

    private boolean dollarString() {
        int end = at + 1;
        while (end < sql.length() && continuesName(sql.charAt(end)) && sql.charAt(end) != '$') end++;
        if (end == sql.length() || sql.charAt(end) != '$') return false;
        String tag = sql.substring(at, end + 1);
        int close = sql.indexOf(tag, end + 1);
        at = close < 0 ? sql.length() : close + tag.length();
        return true;
    }

    private Kind number() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            boolean exponent = (c == '+' || c == '-') && "eE".indexOf(sql.charAt(at - 1)) >= 0;
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '_' && !exponent) break;
            at++;
        }
        return Kind.NUMBER;
    }

    private Kind run(Kind kind, int from) {
        at += from;
        while (at < sql.length() && continuesName(sql.charAt(at))) at++;
        return kind;
    }

    private Kind sign(char c) {
        at++;
        if (SIGNS.indexOf(c) < 0) return Kind.SIGN;
        while (at < sql.length()
                && SIGNS.indexOf(sql.charAt(at)) >= 0
                && !sql.startsWith("--", at)
                && !sql.startsWith("/*", at)
                && "+-".indexOf(sql.charAt(at)) < 0
                && (c == ':') == (sql.charAt(at) == ':')) at++;
        return Kind.SIGN;
    }

    private static boolean startsName(char c) {
        return Character.isLetter(c) || c == '_' || c > 127;
    }

    private static boolean continuesName(char c) {
        return startsName(c) || Character.isDigit(c) || c == '$';
    }

    private char peek(int ahead) {
        return at + ahead < sql.length() ? sql.charAt(at + ahead) : 0;
    }

    private int after(char c, int from) {
        int found = sql.indexOf(c, from);
        return found < 0 ? sql.length() : found + 1;
    }
}
