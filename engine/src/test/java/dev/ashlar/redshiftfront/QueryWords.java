package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;

/** TOP, MINUS, APPROXIMATE, QUALIFY, and GRANT to roles. */
final class QueryWords implements Rewrite {
    @Override
    public void apply(SqlText sql) {
        for (int at = 0; at < sql.size(); at++) {
            if (sql.is(at, "minus") && (sql.isAny(at + 1, "select", "(", "with"))) sql.replace(at, "except");
            // https://docs.aws.amazon.com/redshift/latest/dg/r_COUNT.html: exact here
            if (sql.is(at, "approximate") && sql.isAny(at + 1, "count", "percentile_disc")) sql.replace(at, "");
            if (sql.is(at, "top") && sql.isAny(at - 1, "select", "distinct")) top(sql, at);
            if (Qualify.standsAt(sql, at) && !sql.isAny(at - 1, ".", "as")) {
                Qualify.at(sql, at).ifPresent(qualify -> qualify.spellOut(sql));
            }
        }
        if (sql.begins("grant") || sql.begins("revoke")) principals(sql);
    }

    /** The limit goes to the end of its query: the parenthesis that closes it, a set operation, or the statement's end. */
    private static void top(SqlText sql, int at) {
        String number = sql.at(at + 1).text();
        int end = at + 2;
        for (int depth = 0; end < sql.size(); end++) {
            if (sql.is(end, "(")) depth++;
            if (sql.is(end, ")") && depth-- == 0) break;
            if (depth == 0 && sql.isAny(end, "union", "except", "minus", "intersect", ";")) break;
        }
        sql.remove(at, at + 2);
        sql.insertAfter(end - 1, " limit " + number);
    }

    /** https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html: {@code to role r} and {@code to group g}. */
    private static void principals(SqlText sql) {
        for (int at = 1; at < sql.size(); at++)
            if (sql.isAny(at, "group", "role")
                    && sql.isAny(at - 1, "to", "from", ",")
                    && sql.at(at + 1).isName()) sql.replace(at, "");
    }
}
