package dev.ashlar.lineage;

import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;

/** {@code order by 2}: a column by its place. */
final class Ordinals {
    private Ordinals() {}

    static Optional<Value> of(Expression expression, List<Value> columns) {
        if (!(expression instanceof LongValue place)) return Optional.empty();
        long at = place.getValue();
        return at >= 1 && at <= columns.size() ? Optional.of(columns.get((int) at - 1)) : Optional.empty();
    }
}
