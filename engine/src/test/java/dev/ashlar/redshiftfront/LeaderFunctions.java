package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Token;
import dev.ashlar.wire.Token.Kind;
import dev.ashlar.wire.Translation.Place;
import java.util.Locale;
import java.util.Set;

/**
 * Functions that the leader node alone has: they work in a query that reads no table of a user, and nowhere else. A table
 * counts as a user's if its name is qualified by another schema than the system's, or is no query's own.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_sql-functions-leader-node.html">SQL functions supported on the
 *     leader node</a>
 */
final class LeaderFunctions implements Refusal {
    private static final Set<String> CALLED = Set.of(
            "generate_series",
            "age",
            "now",
            "isfinite",
            "get_bit",
            "set_bit",
            "to_ascii",
            "substr",
            "current_schema",
            "current_schemas",
            "has_database_privilege",
            "has_schema_privilege",
            "has_table_privilege");

    private static final Set<String> NAMED = Set.of("current_time", "current_timestamp", "localtime");

    private static final Set<String> SYSTEM = Set.of("pg_catalog", "information_schema", "pg_internal");

    @Override
    public void check(SqlText sql, Place place) {
        if (sql.begins("create", "function") || sql.begins("grant") || sql.begins("revoke")) return;
        for (int at = 0; at < sql.size(); at++) {
            Token token = sql.at(at);
            String word = token.text().toLowerCase(Locale.ROOT);
            boolean called = CALLED.contains(word) && sql.is(at + 1, "(") && !sql.isAny(at - 1, "into", "table");
            boolean named = NAMED.contains(word)
                    && token.kind() == Kind.WORD
                    && !sql.isAny(at - 1, ".", "as", "default")
                    && !sql.is(at + 1, ".");
            if ((called || named) && (readsTables(sql) || keepsRows(sql)))
                throw Refusal.unsupported(
                        "Specified types or functions (one per INFO message) not supported on Redshift tables.");
        }
    }

    /** Rows of a query that only the leader node can do go into no table: those of {@code insert … values} do. */
    private static boolean keepsRows(SqlText sql) {
        boolean fills = sql.begins("insert") || CreateTable.of(sql).isPresent();
        return sql.begins("update") || (fills && sql.has("select"));
    }

    private static boolean readsTables(SqlText sql) {
        Set<String> own = UnqualifiedNames.ctes(sql, 0, sql.size());
        for (int at = 0; at < sql.size(); at++) {
            if (!sql.isAny(at, "from", "join") || UnqualifiedNames.isInsideCall(sql, at, 0)) continue;
            if (!sql.at(at + 1).isName()) continue;
            int after = sql.afterName(at + 1);
            if (sql.is(after, "(")) continue;
            String first = sql.at(at + 1).name();
            boolean qualified = after > at + 2;
            boolean system = SYSTEM.contains(first) || first.matches("(pg|stv|stl|svl|svv|svcs|sys)_.*");
            if (!system && (qualified || !own.contains(first))) return true;
        }
        return false;
    }
}
