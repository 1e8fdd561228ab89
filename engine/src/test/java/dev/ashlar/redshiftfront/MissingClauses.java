package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Token.Kind;
import dev.ashlar.wire.Translation.Place;

/**
 * Parts of statements that Redshift's grammar has not.
 *
 * <p>Not refused because the guide is of two minds: NULLS FIRST and NULLS LAST, which its page of unsupported features names
 * for window functions and its page on window functions describes.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-features.html">Unsupported PostgreSQL
 *     features: array constructors, row constructors, VALUES as constant tables, table functions</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_SELECT_synopsis.html">SELECT</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_INSERT_30.html">INSERT</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_DELETE.html">DELETE</a>
 */
final class MissingClauses implements Refusal {
    @Override
    public void check(SqlText sql, Place place) {
        for (int at = 0; at < sql.size(); at++) {
            if (sql.at(at).kind() != Kind.WORD) continue;
            query(sql, at);
            expression(sql, at);
        }
        writes(sql);
    }

    private static void query(SqlText sql, int at) {
        if (sql.is(at, "distinct", "on", "(")) throw Refusal.unsupported("SELECT DISTINCT ON is not supported");
        if (sql.is(at, "lateral") && !sql.is(at - 1, ".") && !sql.is(at - 1, "as")) throw Refusal.grammar("lateral");
        if (sql.is(at, "values") && sql.isAny(at - 1, "(", "as", "union", "all", "except", "intersect"))
            throw Refusal.grammar("values");
        if (sql.is(at, "as", "materialized") || sql.is(at, "as", "not", "materialized"))
            throw Refusal.grammar("materialized");
        if (sql.is(at, "tablesample") && sql.at(at - 1).isName()) throw Refusal.grammar("tablesample");
        if (sql.is(at, "fetch", "first") || sql.is(at, "fetch", "next")) {
            if (at > 0) throw Refusal.grammar("fetch");
        }
        if (sql.is(at, "window") && sql.is(at + 2, "as", "(")) throw Refusal.grammar("window");
        if (sql.is(at, "with", "ordinality")) throw Refusal.grammar("ordinality");
    }

    private static void expression(SqlText sql, int at) {
        if (sql.is(at, "filter", "(") && sql.is(at - 1, ")")) throw Refusal.grammar("(");
        if (sql.is(at, "array", "[")) throw Refusal.grammar("[");
        // Redshift forked from Postgres 8.0 and the guide has no page for it; whether newer releases take it is not
        // settled
        if (sql.is(at, "distinct", "from") && sql.isAny(at - 1, "is", "not")) throw Refusal.grammar("distinct");
        if (sql.is(at, "row", "(") && !sql.is(at - 1, "."))
            throw Refusal.unsupported("row constructors are not supported");
    }

    private static void writes(SqlText sql) {
        boolean insert = sql.begins("insert");
        boolean update = sql.begins("update");
        boolean delete = sql.begins("delete");
        if (sql.begins("with") && sql.findOutside(0, "insert", "into") > 0) throw Refusal.grammar("insert");
        if (insert && sql.findOutside(0, "on", "conflict") > 0) throw Refusal.grammar("on");
        int returning = sql.findOutside(0, "returning");
        if ((insert || update || delete) && returning > 0 && !sql.is(returning - 1, "as"))
            throw Refusal.grammar("returning");
        if (insert && sql.findOutside(0, "overriding") > 0) throw Refusal.grammar("overriding");
        if (delete) {
            int after = sql.afterName(sql.is(1, "from") ? 2 : 1);
            // the guide's grammar has no alias here
            if (after < sql.size() && !sql.isAny(after, "using", "where", ";"))
                throw Refusal.grammar(sql.at(after).text());
        }
        if (update && sql.is(sql.findOutside(0, "set") + 1, "(")) throw Refusal.grammar("(");
        if (sql.begins("truncate") && sql.find(1, ",") > 0) throw Refusal.grammar(",");
        if (sql.begins("drop", "index")) throw Refusal.grammar("index");
    }
}
