package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;

/** Changes the words of Redshift in a statement to those of Postgres. */
interface Rewrite {
    void apply(SqlText sql);
}
