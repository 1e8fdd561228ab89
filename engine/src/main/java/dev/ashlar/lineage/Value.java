package dev.ashlar.lineage;

import dev.ashlar.report.ColumnRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A column of a query, or of a part of one.
 *
 * @param named whether the engine is sure to call it so
 * @param unresolved why {@code from} may lack some
 */
record Value(String name, Naming named, Map<ColumnRef, Way> from, Optional<String> unresolved, Optional<String> type) {
    enum Naming {
        SURE,
        /** The engine makes the name of the expression, and may word it otherwise. */
        MADE_UP
    }

    Value {
        from = Collections.unmodifiableMap(new LinkedHashMap<>(from));
    }

    static Value of(String name, Map<ColumnRef, Way> from, Optional<String> unresolved, Optional<String> type) {
        return new Value(name, Naming.SURE, from, unresolved, type);
    }

    static Value unresolved(String name, String reason) {
        return of(name, Map.of(), Optional.of(reason), Optional.empty());
    }

    Value as(String other) {
        return new Value(other, Naming.SURE, from, unresolved, type);
    }

    /** Two ways to one column, as in a union; the name is this one's. */
    Value or(Value other) {
        Map<ColumnRef, Way> both = new LinkedHashMap<>(from);
        other.from.forEach((column, way) -> both.merge(column, way, Way::and));
        Optional<String> common = type.isPresent() && type.equals(other.type) ? type : Optional.empty();
        return new Value(name, named, both, unresolved.or(() -> other.unresolved), common);
    }

    /** At least this much has become of it. */
    Value through(Way way) {
        if (way == Way.SAME) return this;
        Map<ColumnRef, Way> heavier = new LinkedHashMap<>();
        from.forEach((column, before) -> heavier.put(column, before.and(way)));
        return new Value(name, named, heavier, unresolved, Optional.empty());
    }
}
