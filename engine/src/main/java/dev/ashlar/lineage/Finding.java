package dev.ashlar.lineage;

/**
 * Something in a query that is surely wrong or useless.
 *
 * @param offset 0-based place in the SQL
 * @param message one sentence
 * @param remedy one sentence; may be empty
 */
public record Finding(Kind kind, int offset, String message, String remedy) {
    public enum Kind {
        UNKNOWN_COLUMN,
        AMBIGUOUS_COLUMN,
        TYPE_CLASH,
        UNUSED_CTE
    }
}
