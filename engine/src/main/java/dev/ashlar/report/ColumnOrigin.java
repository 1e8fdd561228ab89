package dev.ashlar.report;

import java.util.Objects;

/** A column of a direct parent from which a column's values come, and how. */
public record ColumnOrigin(ColumnRef from, Kind kind) {
    public ColumnOrigin {
        Objects.requireNonNull(from);
        Objects.requireNonNull(kind);
    }

    /** In the order of their weight: where a column comes by several ways, the weightiest is told. */
    public enum Kind {
        /** The same value under the same name. */
        PASSED_ON("passed on"),
        /** The same value under another name. */
        RENAMED("renamed"),
        /** A value worked out of it, row by row or over a window. */
        TRANSFORMED("transformed"),
        /** A value worked out of it over groups of rows. */
        AGGREGATED("aggregated"),
        /** It decides which rows there are or how they are joined, grouped or sorted, and gives no value. */
        FILTERS("filters");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** For people, and in artifacts. */
        public String word() {
            return word;
        }

        /** Whether the value goes through unchanged. */
        public boolean keepsTheValue() {
            return this == PASSED_ON || this == RENAMED;
        }
    }
}
