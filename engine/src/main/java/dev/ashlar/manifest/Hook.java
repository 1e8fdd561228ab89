package dev.ashlar.manifest;

import dev.ashlar.diagnostic.SourceLocation;

/** A statement of the user that runs before or after a node or a run; its text is a template. */
public record Hook(String sql, Place place, SourceLocation at) {
    /** Whether it runs within the transaction of what it belongs to. */
    public enum Place {
        INSIDE_TRANSACTION,
        OUTSIDE_TRANSACTION
    }
}
