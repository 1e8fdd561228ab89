package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import java.util.Optional;

/**
 * Where the parts of a CREATE TABLE, a CREATE TABLE AS or a CREATE MATERIALIZED VIEW stand.
 *
 * @param name the place of the name
 * @param open the parenthesis before the columns, or -1
 * @param close the one after them, or -1
 * @param attributes where dist, sort and the like may begin
 * @param as the word before the query, or -1
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html">CREATE TABLE</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_AS.html">CREATE TABLE AS</a>
 */
record CreateTable(int name, int open, int close, int attributes, int as) {
    static Optional<CreateTable> of(SqlText sql) {
        if (!sql.begins("create")) return Optional.empty();
        int at = 1;
        if (sql.is(at, "local")) at++;
        if (sql.isAny(at, "temp", "temporary")) at++;
        if (sql.is(at, "materialized", "view")) at += 2;
        else if (sql.is(at, "table")) at++;
        else return Optional.empty();
        if (sql.is(at, "if", "not", "exists")) at += 3;
        int after = sql.afterName(at);
        boolean columns = sql.is(after, "(");
        int close = columns ? sql.close(after) : -1;
        int attributes = columns ? close + 1 : after;
        return Optional.of(
                new CreateTable(at, columns ? after : -1, close, attributes, sql.findOutside(attributes, "as")));
    }

    boolean hasQuery() {
        return as >= 0;
    }

    int end(SqlText sql) {
        return as >= 0 ? as : sql.size();
    }
}
