package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Translation.Place;
import java.util.List;

/**
 * Redshift's MERGE: a table into a table, no alias for the target, equal predicates, then either one WHEN MATCHED and one
 * WHEN NOT MATCHED without further conditions, in this order, or REMOVE DUPLICATES. The guide gives the grammar and says
 * that the source is no view and no subquery; the words for that case are this class's own.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html">MERGE</a>
 */
final class MergeShape implements Refusal {
    @Override
    public void check(SqlText sql, Place place) {
        if (sql.begins("with") && sql.findOutside(0, "merge") > 0) throw Refusal.grammar("merge");
        if (!sql.begins("merge")) return;
        expect(sql, 1, "into");
        int using = sql.afterName(2);
        expect(sql, using, "using");
        if (sql.is(using + 1, "(")) throw Refusal.grammar("(");
        int alias = sql.afterName(using + 1);
        if (sql.is(alias, "as")) alias++;
        int on = sql.is(alias, "on") ? alias : alias + 1;
        expect(sql, on, "on");
        arms(sql, on);
        requireTable(sql.text(2, using), "target", place);
        requireTable(sql.text(using + 1, sql.afterName(using + 1)), "source", place);
    }

    private static void arms(SqlText sql, int on) {
        int when = sql.findOutside(on, "when");
        int remove = sql.findOutside(on, "remove", "duplicates");
        if (when < 0 && remove > 0) {
            if (!ends(sql, remove + 2)) throw Refusal.grammar(sql.at(remove + 2).text());
            return;
        }
        if (when < 0) throw atEnd();
        expect(sql, when, "when", "matched", "then");
        if (sql.is(when + 3, "update")) expect(sql, when + 3, "update", "set");
        else expect(sql, when + 3, "delete");
        qualified(sql, when + 4);
        int not = sql.findOutside(when + 4, "when");
        if (not < 0) throw atEnd();
        expect(sql, not, "when", "not", "matched", "then", "insert");
        int third = sql.findOutside(not + 1, "when");
        if (third > 0) throw Refusal.grammar(sql.at(third).text());
    }

    /** The guide: don't name the table with a column that is set. */
    private static void qualified(SqlText sql, int set) {
        if (!sql.is(set, "set")) return;
        if (sql.is(set + 2, ".")) throw Refusal.grammar(".");
    }

    private static void requireTable(String name, String part, Place place) {
        List<List<String>> kind =
                place.ask("select relkind from pg_class where oid = to_regclass('" + name.replace("'", "''") + "')");
        if (!kind.isEmpty() && !"rt".contains(kind.get(0).get(0)))
            throw Refusal.unsupported("MERGE: the " + part + " \"" + name + "\" is not a table");
    }

    private static void expect(SqlText sql, int at, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (ends(sql, at + i)) throw atEnd();
            if (!sql.is(at + i, words[i])) throw Refusal.grammar(sql.at(at + i).text());
        }
    }

    private static boolean ends(SqlText sql, int at) {
        return at >= sql.size() || sql.is(at, ";");
    }

    private static RuntimeException atEnd() {
        return Refusal.refused("42601", "syntax error at end of input");
    }
}
