package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Translation.Place;
import dev.ashlar.wire.Translation.Reading;
import dev.ashlar.wire.Translation.Send;
import java.util.Optional;

/**
 * Groups and roles are made, dropped and granted. Both are roles of Postgres, which are of the whole server: the kind is
 * kept beside.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_GROUP.html">CREATE GROUP</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_ROLE.html">CREATE ROLE</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html">GRANT ROLE … TO</a>
 */
final class Principals implements WholeStatement {
    @Override
    public Optional<Reading> read(SqlText sql, Place place) {
        if (sql.isAny(0, "create", "drop") && sql.isAny(1, "group", "role")) {
            String name = LateViews.literal(sql.at(2).name());
            if (sql.begins("create"))
                place.ask("insert into rs_front.principal values (" + name + ", '"
                        + sql.at(1).name() + "')");
            else place.ask("delete from rs_front.principal where name = " + name);
            return Optional.of(new Send(sql.text(0, 3)));
        }
        if (!sql.is(1, "role") || !sql.isAny(0, "grant", "revoke")) return Optional.empty();
        sql.replace(1, "");
        for (int at = 2; at < sql.size(); at++)
            if (sql.is(at, "role") && sql.isAny(at - 1, "to", "from", ",")) sql.replace(at, "");
        return Optional.of(new Send(sql.toString()));
    }
}
