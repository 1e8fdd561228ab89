package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Token;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Looks for tables that a query reads by a name without a schema. */
final class UnqualifiedNames {
    private UnqualifiedNames() {}

    static Optional<String> find(SqlText sql, int from, int to) {
        Set<String> named = ctes(sql, from, to);
        for (int at = from; at < to; at++) {
            if (!sql.isAny(at, "from", "join") || isInsideCall(sql, at, from)) continue;
            Token relation = sql.at(at + 1);
            if (!relation.isName() || sql.isAny(at + 1, "lateral", "select")) continue;
            int after = sql.afterName(at + 1);
            if (after == at + 2 && !sql.is(after, "(") && !named.contains(relation.name()))
                return Optional.of(relation.name());
        }
        return Optional.empty();
    }

    /** {@code extract(day from x)}, {@code trim(both from x)}: a FROM whose parenthesis holds no SELECT before it. */
    static boolean isInsideCall(SqlText sql, int at, int from) {
        int depth = 0;
        for (int i = at - 1; i >= from; i--) {
            if (sql.is(i, ")")) depth++;
            if (sql.is(i, "(") && depth-- == 0)
                return !sql.isAny(i + 1, "select", "with", "(", "from")
                        && sql.at(i - 1).isName()
                        && !sql.isAny(
                                i - 1, "from", "join", "in", "exists", "as", "on", "where", "and", "or", "union",
                                "all");
            if (depth == 0 && sql.is(i, "select")) return false;
        }
        return false;
    }

    /** {@code name as (select} and {@code name (columns) as (select}. */
    static Set<String> ctes(SqlText sql, int from, int to) {
        Set<String> named = new HashSet<>();
        for (int at = from; at < to; at++) {
            if (!sql.is(at, "as", "(") && !sql.is(at, "as", "materialized", "(")) continue;
            int before = at - 1;
            if (sql.is(before, ")")) {
                int depth = 0;
                do {
                    if (sql.is(before, ")")) depth++;
                    if (sql.is(before, "(")) depth--;
                    before--;
                } while (depth > 0 && before > from);
            }
            if (sql.at(before).isName()) named.add(sql.at(before).name());
        }
        return named;
    }
}
