package dev.ashlar.redshiftfront;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Token;
import dev.ashlar.wire.Translation.Place;

/**
 * A name has 127 bytes at most. Whether a cluster refuses a longer one or cuts it is on no page; the front refuses, so that
 * no test passes on a name that was cut.
 *
 * <p>Postgres behind the front has 63 bytes, and would cut in silence: what lies between is refused as the front's own limit.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_names.html">Names and identifiers</a>
 */
final class NameLengths implements Refusal {
    private static final int REDSHIFT = 127;
    private static final int POSTGRES = 63;

    @Override
    public void check(SqlText sql, Place place) {
        for (int at = 0; at < sql.size(); at++) {
            Token token = sql.at(at);
            if (!token.isName()) continue;
            int bytes = token.name().getBytes(UTF_8).length;
            if (bytes > REDSHIFT)
                throw Refusal.refused("42622", "identifier \"" + token.name() + "\" is longer than 127 bytes");
            if (bytes > POSTGRES) throw BeyondTheFront.refused("names longer than 63 bytes: " + token.name());
        }
    }
}
