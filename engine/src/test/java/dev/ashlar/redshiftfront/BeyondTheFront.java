package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Token.Kind;
import dev.ashlar.wire.Translation.Place;
import dev.ashlar.wire.Translation.RefusedException;
import java.util.Locale;

/**
 * What Redshift does and the front does not, said in these words rather than by a misleading error of Postgres.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_QUALIFY_clause.html">QUALIFY</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause-pivot-unpivot-examples.html">PIVOT</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/query-super.html">Navigation of SUPER</a>
 */
final class BeyondTheFront implements Refusal {
    @Override
    public void check(SqlText sql, Place place) {
        if (sql.begins("merge") && sql.findOutside(0, "remove", "duplicates") > 0)
            throw refused("MERGE with REMOVE DUPLICATES");
        if (sql.begins("unload")) throw refused("UNLOAD");
        if (sql.begins("analyze", "compression")) throw refused("ANALYZE COMPRESSION");
        if (sql.isAny(0, "create", "alter", "drop")
                && sql.isAny(1, "external", "library", "model", "datashare", "masking"))
            throw refused(sql.text(0, 2).toUpperCase(Locale.ROOT));
        if (sql.begins("alter", "table") && sql.is(AlterForms.action(sql), "append"))
            throw refused("ALTER TABLE APPEND");
        for (int at = 1; at < sql.size(); at++) {
            if (sql.at(at).kind() != Kind.WORD || sql.isAny(at - 1, ".", "as")) continue;
            if (Qualify.standsAt(sql, at) && Qualify.at(sql, at).isEmpty())
                throw refused("QUALIFY but of all columns of one relation with an alias");
            if (sql.isAny(at, "pivot", "unpivot") && sql.is(at + 1, "(")) throw refused("PIVOT and UNPIVOT");
            if (sql.is(at, "group", "by", "all")) throw refused("GROUP BY ALL");
            if (sql.isAny(at, "exclude") && sql.is(at - 1, "*")) throw refused("EXCLUDE");
        }
        for (int at = 1; at < sql.size(); at++)
            if (sql.is(at, "[") && sql.at(at - 1).isName()) throw refused("navigation of SUPER by brackets");
    }

    static RefusedException refused(String what) {
        return Refusal.refused("0A000", "The Redshift front of the tests does not do " + what);
    }
}
