package dev.ashlar.wire;

import dev.ashlar.wire.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** One statement as tokens that can be looked for and replaced. Positions are of tokens; replacing keeps them. */
public final class SqlText {
    private final List<Token> tokens;
    private boolean changed;

    private SqlText(List<Token> tokens) {
        this.tokens = tokens;
    }

    public static SqlText of(String sql) {
        return new SqlText(Scanner.scan(sql, false));
    }

    /** In plain texts too a backslash makes the next character a part of the text. */
    public static SqlText withBackslashes(String sql) {
        return new SqlText(Scanner.scan(sql, true));
    }

    /** The same, for somebody who may replace tokens of it. */
    public SqlText copy() {
        return new SqlText(new ArrayList<>(tokens));
    }

    /** The statements between semicolons; one that is only blanks is left out, unless it is the only one. */
    public List<String> split() {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        int words = 0;
        for (Token token : tokens) {
            if (token.is(";")) {
                if (words > 0) statements.add(statement + token.before());
                statement.setLength(0);
                words = 0;
                continue;
            }
            statement.append(token.before()).append(token.text());
            if (!token.text().isEmpty()) words++;
        }
        if (words > 0 || statements.isEmpty()) statements.add(statement.toString());
        return statements;
    }

    /** How many tokens there are, the empty one at the end left out. */
    public int size() {
        return tokens.size() - 1;
    }

    public Token at(int position) {
        return position < 0 || position >= tokens.size() ? new Token(Kind.SIGN, "", "") : tokens.get(position);
    }

    /** Whether these words and signs stand here one after the other. */
    public boolean is(int position, String... words) {
        for (int i = 0; i < words.length; i++) if (!at(position + i).is(words[i])) return false;
        return true;
    }

    public boolean isAny(int position, String... words) {
        for (String word : words) if (at(position).is(word)) return true;
        return false;
    }

    /** Whether the statement begins with these words. */
    public boolean begins(String... words) {
        return is(0, words);
    }

    /** The first place from there on where these words stand one after the other, or -1. */
    public int find(int from, String... words) {
        for (int i = from; i < size(); i++) if (is(i, words)) return i;
        return -1;
    }

    public boolean has(String... words) {
        return find(0, words) >= 0;
    }

    /** The same, but not inside parentheses that open after the start. */
    public int findOutside(int from, String... words) {
        for (int i = from; i < size(); i++) {
            if (is(i, words)) return i;
            if (at(i).is("(")) i = close(i);
        }
        return -1;
    }

    /** The place of the parenthesis that closes the one that stands here; the end if none does. */
    public int close(int open) {
        int depth = 0;
        for (int i = open; i < size(); i++) {
            if (at(i).is("(")) depth++;
            if (at(i).is(")") && --depth == 0) return i;
        }
        return size();
    }

    /** Where the parts between commas begin and end, from the first place up to the last, which is left out. */
    public List<Range> parts(int from, int to) {
        List<Range> parts = new ArrayList<>();
        int start = from;
        for (int i = from; i < to; i++) {
            if (at(i).is("(")) i = close(i);
            else if (at(i).is(",")) {
                parts.add(new Range(start, i));
                start = i + 1;
            }
        }
        if (start < to) parts.add(new Range(start, to));
        return parts;
    }

    public record Range(int from, int to) {}

    /** The place after a name of one, two or three parts that begins here. */
    public int afterName(int position) {
        int i = position + 1;
        while (at(i).is(".")) i += 2;
        return i;
    }

    public SqlText replace(int position, String text) {
        set(position, at(position).saying(text));
        return this;
    }

    private void set(int position, Token token) {
        if (!tokens.set(position, token).equals(token)) changed = true;
    }

    /** Whether it says something else than when it was scanned or copied. */
    public boolean isChanged() {
        return changed;
    }

    /** Replaces the tokens from the first place up to the last, which is left out, by one text. */
    public SqlText replace(int from, int to, String text) {
        for (int i = from; i < to && i < size(); i++) set(i, new Token(Kind.SIGN, i == from ? at(i).before() : "", ""));
        if (from < to) set(from, at(from).saying(text));
        return this;
    }

    public SqlText remove(int from, int to) {
        return replace(from, to, "");
    }

    public SqlText insertAfter(int position, String text) {
        return replace(position, at(position).text() + text);
    }

    /** The text from the first place up to the last, which is left out, without the blanks before it. */
    public String text(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to && i < tokens.size(); i++) {
            if (i > from) text.append(at(i).before());
            text.append(at(i).text());
        }
        return text.toString();
    }

    public String textFrom(int from) {
        return text(from, size());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Token token : tokens) text.append(token.before()).append(token.text());
        return text.toString();
    }
}
