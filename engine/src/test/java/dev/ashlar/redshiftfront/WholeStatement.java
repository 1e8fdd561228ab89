package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Translation.Place;
import dev.ashlar.wire.Translation.Reading;
import java.util.Optional;

/** Reads statements that Postgres has not at all, or only in other words. */
interface WholeStatement {
    Optional<Reading> read(SqlText sql, Place place);
}
