package dev.ashlar.lineage;

/** The clause of a select in which a name stands; it decides whether select items' names may be used. */
enum Place {
    FROM,
    WHERE,
    SELECT_ITEM,
    GROUP,
    HAVING,
    QUALIFY,
    ORDER;

    /** Whether the name of a select item is looked for where no column has it. */
    boolean seesAliases(Dialect.Aliases reach) {
        return switch (this) {
            case FROM -> false;
            case GROUP, ORDER -> true;
            case SELECT_ITEM, HAVING, QUALIFY -> reach != Dialect.Aliases.SORTING_AND_GROUPING;
            case WHERE -> reach == Dialect.Aliases.EVERYWHERE;
        };
    }
}
