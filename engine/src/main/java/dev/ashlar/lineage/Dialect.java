package dev.ashlar.lineage;

/**
 * What an engine's SQL does differently with names. Whatever else differs does not change where columns come from.
 *
 * @param aliases where the name of a select item may be used besides in sorting and grouping
 * @param merged where a star puts the columns that {@code using} merges
 * @param unnamed how a select item without an alias is called
 * @param dots what {@code a.b.c} may mean besides schema, relation and column
 * @param dateParts how functions take the part of a date
 * @param forms what a query may look like
 */
public record Dialect(
        Folding folding, Aliases aliases, Merged merged, Unnamed unnamed, Dots dots, DateParts dateParts, Forms forms) {
    public enum Folding {
        /** An unquoted name is in lower case; a quoted one is as it stands. */
        LOWER_UNLESS_QUOTED,
        /** Every name is in lower case. */
        LOWER,
        /** Names keep their spelling and are found in any. */
        ANY_CASE
    }

    public enum Aliases {
        SORTING_AND_GROUPING,
        /** Also by later select items, in {@code having} and in {@code qualify}. */
        SELECT_LIST,
        /** Also in {@code where}. */
        EVERYWHERE
    }

    public enum Merged {
        FIRST,
        IN_PLACE
    }

    public enum Unnamed {
        /** By the function or the column of a cast, else {@code ?column?}. */
        BY_FUNCTION,
        /** By the text of the expression as the engine prints it. */
        BY_TEXT
    }

    public enum Dots {
        NAMES_ONLY,
        /** Fields of a nested value as well, and methods. */
        FIELDS
    }

    public enum DateParts {
        IN_QUOTES,
        /** Bare words as the first argument of date functions. */
        BARE
    }

    public enum Forms {
        STANDARD,
        /** DuckDB's <a href="https://duckdb.org/docs/stable/sql/dialect/friendly_sql">friendly SQL</a> as well. */
        FRIENDLY
    }
}
