package dev.ashlar.lineage;

import dev.ashlar.report.ColumnRef;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects the columns that an expression or the conditions of a query look at. */
final class Trace {
    private final Map<ColumnRef, Way> from = new LinkedHashMap<>();
    private String unresolved;

    void add(Value value, Way way) {
        value.from().forEach((column, before) -> from.merge(column, before.and(way), Way::and));
        value.unresolved().ifPresent(this::unresolved);
    }

    void addAll(Trace other) {
        other.from.forEach((column, way) -> from.merge(column, way, Way::and));
        other.unresolved().ifPresent(this::unresolved);
    }

    /** The first reason stays. */
    void unresolved(String reason) {
        if (unresolved == null) unresolved = reason;
    }

    Map<ColumnRef, Way> from() {
        return from;
    }

    Set<ColumnRef> columns() {
        return new LinkedHashSet<>(from.keySet());
    }

    Optional<String> unresolved() {
        return Optional.ofNullable(unresolved);
    }

    Value value(String name, Value.Naming named, Optional<String> type) {
        return new Value(name, named, from, unresolved(), type);
    }

    /** Everything collected, worked into one value. */
    void addTo(Trace other, Way way) {
        other.add(value("", Value.Naming.MADE_UP, Optional.empty()), way);
    }
}
