package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.SqlText.Range;
import dev.ashlar.wire.Translation.Place;
import dev.ashlar.wire.Translation.Reading;
import dev.ashlar.wire.Translation.Send;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * ALTER of dist, sort, encode and auto refresh, and of keys, which are noted and change nothing else. A foreign key holds the
 * table that it leads to on a cluster, and not here.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html">ALTER TABLE</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_MATERIALIZED_VIEW.html">ALTER MATERIALIZED VIEW</a>
 */
final class AlterLayout implements WholeStatement {
    private final Rewrites rewrites;

    AlterLayout(Rewrites rewrites) {
        this.rewrites = rewrites;
    }

    @Override
    public Optional<Reading> read(SqlText sql, Place place) {
        int name = sql.begins("alter", "materialized", "view") ? 3 : sql.begins("alter", "table") ? 2 : -1;
        if (name < 0) return Optional.empty();
        int action = sql.afterName(name);
        if (sql.is(action, "add")) return key(sql, name, action + 1);
        if (sql.is(action, "drop", "constraint"))
            return Optional.of(call(
                    "drop_key", sql, name, LateViews.literal(sql.at(action + 2).name())));
        Map<String, Object> change = change(sql, action);
        if (change.isEmpty()) return Optional.empty();
        return Optional.of(call("alter_layout", sql, name, LateViews.literal(LayoutDraft.json(change)) + "::jsonb"));
    }

    private Send call(String procedure, SqlText sql, int name, String argument) {
        String table = rewrites.apply(sql.text(name, sql.afterName(name)));
        return new Send(
                "call rs_front." + procedure + "(" + LateViews.literal(table) + "::regclass, " + argument + ")");
    }

    private Optional<Reading> key(SqlText sql, int name, int at) {
        if (!sql.isAny(at, "constraint", "primary", "unique", "foreign")) return Optional.empty();
        LayoutDraft noted = new LayoutDraft();
        int end = sql.is(sql.size() - 1, ";") ? sql.size() - 1 : sql.size();
        new ColumnDefinitions(sql, noted).constraint(new Range(at, end));
        return Optional.of(
                call("add_key", sql, name, LateViews.literal(LayoutDraft.json(noted.keys.get(0))) + "::jsonb"));
    }

    private static Map<String, Object> change(SqlText sql, int action) {
        Map<String, Object> change = new LinkedHashMap<>();
        if (sql.is(action, "auto", "refresh")) change.put("auto_refresh", sql.is(action + 2, "yes"));
        for (int at = action; at < sql.size(); at++) if (sql.is(at, "alter")) altered(sql, at + 1, change);
        return change;
    }

    private static void altered(SqlText sql, int at, Map<String, Object> change) {
        int column = sql.is(at, "column") ? at + 1 : at;
        if (sql.is(column + 1, "encode")) {
            change.merge(
                    "encode",
                    Map.of(sql.at(column).name(), sql.at(column + 2).name()),
                    (before, more) -> joined((Map<?, ?>) before, (Map<?, ?>) more));
            return;
        }
        LayoutDraft draft = new LayoutDraft();
        if (sql.is(at, "distkey") && !sql.is(at + 1, "(")) {
            draft.diststyle = "key";
            draft.distkey = sql.at(at + 1).name();
        } else if (LayoutClauses.attribute(sql, at, draft) < 0) {
            return;
        } else if (sql.is(at, "diststyle") && sql.is(at + 2, "distkey")) {
            draft.distkey = sql.at(at + 3).name();
        }
        if (!draft.diststyle.isEmpty()) {
            change.put("diststyle", draft.diststyle);
            change.put("distkey", draft.distkey);
        }
        if (!draft.sortstyle.isEmpty()) {
            change.put("sortstyle", draft.sortstyle);
            change.put("sortkeys", List.copyOf(draft.sortkeys));
        }
        if (sql.is(at, "encode")) change.put("encode_auto", draft.encodeAuto);
    }

    private static Map<Object, Object> joined(Map<?, ?> before, Map<?, ?> more) {
        Map<Object, Object> joined = new LinkedHashMap<>(before);
        joined.putAll(more);
        return joined;
    }
}
