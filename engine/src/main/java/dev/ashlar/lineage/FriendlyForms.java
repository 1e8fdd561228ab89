package dev.ashlar.lineage;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Forms of DuckDB's SQL that the parser does not know, said as it knows them and with the same lineage: {@code from} before
 * {@code select}, {@code semi} and {@code anti join}, {@code exclude} of one column without brackets, list comprehensions and
 * windows that extend a named one.
 */
final class FriendlyForms {
    /** Here the parser takes {@code anti} for an alias and reads on, wrongly. */
    private static final Pattern MISREAD = Pattern.compile("\\b(?:anti|semi)\\s+join\\b", Pattern.CASE_INSENSITIVE);

    private static final String[] AFTER_SELECT = {
        "where",
        "group",
        "having",
        "window",
        "qualify",
        "order",
        "limit",
        "offset",
        "using",
        "tablesample",
        "union",
        "except",
        "intersect",
        ";"
    };

    private final String sql;
    private final SqlTokens tokens;
    private final Rewording out = new Rewording();
    private boolean changed;

    private FriendlyForms(String sql) {
        this.sql = sql;
        this.tokens = new SqlTokens(sql);
    }

    /** Whether the parser must not see the query as it is written. */
    static boolean misread(String sql) {
        return MISREAD.matcher(sql).find();
    }

    /** Empty where nothing of the query is to be said otherwise. */
    static Optional<Rewording> reword(String sql) {
        FriendlyForms forms = new FriendlyForms(sql);
        forms.emit(0, forms.tokens.size());
        return forms.changed ? Optional.of(forms.out) : Optional.empty();
    }

    private void emit(int from, int to) {
        int at = from;
        while (at < to) {
            int next = reworded(at, to);
            if (next > at) {
                changed = true;
                at = next;
            } else {
                copy(at++);
            }
        }
    }

    /** With the blanks behind it. */
    private void copy(int token) {
        out.copy(sql, tokens.start(token), tokens.start(token + 1));
    }

    private void insert(String words, int token) {
        out.insert(words, tokens.start(token));
    }

    /** @return the token to go on with; the same where nothing was to be said otherwise */
    private int reworded(int at, int to) {
        if (tokens.is(at, "semi", "anti")) return join(at);
        if (tokens.is(at, "exclude")) return exclude(at);
        if (tokens.is(at, "from")) return fromFirst(at, to);
        if (tokens.is(at, "[")) return comprehension(at, to);
        if (tokens.is(at, "over")) return window(at);
        return at;
    }

    /** What an anti join keeps is as much decided by its condition as what a semi join keeps. */
    private int join(int at) {
        boolean name = tokens.is(at - 1, "from", ",", ".", "as", "left");
        if (name || !tokens.is(at + 1, "join")) return at;
        insert("left semi ", at);
        return at + 1;
    }

    private int exclude(int at) {
        if (!tokens.is(at - 1, "*") || !tokens.isWord(at + 1) || tokens.is(at + 2, ".")) return at;
        copy(at);
        insert("(", at + 1);
        out.copy(sql, tokens.start(at + 1), tokens.end(at + 1));
        insert(")\n", at + 1);
        return at + 2;
    }

    private int fromFirst(int at, int to) {
        if (!beginsAQuery(at)) return at;
        int end = tokens.find(at, tokens.close(at, to), "union", "except", "intersect", ";");
        int select = tokens.find(at, end, "select");
        if (select == end) {
            insert("select * ", at);
            copy(at);
            return at + 1;
        }
        int rest = tokens.find(select + 1, end, AFTER_SELECT);
        emit(select, rest);
        insert("\n", select);
        copy(at);
        emit(at + 1, select);
        insert("\n", rest);
        emit(rest, end);
        return end;
    }

    /** At the beginning, in brackets, behind a set operation, or behind common tables. */
    private boolean beginsAQuery(int at) {
        if (at == 0 || tokens.is(at - 1, "union", "except", "intersect")) return true;
        if (tokens.is(at - 1, "all") && tokens.is(at - 2, "union", "except", "intersect")) return true;
        if (tokens.is(at - 1, "(")) return !tokens.is(at - 2, "trim");
        if (!tokens.is(at - 1, ")")) return false;
        int depth = 0;
        for (int i = at - 1; i >= 0 && depth >= 0; i--) {
            if (tokens.is(i, ")", "]", "}")) depth++;
            if (tokens.is(i, "(", "[", "{")) depth--;
            if (depth == 0 && tokens.is(i, "select", "from")) return false;
            if (depth == 0 && tokens.is(i, "with")) return true;
        }
        return false;
    }

    /** Only one that gets an alias: how the engine names others is not known. */
    private int comprehension(int at, int to) {
        int end = tokens.close(at + 1, to);
        int of = tokens.find(at + 1, end, "for");
        int in = tokens.find(of, end, "in");
        boolean named = tokens.is(end + 1, "as") || !tokens.is(end + 1, ",", "from", ")", ";");
        if (of >= end || in >= end || end >= to || end + 1 >= tokens.size() || !named) return at;
        int condition = tokens.find(in, end, "if");
        insert("list_transform(", at);
        if (condition < end) insert("list_filter(", at);
        emit(in + 1, condition);
        if (condition < end) {
            lambda(of + 1, in, condition + 1, end);
            insert(")", condition);
        }
        lambda(of + 1, in, at + 1, of);
        insert(") ", end);
        return end + 1;
    }

    private void lambda(int parameters, int parametersEnd, int body, int bodyEnd) {
        insert(", (", body);
        emit(parameters, parametersEnd);
        insert(") -> (", body);
        emit(body, bodyEnd);
        insert(")", body);
    }

    private int window(int at) {
        int name = at + 2;
        if (!tokens.is(at + 1, "(") || !tokens.isWord(name)) return at;
        if (tokens.is(name, "partition", "order", "rows", "range", "groups")) return at;
        String word = sql.substring(tokens.start(name), tokens.end(name));
        for (int i = name + 1; i < tokens.size(); i++) {
            boolean defined = tokens.is(i, word)
                    && tokens.is(i - 1, "window", ",")
                    && tokens.is(i + 1, "as")
                    && tokens.is(i + 2, "(");
            if (!defined) continue;
            copy(at);
            copy(at + 1);
            emit(i + 3, tokens.close(i + 3, tokens.size()));
            insert(" ", name);
            return name + 1;
        }
        return at;
    }
}
