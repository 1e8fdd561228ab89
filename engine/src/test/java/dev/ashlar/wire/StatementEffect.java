package dev.ashlar.wire;

import java.util.Set;

/** What a statement does to its transaction and to the warehouse, told by its words. */
enum StatementEffect {
    /** No word at all; drivers send it to see whether anybody answers. */
    NOTHING,
    READS,
    WRITES,
    BEGINS,
    ENDS;

    private static final Set<String> READING = Set.of(
            "select",
            "show",
            "set",
            "reset",
            "explain",
            "declare",
            "fetch",
            "close",
            "prepare",
            "deallocate",
            "lock",
            "discard",
            "listen",
            "unlisten",
            "values",
            "table",
            "savepoint",
            "release");

    static StatementEffect of(SqlText text) {
        if (text.size() == 0) return NOTHING;
        int first = 0;
        while (text.at(first).is("(")) first++;
        String word = text.at(first).name();
        return switch (word) {
            case "begin", "start" -> BEGINS;
            case "commit", "end", "abort" -> ENDS;
            case "rollback" -> text.has("to") ? READS : ENDS;
            case "with" -> writesInside(text) ? WRITES : READS;
            case "select" -> text.findOutside(first, "into") > 0 ? WRITES : READS;
            default -> READING.contains(word) ? READS : WRITES;
        };
    }

    private static boolean writesInside(SqlText text) {
        return text.has("insert", "into")
                || text.has("delete", "from")
                || text.has("merge", "into")
                || text.has("update")
                || text.findOutside(0, "into") > 0;
    }
}
