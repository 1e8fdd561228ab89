package dev.ashlar.compile.render;

import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.RelationName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Gives a name to bracketed SELECTs that stand in a relation's place. A relation without an alias can be spoken of by its
 * own name ({@code from "s"."orders" ... where orders.id > 0}); a SELECT in its place cannot unless it is given that name.
 */
final class AliasedRows {
    /** Words that may follow a table in FROM and are no alias: the reserved words of the three engines at this place. */
    private static final Set<String> FOLLOWERS = Set.copyOf(List.of(
            ("where join inner left right full outer cross natural on using group order having limit offset fetch "
                            + "union intersect except minus window qualify tablesample asof positional lateral pivot unpivot "
                            + "semi anti for when set returning sample at")
                    .split(" ")));

    private AliasedRows() {}

    record Text(String sql, SourceMap map) {}

    /**
     * @param printed what was put into the text in place of relations: bracketed SELECT to the name to give
     * @return the text in which every such SELECT has an alias, and the map moved along
     */
    static Text complete(String sql, SourceMap map, Map<String, RelationName> printed) {
        String text = sql;
        SourceMap moved = map;
        for (Map.Entry<String, RelationName> entry : printed.entrySet()) {
            String rows = entry.getKey();
            String alias = " as " + RelationName.quote(entry.getValue().identifier());
            int from = text.indexOf(rows);
            while (from >= 0) {
                int end = from + rows.length();
                if (!aliasFollows(text, end) && isTableHere(text, from)) {
                    text = text.substring(0, end) + alias + text.substring(end);
                    moved = moved.insert(end, alias.length());
                    end += alias.length();
                }
                from = text.indexOf(rows, end);
            }
        }
        return new Text(text, moved);
    }

    private static boolean isTableHere(String text, int start) {
        int end = start;
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) end--;
        int begin = end;
        while (begin > 0 && Character.isLetter(text.charAt(begin - 1))) begin--;
        String before = text.substring(begin, end).toLowerCase(Locale.ROOT);
        return before.equals("from") || before.equals("join") || (end > 0 && text.charAt(end - 1) == ',');
    }

    private static boolean aliasFollows(String text, int end) {
        int at = skipBlanks(text, end);
        if (at >= text.length()) return false;
        char c = text.charAt(at);
        if (c == '"') return true;
        if (!Character.isJavaIdentifierStart(c)) return false;
        int stop = at;
        while (stop < text.length() && Character.isJavaIdentifierPart(text.charAt(stop))) stop++;
        return !FOLLOWERS.contains(text.substring(at, stop).toLowerCase(Locale.ROOT));
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("--", at)) {
                int newline = text.indexOf('\n', at);
                at = newline < 0 ? text.length() : newline + 1;
            } else if (text.startsWith("/*", at)) {
                int close = text.indexOf("*/", at + 2);
                at = close < 0 ? text.length() : close + 2;
            } else {
                break;
            }
        }
        return at;
    }
}
