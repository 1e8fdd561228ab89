package dev.ashlar.adapter.postgres;

import dev.ashlar.lineage.Dialect;

/** How Postgres' SQL names things. */
public final class PostgresNames {
    public static final Dialect DIALECT = new Dialect(
            Dialect.Folding.LOWER_UNLESS_QUOTED,
            Dialect.Aliases.SORTING_AND_GROUPING,
            Dialect.Merged.FIRST,
            Dialect.Unnamed.BY_FUNCTION,
            Dialect.Dots.NAMES_ONLY,
            Dialect.DateParts.IN_QUOTES,
            Dialect.Forms.STANDARD);

    private PostgresNames() {}
}
