package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Translation.Place;
import java.util.Set;

/**
 * Whole statements that Redshift has not. For those that its grammar kept from Postgres 8.0 the message repeats the
 * statement; the others are an error of the parser.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_SQL_commands.html">SQL commands</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-features.html">Unsupported PostgreSQL
 *     features</a>
 */
final class MissingStatements implements Refusal {
    private static final Set<String> NOT_SUPPORTED = Set.of(
            "savepoint",
            "release",
            "reindex",
            "cluster",
            "listen",
            "notify",
            "unlisten",
            "checkpoint",
            "load",
            "discard");

    private static final Set<String> NOT_CREATED = Set.of(
            "index",
            "sequence",
            "trigger",
            "rule",
            "type",
            "domain",
            "aggregate",
            "operator",
            "tablespace",
            "conversion");

    private static final Set<String> NOT_IN_GRAMMAR = Set.of("do", "values", "table", "security", "import");

    @Override
    public void check(SqlText sql, Place place) {
        String first = sql.at(0).name();
        if (NOT_SUPPORTED.contains(first) || (first.equals("rollback") && sql.has("to"))) throw notSupported(sql);
        if (NOT_IN_GRAMMAR.contains(first)) throw Refusal.grammar(first);
        boolean ddl = first.equals("create") || first.equals("drop") || first.equals("alter");
        if (!ddl) return;
        int kind = sql.isAny(1, "unique", "constraint") ? 2 : 1;
        if (NOT_CREATED.contains(sql.at(kind).name())) throw notSupported(sql);
        if (sql.isAny(
                1, "unlogged", "extension", "event", "publication", "subscription", "server", "foreign", "collation"))
            throw Refusal.grammar(sql.at(1).name());
        // ALTER TABLE renames and hands over views: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html
        if (sql.begins("alter", "view")) throw Refusal.grammar("view");
    }

    private static RuntimeException notSupported(SqlText sql) {
        return Refusal.unsupported("SQL command \"" + sql + "\" not supported on Redshift tables.");
    }
}
