package dev.ashlar.adapter.redshift;

import dev.ashlar.lineage.Dialect;

/** How Redshift's SQL names things; names in quotes are in lower case too unless a cluster is told otherwise. */
public final class RedshiftNames {
    public static final Dialect DIALECT = new Dialect(
            Dialect.Folding.LOWER,
            Dialect.Aliases.SELECT_LIST,
            Dialect.Merged.FIRST,
            Dialect.Unnamed.BY_FUNCTION,
            Dialect.Dots.FIELDS,
            Dialect.DateParts.BARE,
            Dialect.Forms.STANDARD);

    private RedshiftNames() {}
}
