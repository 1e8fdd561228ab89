package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.SqlText.Range;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Takes dist, sort, encode, backup and auto refresh out of statements that create a table, and notes them for
 * {@code rs_front.layout}.
 */
final class LayoutClauses implements Rewrite {
    @Override
    public void apply(SqlText sql) {
        Optional<CreateTable> create = CreateTable.of(sql);
        if (create.isEmpty()) return;
        CreateTable table = create.get();
        LayoutDraft layout = new LayoutDraft();
        attributes(sql, table, layout);
        Optional<String> like = Optional.empty();
        if (table.open() >= 0 && !table.hasQuery()) {
            like = new ColumnDefinitions(sql, layout).rewrite(table);
        }
        String comment =
                like.map(source -> LayoutDraft.comment(Map.of("like", source))).orElseGet(layout::comment);
        sql.replace(0, comment + " " + sql.at(0).text());
    }

    private static void attributes(SqlText sql, CreateTable table, LayoutDraft layout) {
        for (int at = table.attributes(); at < table.end(sql); ) {
            int next = attribute(sql, at, layout);
            if (next < 0) {
                at++;
                continue;
            }
            sql.remove(at, next);
            at = next;
        }
    }

    /** The place after the attribute that begins here; -1 if none does. */
    static int attribute(SqlText sql, int at, LayoutDraft layout) {
        String word = sql.at(at).isName() ? sql.at(at).name() : "";
        switch (word) {
            case "diststyle" -> {
                layout.diststyle = sql.at(at + 1).name();
                return at + 2;
            }
            case "distkey" -> {
                if (!sql.is(at + 1, "(")) return -1;
                layout.diststyle = "key";
                layout.distkey = sql.at(at + 2).name();
                return sql.close(at + 1) + 1;
            }
            case "compound", "interleaved" -> {
                int next = attribute(sql, at + 1, layout);
                layout.sortstyle = word;
                return next;
            }
            case "sortkey" -> {
                return sortKey(sql, at, layout);
            }
            case "encode" -> {
                layout.encodeAuto = sql.is(at + 1, "auto");
                return at + 2;
            }
            case "backup" -> {
                layout.backup = !sql.is(at + 1, "no");
                return at + 2;
            }
            case "auto" -> {
                if (!sql.is(at + 1, "refresh")) return -1;
                layout.autoRefresh = sql.is(at + 2, "yes");
                return at + 3;
            }
            default -> {
                return -1;
            }
        }
    }

    private static int sortKey(SqlText sql, int at, LayoutDraft layout) {
        if (!sql.is(at + 1, "(")) {
            layout.sortstyle = sql.at(at + 1).text().toLowerCase(Locale.ROOT);
            return at + 2;
        }
        int close = sql.close(at + 1);
        layout.sortstyle = "compound";
        layout.sortkeys = columns(sql, at + 2, close);
        return close + 1;
    }

    static List<String> columns(SqlText sql, int from, int to) {
        return sql.parts(from, to).stream()
                .map(Range::from)
                .map(at -> sql.at(at).name())
                .toList();
    }
}
