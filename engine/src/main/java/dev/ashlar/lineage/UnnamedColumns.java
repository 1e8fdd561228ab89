package dev.ashlar.lineage;

import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.ArrayConstructor;
import net.sf.jsqlparser.expression.ArrayExpression;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExtractExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.RowGetExpression;
import net.sf.jsqlparser.expression.TrimFunction;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllColumns;

/** How engines call a select item that has no alias. */
final class UnnamedColumns {
    private static final String NAMELESS = "?column?";

    private UnnamedColumns() {}

    record Name(String text, Value.Naming naming) {}

    static Name of(Expression expression, Scope scope, Reading reading) {
        Expression bare = ExpressionReader.bare(expression);
        if (bare instanceof Column column) return new Name(column(column, scope, reading), Value.Naming.SURE);
        return switch (reading.dialect().unnamed()) {
            case BY_FUNCTION ->
                byFunction(bare, scope, reading)
                        .map(name -> new Name(name, Value.Naming.SURE))
                        .orElse(new Name(NAMELESS, Value.Naming.MADE_UP));
            case BY_TEXT -> new Name(text(bare), Value.Naming.MADE_UP);
        };
    }

    /** As the relation spells it, where names keep their spelling. */
    private static String column(Column column, Scope scope, Reading reading) {
        String raw = column.getColumnName();
        if (reading.dialect().folding() != Dialect.Folding.ANY_CASE) return reading.names.shown(raw);
        return scope.from().find(reading.names.key(raw)).stream()
                .findFirst()
                .or(() -> scope.from().sources().stream()
                        .flatMap(s -> scope.from().find(s.rows().columns(), reading.names.key(raw)).stream())
                        .findFirst())
                .map(Value::name)
                .orElseGet(() -> reading.names.shown(raw));
    }

    /** Postgres' rules: functions.html and sql-select.html say that the name is that of the column or the function. */
    private static Optional<String> byFunction(Expression expression, Scope scope, Reading reading) {
        return switch (expression) {
            case Column column -> Optional.of(column(column, scope, reading));
            case Function function -> Optional.of(last(function.getName()));
            case AnalyticExpression window -> Optional.of(last(window.getName()));
            case CastExpression cast -> byFunction(ExpressionReader.bare(cast.getLeftExpression()), scope, reading);
            case CaseExpression choice ->
                Optional.of(Optional.ofNullable(choice.getElseExpression())
                        .flatMap(last -> byFunction(ExpressionReader.bare(last), scope, reading))
                        .orElse("case"));
            case ExtractExpression part -> Optional.of("extract");
            case TrimFunction trim -> Optional.of("btrim");
            case ExistsExpression exists -> Optional.of("exists");
            case ArrayConstructor array -> Optional.of("array");
            case ArrayExpression element ->
                byFunction(ExpressionReader.bare(element.getObjExpression()), scope, reading);
            case RowGetExpression field -> Optional.of(reading.names.shown(field.getColumnName()));
            default -> Optional.empty();
        };
    }

    private static String last(String name) {
        return Names.unquoted(name.substring(name.lastIndexOf('.') + 1)).toLowerCase(Locale.ROOT);
    }

    private static String text(Expression expression) {
        if (expression instanceof Function function) {
            boolean all = function.getParameters() != null
                    && function.getParameters().size() == 1
                    && function.getParameters().get(0) instanceof AllColumns;
            if (last(function.getName()).equals("count") && all) return "count_star()";
        }
        return expression.toString();
    }
}
