package dev.ashlar.lineage;

import dev.ashlar.report.ColumnOrigin.Kind;

/** What has become of a value on its way, in the order of weight. */
enum Way {
    SAME,
    TRANSFORMED,
    AGGREGATED;

    Way and(Way other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** @param sameName whether the last name is the one that the value began with */
    Kind kind(boolean sameName) {
        return switch (this) {
            case SAME -> sameName ? Kind.PASSED_ON : Kind.RENAMED;
            case TRANSFORMED -> Kind.TRANSFORMED;
            case AGGREGATED -> Kind.AGGREGATED;
        };
    }
}
