package dev.ashlar.redshiftfront;

import dev.ashlar.wire.ServerError;
import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Translation.Place;
import dev.ashlar.wire.Translation.RefusedException;

/** Refuses what Redshift refuses. */
interface Refusal {
    /** @throws RefusedException with the error that Redshift gives */
    void check(SqlText sql, Place place);

    /** Redshift's grammar does not have it: the error of its parser, which names the word it stopped at. */
    static RefusedException grammar(String word) {
        return refused("42601", "syntax error at or near \"" + word + "\"");
    }

    /** The grammar has it, Redshift has not. */
    static RefusedException unsupported(String message) {
        return refused("0A000", message);
    }

    static RefusedException refused(String sqlState, String message) {
        return new RefusedException(ServerError.of(sqlState, message));
    }
}
