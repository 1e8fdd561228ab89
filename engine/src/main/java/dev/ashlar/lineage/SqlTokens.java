package dev.ashlar.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words and signs of a query, without blanks and comments; what stands in quotes is one of them. */
final class SqlTokens {
    private static final Pattern TOKEN = Pattern.compile("(?<blank>\\s+|--[^\n]*|/\\*(?s:.*?)\\*/)"
            + "|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\\$(?<tag>\\w*)\\$(?s:.*?)\\$\\k<tag>\\$"
            + "|[\\p{L}_][\\p{L}\\p{N}_$]*|\\p{N}[\\p{N}.eE_]*|->>?|(?s:.)");

    private final String text;
    private final List<int[]> places = new ArrayList<>();

    SqlTokens(String text) {
        this.text = text;
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.lookingAt()) {
            if (matcher.group("blank") == null) places.add(new int[] {matcher.start(), matcher.end()});
            matcher.region(matcher.end(), text.length());
        }
    }

    int size() {
        return places.size();
    }

    int start(int token) {
        return token < size() ? places.get(token)[0] : text.length();
    }

    int end(int token) {
        return places.get(token)[1];
    }

    boolean is(int token, String... words) {
        if (token < 0 || token >= size()) return false;
        int length = end(token) - start(token);
        for (String word : words) {
            if (word.length() == length && text.regionMatches(true, start(token), word, 0, length)) return true;
        }
        return false;
    }

    /** A name without quotes, a name in quotes, or a keyword. */
    boolean isWord(int token) {
        if (token < 0 || token >= size()) return false;
        char first = text.charAt(start(token));
        return first == '"' || first == '_' || Character.isLetter(first);
    }

    /** The first of the words outside of brackets, or {@code to} where none is. */
    int find(int from, int to, String... words) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            if (depth == 0 && is(i, words)) return i;
            if (is(i, "(", "[", "{")) depth++;
            if (is(i, ")", "]", "}")) depth--;
            if (depth < 0) return to;
        }
        return to;
    }

    /** The bracket that closes what is open at {@code from}, or {@code to}. */
    int close(int from, int to) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            if (is(i, "(", "[", "{")) depth++;
            if (is(i, ")", "]", "}") && --depth < 0) return i;
        }
        return to;
    }
}
