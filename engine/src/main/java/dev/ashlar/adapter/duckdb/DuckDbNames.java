package dev.ashlar.adapter.duckdb;

import dev.ashlar.lineage.Dialect;

/** How DuckDB's SQL names things. */
public final class DuckDbNames {
    public static final Dialect DIALECT = new Dialect(
            Dialect.Folding.ANY_CASE,
            Dialect.Aliases.EVERYWHERE,
            Dialect.Merged.IN_PLACE,
            Dialect.Unnamed.BY_TEXT,
            Dialect.Dots.FIELDS,
            Dialect.DateParts.IN_QUOTES,
            Dialect.Forms.FRIENDLY);

    private DuckDbNames() {}
}
