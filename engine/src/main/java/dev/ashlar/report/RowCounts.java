package dev.ashlar.report;

/**
 * Rows that a node changed. -1 where the engine does not tell.
 *
 * @param rejected records of files that did not fit, and stand in a table of their own
 */
public record RowCounts(long inserted, long updated, long deleted, long rejected) {
    public static final RowCounts NONE = new RowCounts(0, 0, 0);
    public static final RowCounts UNKNOWN = new RowCounts(-1, -1, -1);

    public RowCounts(long inserted, long updated, long deleted) {
        this(inserted, updated, deleted, 0);
    }

    public static RowCounts ofRejects(long rejected) {
        return new RowCounts(0, 0, 0, rejected);
    }

    /** What is unknown of one is unknown of both. */
    public RowCounts plus(RowCounts other) {
        return new RowCounts(
                sum(inserted, other.inserted),
                sum(updated, other.updated),
                sum(deleted, other.deleted),
                rejected + other.rejected);
    }

    /** Rows of the table itself. */
    public long total() {
        return Math.max(0, inserted) + Math.max(0, updated) + Math.max(0, deleted);
    }

    private static long sum(long a, long b) {
        return a < 0 || b < 0 ? -1 : a + b;
    }
}
