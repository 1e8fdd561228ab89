package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.SqlText.Range;
import dev.ashlar.wire.Translation.Place;

/**
 * Forms of CREATE TABLE and CREATE VIEW that Redshift has not. That CREATE TABLE AS takes no IF NOT EXISTS, and no table ON
 * COMMIT, is read from the grammar on AWS's pages; CHECK and the exclusion are named as unsupported.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html">CREATE TABLE</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_AS.html">CREATE TABLE AS</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-features.html">Unsupported PostgreSQL
 *     features</a>
 */
final class TableForms implements Refusal {
    @Override
    public void check(SqlText sql, Place place) {
        if (sql.begins("create", "or", "replace") && sql.isAny(3, "table", "temp", "temporary", "materialized"))
            throw Refusal.grammar(sql.at(3).text());
        if (sql.begins("create", "view", "if") || sql.begins("create", "recursive", "view"))
            throw Refusal.grammar(sql.at(2).text());
        if (sql.isAny(0, "create") && sql.isAny(1, "temp", "temporary") && sql.is(2, "view"))
            throw Refusal.grammar("view");
        CreateTable.of(sql).ifPresent(table -> table(sql, table));
        // the guide: materialized views take no IF NOT EXISTS in CREATE, and are never concurrently refreshed
        if (sql.begins("refresh", "materialized", "view", "concurrently")) throw Refusal.grammar("concurrently");
    }

    private static void table(SqlText sql, CreateTable table) {
        boolean ifNotExists = sql.is(table.name() - 3, "if", "not", "exists");
        if (ifNotExists && sql.is(table.name() - 4, "view")) throw Refusal.grammar("not");
        if (ifNotExists && table.hasQuery()) throw Refusal.grammar("as");
        for (int at = table.attributes(); at < table.end(sql); at++)
            if (sql.isAny(at, "on", "with", "inherits", "partition", "tablespace", "using", "without"))
                throw Refusal.grammar(sql.at(at).text());
        if (table.hasQuery()) {
            int data = sql.findOutside(table.as(), "with", "no", "data");
            if (data > 0) throw Refusal.grammar("data");
            return;
        }
        if (table.open() < 0) return;
        for (Range part : sql.parts(table.open() + 1, table.close())) column(sql, part);
    }

    private static void column(SqlText sql, Range part) {
        for (int at = part.from(); at < part.to(); at++) {
            if (sql.is(at, "check", "(")) throw Refusal.unsupported("CHECK constraints are not supported");
            if (sql.is(at, "exclude") && at == part.from()) throw Refusal.grammar("exclude");
            if (sql.isAny(at, "deferrable", "initially") && at > part.from() + 1)
                throw Refusal.grammar(sql.at(at).text());
            if (sql.is(at, "generated", "always")) throw Refusal.grammar("always");
            if (sql.is(at, "(")) at = sql.close(at);
        }
    }
}
