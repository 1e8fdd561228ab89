package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Translation.Place;
import dev.ashlar.wire.Translation.Reading;
import dev.ashlar.wire.Translation.Send;
import dev.ashlar.wire.Translation.SendAndCommit;
import java.util.Optional;

/**
 * VACUUM and ANALYZE with Redshift's options, CANCEL, and TRUNCATE, which ends the transaction that it stands in.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_VACUUM_command.html">VACUUM</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_ANALYZE.html">ANALYZE</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_TRUNCATE.html">TRUNCATE</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_CANCEL.html">CANCEL</a>
 */
final class Maintenance implements WholeStatement {
    private final Rewrites rewrites;

    Maintenance(Rewrites rewrites) {
        this.rewrites = rewrites;
    }

    @Override
    public Optional<Reading> read(SqlText sql, Place place) {
        if (sql.begins("vacuum")) return Optional.of(new Send("vacuum" + named(sql, vacuumed(sql))));
        if (sql.begins("analyze")) return Optional.of(new Send("analyze" + analyzed(sql)));
        if (sql.begins("cancel"))
            return Optional.of(new Send("select pg_cancel_backend(" + sql.at(1).text() + ")"));
        if (!sql.begins("truncate")) return Optional.empty();
        String truncate = "truncate table" + named(sql, sql.is(1, "table") ? 2 : 1);
        return Optional.of(place.inTransaction() ? new SendAndCommit(truncate) : new Send(truncate));
    }

    private static int vacuumed(SqlText sql) {
        if (sql.is(1, "sort", "only") || sql.is(1, "delete", "only")) return 3;
        return sql.isAny(1, "full", "reindex", "recluster") ? 2 : 1;
    }

    /** The table's name with a blank before it; empty if all tables are meant. */
    private String named(SqlText sql, int at) {
        if (at >= sql.size() || sql.isAny(at, ";", "to", "boost")) return "";
        return ' ' + rewrites.apply(sql.text(at, sql.afterName(at)));
    }

    private String analyzed(SqlText sql) {
        int at = sql.is(1, "verbose") ? 2 : 1;
        if (sql.isAny(at, "predicate", "all")) return "";
        int after = sql.afterName(at);
        return named(sql, at) + (sql.is(after, "(") ? rewrites.apply(sql.text(after, sql.close(after) + 1)) : "");
    }
}
