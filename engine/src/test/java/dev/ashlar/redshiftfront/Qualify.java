package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import java.util.Optional;

/**
 * QUALIFY after a query of all columns of one relation, {@code select * from (…) as r qualify condition}. Right after FROM it
 * wants the relation to have an alias.
 *
 * @param select where the query begins
 * @param from its FROM
 * @param qualify its QUALIFY
 * @param end the first place after the query
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_QUALIFY_clause.html">QUALIFY</a>
 */
record Qualify(int select, int from, int qualify, int end) {
    /** Where QUALIFY stands and not a column of that name. */
    static boolean standsAt(SqlText sql, int at) {
        return sql.is(at, "qualify") && !sql.isAny(at + 1, ",", "=", ")") && !sql.is(at + 1, "(", ")");
    }

    /** Empty where the query is of another form. */
    static Optional<Qualify> at(SqlText sql, int qualify) {
        if (qualify < 5 || !sql.at(qualify - 1).isName() || !sql.is(qualify - 2, "as")) return Optional.empty();
        int from = qualify - 3;
        for (int depth = 0; from > 1; from--) {
            if (sql.is(from, ")")) depth++;
            if (sql.is(from, "(") && depth-- == 0) return Optional.empty();
            if (depth == 0 && sql.is(from, "from")) break;
        }
        if (!sql.is(from - 2, "select", "*") || !isOneRelation(sql, from + 1, qualify - 2)) return Optional.empty();
        return Optional.of(new Qualify(from - 2, from, qualify, end(sql, qualify)));
    }

    private static boolean isOneRelation(SqlText sql, int at, int as) {
        return sql.is(at, "(") ? sql.close(at) + 1 == as : sql.afterName(at) == as;
    }

    private static int end(SqlText sql, int qualify) {
        int end = qualify + 1;
        for (int depth = 0; end < sql.size(); end++) {
            if (sql.is(end, "(")) depth++;
            if (sql.is(end, ")") && depth-- == 0) break;
            if (depth == 0 && sql.isAny(end, "union", "except", "minus", "intersect", "order", "limit", ";")) break;
        }
        return end;
    }

    /** As a query that Postgres knows: the condition is computed beside each row. */
    void spellOut(SqlText sql) {
        String alias = sql.at(qualify - 1).text();
        String condition = sql.text(qualify + 1, end);
        sql.replace(select + 1, "(judged.r).*");
        sql.replace(from, "from (select " + alias + " as r, " + condition + " as qualified from");
        sql.remove(qualify, end);
        sql.insertAfter(end - 1, ") as judged where judged.qualified");
    }
}
