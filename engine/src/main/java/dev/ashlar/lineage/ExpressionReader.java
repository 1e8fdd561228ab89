package dev.ashlar.lineage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.AnalyticType;
import net.sf.jsqlparser.expression.AnyComparisonExpression;
import net.sf.jsqlparser.expression.DateUnitExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.JsonAggregateFunction;
import net.sf.jsqlparser.expression.LambdaExpression;
import net.sf.jsqlparser.expression.RowGetExpression;
import net.sf.jsqlparser.expression.TimezoneExpression;
import net.sf.jsqlparser.expression.WindowDefinition;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;

/**
 * Collects the columns that an expression is worked out of. The context of a visit is the {@link Way} that values have
 * gone by then.
 */
final class ExpressionReader extends ExpressionVisitorAdapter<Void> {
    static final String PATTERN = "columns(...) names columns by a pattern";

    private final Reading reading;
    private final QueryReader queries;
    private final Clause clause;
    private final Trace values;
    private boolean aggregates;

    /**
     * Where expressions stand.
     *
     * @param filters of the query, which those of subqueries join
     * @param windows by key
     */
    record Clause(Scope scope, Place place, CommonTables tables, Trace filters, Map<String, WindowDefinition> windows) {
        Clause in(Place other) {
            return new Clause(scope, other, tables, filters, windows);
        }

        Clause in(Scope other) {
            return new Clause(other, place, tables, filters, windows);
        }
    }

    ExpressionReader(Reading reading, QueryReader queries, Clause clause, Trace values) {
        this.reading = reading;
        this.queries = queries;
        this.clause = clause;
        this.values = values;
    }

    /** Whether an aggregate stood in what was read, outside of windows and subqueries. */
    boolean aggregates() {
        return aggregates;
    }

    void read(Expression expression) {
        Expression bare = bare(expression);
        boolean itself = bare instanceof Select || (bare instanceof Column c && c.getArrayConstructor() == null);
        bare.accept(this, itself ? Way.SAME : Way.TRANSFORMED);
    }

    /** At least as heavy as this. */
    void read(Expression expression, Way way) {
        expression.accept(this, way);
    }

    /** Without brackets around it. */
    static Expression bare(Expression expression) {
        Expression inner = expression;
        while (inner instanceof ParenthesedExpressionList<?> list && list.size() == 1) inner = list.get(0);
        return inner instanceof DateUnitExpression word ? column(word) : inner;
    }

    /** The parser takes a bare {@code year} for a part of dates; where a column has the name, it is the column. */
    private static Column column(DateUnitExpression word) {
        Column column = new Column(word.toString().toLowerCase(Locale.ROOT));
        column.setASTNode(word.getASTNode());
        return column;
    }

    @Override
    public <S> Void visit(DateUnitExpression word, S way) {
        return visit(column(word), way);
    }

    @Override
    public <S> Void visit(RowGetExpression field, S way) {
        if (bare(field.getExpression()) instanceof Column row && QueryReader.isBare(row)) {
            Optional<Value> column = Methods.fieldOfRow(row, field.getColumnName(), clause.scope(), reading);
            if (column.isPresent()) {
                reading.saw(row);
                values.add(column.get(), Way.TRANSFORMED.and((Way) way));
                return null;
            }
        }
        return super.visit(field, way);
    }

    @Override
    public <S> Void visit(Column column, S way) {
        reading.saw(column);
        reading.saw(column.getASTNode());
        values.add(new ColumnFinder(reading).find(column, clause.scope(), clause.place()), (Way) way);
        if (column.getArrayConstructor() != null) {
            column.getArrayConstructor().getExpressions().forEach(index -> index.accept(this, Way.TRANSFORMED));
        }
        return null;
    }

    @Override
    public <S> Void visit(Function function, S context) {
        String name = lastName(function.getName());
        Way way = (Way) context;
        if (isPattern(function)) {
            values.unresolved(PATTERN);
            return null;
        }
        if (KnownFunctions.aggregates(name)) {
            aggregates = true;
            way = Way.AGGREGATED;
        }
        holder(function, way);
        Lambdas.leaveParameters(function, name, reading);
        ExpressionReader inside = Lambdas.of(function, reading)
                .map(parameters -> within(clause.in(clause.scope().inLambda(parameters))))
                .orElse(this);
        boolean part = reading.dialect().dateParts() == Dialect.DateParts.BARE && KnownFunctions.takesDatePart(name);
        if (function.getParameters() != null) {
            for (Expression parameter : function.getParameters()) {
                if (part && (parameter instanceof DateUnitExpression || QueryReader.isBare(parameter))) {
                    reading.saw(parameter);
                    if (parameter instanceof DateUnitExpression word) reading.saw(word.getASTNode());
                } else if (!(parameter instanceof AllColumns && name.equals("count"))) {
                    parameter.accept(inside, way);
                }
                part = false;
            }
        }
        if (function.getNamedParameters() != null) {
            for (Expression parameter : function.getNamedParameters()) parameter.accept(inside, way);
        }
        if (function.getChainedParameters() != null) {
            for (Expression parameter : function.getChainedParameters()) parameter.accept(inside, way);
        }
        if (function.getAttribute() instanceof Expression attribute && !(attribute instanceof Column)) {
            attribute.accept(inside, way);
        }
        order(function.getOrderByElements(), way);
        return null;
    }

    /** {@code value.method()}: what stands before the method is a value where it is no schema. */
    private void holder(Function function, Way way) {
        List<String> path = function.getMultipartName();
        if (path == null || path.size() < 2 || reading.dialect().dots() != Dialect.Dots.FIELDS) return;
        Methods.holder(path.subList(0, path.size() - 1), clause.scope(), reading)
                .ifPresent(value -> values.add(value, way.and(Way.TRANSFORMED)));
    }

    private ExpressionReader within(Clause other) {
        return new ExpressionReader(reading, queries, other, values);
    }

    /** Of a path, and of {@code approximate count}. */
    private static String lastName(String name) {
        String bare = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf(' ')) + 1);
        return Names.unquoted(bare).toLowerCase(Locale.ROOT);
    }

    /** DuckDB's {@code columns(...)}, which stands for columns by a pattern of their names. */
    private boolean isPattern(Function function) {
        return reading.dialect().unnamed() == Dialect.Unnamed.BY_TEXT
                && lastName(function.getName()).equals("columns");
    }

    @Override
    public <S> Void visit(AnalyticExpression window, S context) {
        boolean over = window.getType() == AnalyticType.OVER || window.getType() == AnalyticType.WITHIN_GROUP_OVER;
        Way way = ((Way) context).and(over ? Way.TRANSFORMED : Way.AGGREGATED);
        aggregates |= !over;
        for (Expression part : new Expression[] {
            window.getExpression(), window.getOffset(), window.getDefaultValue(), window.getFilterExpression()
        }) {
            if (part != null && !(part instanceof AllColumns)) part.accept(this, way);
        }
        order(window.getFuncOrderBy(), way);
        order(window.getOrderByElements(), way);
        if (window.getPartitionExpressionList() != null) {
            for (Expression part : window.getPartitionExpressionList()) part.accept(this, way);
        }
        if (window.getWindowDefinition() != null) definition(window.getWindowDefinition(), way);
        if (window.getWindowName() != null) {
            WindowDefinition named = clause.windows().get(reading.names.key(window.getWindowName()));
            if (named == null) values.unresolved("there is no window '" + window.getWindowName() + "'");
            else definition(named, way);
        }
        return null;
    }

    private void definition(WindowDefinition window, Way way) {
        for (Expression part : window.getAllExpressions()) if (part != null) part.accept(this, way);
    }

    private void order(List<OrderByElement> elements, Way way) {
        if (elements == null) return;
        for (OrderByElement element : elements) element.getExpression().accept(this, way);
    }

    @Override
    public <S> Void visit(JsonAggregateFunction function, S way) {
        aggregates = true;
        return super.visit(function, Way.AGGREGATED);
    }

    @Override
    public <S> Void visit(ExistsExpression exists, S way) {
        if (exists.getRightExpression() instanceof Select select) {
            Rows rows = queries.subquery(select, clause.tables(), clause.scope());
            rows.filters().addTo(values, Way.TRANSFORMED);
            clause.filters().addAll(rows.filters());
            return null;
        }
        return super.visit(exists, way);
    }

    @Override
    public <S> Void visit(ParenthesedSelect select, S way) {
        return subquery(select, (Way) way);
    }

    @Override
    public <S> Void visit(Select select, S way) {
        return subquery(select, (Way) way);
    }

    @Override
    public <S> Void visit(AnyComparisonExpression comparison, S way) {
        return subquery(comparison.getSelect(), (Way) way);
    }

    private Void subquery(Select select, Way way) {
        Rows rows = queries.subquery(select, clause.tables(), clause.scope());
        clause.filters().addAll(rows.filters());
        rows.columns().forEach(column -> values.add(column, way));
        rows.unknown().ifPresent(values::unresolved);
        return null;
    }

    @Override
    public <S> Void visit(LambdaExpression lambda, S way) {
        List<String> parameters =
                lambda.getIdentifiers().stream().map(reading.names::key).toList();
        lambda.getExpression().accept(within(clause.in(clause.scope().inLambda(parameters))), way);
        return null;
    }

    @Override
    public <S> Void visit(TimezoneExpression zoned, S way) {
        zoned.getLeftExpression().accept(this, way);
        for (Expression zone : zoned.getTimezoneExpressions()) zone.accept(this, way);
        return null;
    }

    @Override
    public <S> Void visit(AllColumns all, S way) {
        clause.scope().from().visible().forEach(column -> values.add(column, Way.TRANSFORMED.and((Way) way)));
        clause.scope().from().unknown().ifPresent(values::unresolved);
        return null;
    }

    @Override
    public <S> Void visit(AllTableColumns all, S way) {
        return visit((AllColumns) all, way);
    }
}
