package dev.ashlar.lineage;

import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.schema.Column;

/** What stands before a dot that is not between names. */
final class Methods {
    private Methods() {}

    /** {@code (t).column}: a column of the row that a relation's name stands for. */
    static Optional<Value> fieldOfRow(Column row, String field, Scope scope, Reading reading) {
        String key = reading.names.key(row.getColumnName());
        if (!scope.from().find(key).isEmpty()) return Optional.empty();
        List<Source> sources = new ColumnFinder(reading).sources(scope.from(), ColumnFinder.parts(row));
        if (sources.size() != 1) return Optional.empty();
        return scope.from().find(sources.get(0).rows().columns(), reading.names.key(field)).stream()
                .findFirst();
    }

    /** {@code note.trim()}: the value before the dot, where the name is none of a schema. */
    static Optional<Value> holder(List<String> path, Scope scope, Reading reading) {
        ColumnFinder finder = new ColumnFinder(reading);
        for (Optional<Scope> next = Optional.of(scope);
                next.isPresent();
                next = next.get().outer()) {
            From from = next.get().from();
            List<Value> hits = from.find(reading.names.key(path.get(0)));
            if (hits.size() == 1) return Optional.of(hits.get(0));
            if (path.size() < 2) continue;
            List<Source> sources = finder.sources(from, path.subList(0, 1));
            if (sources.size() == 1) {
                List<Value> columns = from.find(sources.get(0).rows().columns(), reading.names.key(path.get(1)));
                if (columns.size() == 1) return Optional.of(columns.get(0));
            }
        }
        return Optional.empty();
    }
}
