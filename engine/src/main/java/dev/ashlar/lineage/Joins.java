package dev.ashlar.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.Join;

/** Joins one more relation to what stands before it. */
final class Joins {
    private final Reading reading;
    private final Trace filters;
    private final ColumnFinder finder;

    /** Reads a condition. */
    interface Conditions {
        void read(Expression expression, Trace into);
    }

    Joins(Reading reading, Trace filters) {
        this.reading = reading;
        this.filters = filters;
        this.finder = new ColumnFinder(reading);
    }

    /** @param conditions reads them over what is joined */
    void join(From left, Join join, From right, Function<From, Conditions> conditions) {
        if (join.isSemi()) {
            semi(left, join, right, conditions);
            return;
        }
        Collection<Column> using = join.getUsingColumns();
        if (using != null && !using.isEmpty()) {
            merge(left, join, right, new ArrayList<>(using));
        } else if (join.isNatural()) {
            natural(left, join, right);
        } else {
            left.addAll(right);
        }
        if (join.getOnExpressions() == null) return;
        for (Expression on : join.getOnExpressions()) {
            conditions.apply(left).read(on, filters);
            compare(on, Scope.of(left, Optional.empty()));
        }
    }

    /** Of a relation that only decides which rows of the others stay. */
    private void semi(From left, Join join, From right, Function<From, Conditions> conditions) {
        From both = new From(reading.names);
        both.addAll(left);
        Join inner = new Join();
        inner.setUsingColumns(
                new ArrayList<>(Optional.ofNullable(join.getUsingColumns()).orElse(List.of())));
        inner.setOnExpressions(Optional.ofNullable(join.getOnExpressions()).orElse(List.of()));
        inner.setNatural(join.isNatural());
        join(both, inner, right, conditions);
        right.unknown().ifPresent(filters::unresolved);
    }

    private void merge(From left, Join join, From right, List<Column> using) {
        List<From.Merger> merged = new ArrayList<>();
        for (Column column : using) {
            reading.saw(column);
            Value a = finder.find(column, Scope.of(left, Optional.empty()), Place.FROM);
            Value b = finder.find(column, Scope.of(right, Optional.empty()), Place.FROM);
            if (TypeFamily.clash(a.type(), b.type())) clash(column, column, a, b);
            merged.add(merger(join, reading.names.key(column.getColumnName()), a, b));
        }
        left.merge(right, merged, reading.dialect().merged());
    }

    private void natural(From left, Join join, From right) {
        left.unknown().or(right::unknown).ifPresent(why -> filters.unresolved("a natural join with " + why));
        List<From.Merger> merged = new ArrayList<>();
        for (Value a : left.visible()) {
            String key = left.key(a);
            List<Value> others = right.find(key);
            if (others.size() == 1) merged.add(merger(join, key, a, others.get(0)));
        }
        left.merge(right, merged, reading.dialect().merged());
    }

    private From.Merger merger(Join join, String key, Value a, Value b) {
        filters.add(a, Way.SAME);
        filters.add(b, Way.SAME);
        Value value = join.isFull() ? a.or(b).through(Way.TRANSFORMED) : join.isRight() ? b.as(a.name()) : a;
        return new From.Merger(key, value);
    }

    /** Looks for comparisons of columns whose types do not go together. */
    private void compare(Expression on, Scope scope) {
        switch (ExpressionReader.bare(on)) {
            case AndExpression and -> {
                compare(and.getLeftExpression(), scope);
                compare(and.getRightExpression(), scope);
            }
            case ComparisonOperator comparison -> {
                Expression a = comparison.getLeftExpression();
                Expression b = comparison.getRightExpression();
                Optional<String> left = KnownTypes.of(a, scope, reading);
                Optional<String> right = KnownTypes.of(b, scope, reading);
                if (TypeFamily.clash(left, right)) {
                    reading.find(
                            Finding.Kind.TYPE_CLASH,
                            place(a, comparison),
                            "The join compares " + a + ", which is " + left.get() + ", with " + b + ", which is "
                                    + right.get() + ".",
                            "Cast one of them.");
                }
            }
            default -> {}
        }
    }

    private static net.sf.jsqlparser.parser.ASTNodeAccess place(Expression first, ComparisonOperator whole) {
        return first instanceof Column column ? column : whole;
    }

    private void clash(Column at, Column column, Value a, Value b) {
        reading.find(
                Finding.Kind.TYPE_CLASH,
                at,
                "The join by '" + column.getColumnName() + "' compares "
                        + a.type().get() + " with " + b.type().get() + ".",
                "Cast one of them.");
    }
}
