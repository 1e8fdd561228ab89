package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Statement.RawSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the rows that the warehouse reports of a statement of the project's own are to its node. */
public enum MovedRows {
    /** None of its business: a hook, a definition, a setting. */
    NONE,
    INSERTED,
    UPDATED,
    DELETED,
    /** It may have moved rows of the node, and nobody tells how many of which kind. */
    UNTOLD;

    private static final Pattern BLANK = Pattern.compile("(\\s+|--[^\n]*(\n|$)|/\\*.*?\\*/)+", Pattern.DOTALL);
    private static final Pattern UPSERT = Pattern.compile("insert or |\\bon conflict\\b");
    private static final List<String> DEFINITIONS = List.of(
            "create ",
            "drop ",
            "alter ",
            "analyze",
            "comment ",
            "grant ",
            "revoke ",
            "set ",
            "reset ",
            "lock ",
            "vacuum");

    /**
     * Statements of a macro that works on a relation of the node. Where all are definitions, one of them has put the rows there.
     *
     * @param target as macros print it
     */
    static List<Statement> told(List<RawSql> statements, RelationName target) {
        List<Statement> told = new ArrayList<>();
        boolean moved = false;
        for (RawSql raw : statements) {
            MovedRows rows = of(raw.text(), target.quoted());
            moved |= rows != NONE;
            told.add(raw.moving(rows));
        }
        int last = told.size() - 1;
        if (!moved && last >= 0) told.set(last, statements.get(last).moving(UNTOLD));
        return told;
    }

    private static MovedRows of(String text, String target) {
        String plain = BLANK.matcher(text).replaceAll(" ").strip();
        String words = plain.toLowerCase(Locale.ROOT);
        String name = target.toLowerCase(Locale.ROOT);
        if (UPSERT.matcher(words).find()) return UNTOLD;
        if (begins(words, "insert into " + name)) return INSERTED;
        if (begins(words, "update " + name)) return UPDATED;
        if (begins(words, "delete from " + name)) return DELETED;
        if (words.startsWith("create ")) return made(words, name);
        return DEFINITIONS.stream().anyMatch(words::startsWith) ? NONE : UNTOLD;
    }

    private static boolean begins(String words, String start) {
        return words.startsWith(start)
                && (words.length() == start.length() || " (".indexOf(words.charAt(start.length())) >= 0);
    }

    /** A table that is made of a query takes its rows; one that is made otherwise may. */
    private static MovedRows made(String words, String name) {
        Matcher making = Pattern.compile(
                        "create (?:or replace |unlogged )*table (?:if not exists )?" + Pattern.quote(name) + "(.*)")
                .matcher(words);
        if (!making.matches()) return NONE;
        String rest = making.group(1).strip();
        if (rest.startsWith("as ") || rest.startsWith("as(")) return INSERTED;
        return rest.contains("select ") ? UNTOLD : NONE;
    }
}
