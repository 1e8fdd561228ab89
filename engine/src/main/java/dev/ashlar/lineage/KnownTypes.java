package dev.ashlar.lineage;

import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Column;

/** The type of an expression where it says so itself or is a column of a known type. */
final class KnownTypes {
    private KnownTypes() {}

    static Optional<String> of(Expression expression, Scope scope, Reading reading) {
        return switch (ExpressionReader.bare(expression)) {
            case Column column when column.getArrayConstructor() == null -> ofColumn(column, scope, reading);
            case CastExpression cast
            when cast.getColDataType() != null ->
                Optional.of(cast.getColDataType().toString().replace(" (", "(").replace(", ", ","));
            default -> Optional.empty();
        };
    }

    /** Quietly: names that are not found are told where they are read. */
    private static Optional<String> ofColumn(Column column, Scope scope, Reading reading) {
        List<String> parts = ColumnFinder.parts(column);
        String key = reading.names.key(parts.get(parts.size() - 1));
        From from = scope.from();
        if (parts.size() == 1) {
            List<Value> hits = from.find(key);
            return hits.size() == 1 ? hits.get(0).type() : Optional.empty();
        }
        List<Source> sources = new ColumnFinder(reading).sources(from, parts.subList(0, parts.size() - 1));
        if (sources.size() != 1) return Optional.empty();
        List<Value> hits = from.find(sources.get(0).rows().columns(), key);
        return hits.size() == 1 ? hits.get(0).type() : Optional.empty();
    }
}
