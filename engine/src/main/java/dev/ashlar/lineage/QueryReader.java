package dev.ashlar.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.piped.FromQuery;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.TableStatement;
import net.sf.jsqlparser.statement.select.Values;

/** Reads a query of any form. */
final class QueryReader {
    private final Reading reading;
    private final CommonTableReader commonTables;

    QueryReader(Reading reading) {
        this.reading = reading;
        this.commonTables = new CommonTableReader(reading, this);
    }

    Rows subquery(Select select, CommonTables tables, Scope around) {
        return read(select, tables, Optional.of(around));
    }

    /** @param around the query that this one stands in, whose columns it may name */
    Rows read(Select select, CommonTables tables, Optional<Scope> around) {
        reading.saw(select);
        if (select.getWithItemsList() == null) return body(select, tables, around);
        return commonTables.with(select.getWithItemsList(), tables, around, inner -> body(select, inner, around));
    }

    private Rows body(Select select, CommonTables tables, Optional<Scope> around) {
        return switch (select) {
            case PlainSelect plain -> new SelectReader(reading, this, plain, tables, around).read();
            case SetOperationList list ->
                sorted(new SetOperations(reading, this, tables, around).read(list), list.getOrderByElements(), tables);
            case ParenthesedSelect bracketed ->
                sorted(read(bracketed.getSelect(), tables, around), bracketed.getOrderByElements(), tables);
            case Values values -> values(values, tables, around);
            case TableStatement table ->
                new FromReader(reading, this, tables, around)
                        .read(table.getTable())
                        .rows();
            case FromQuery from -> fromFirst(from, tables, around);
            default -> Rows.unknown("a query of a form that lineage cannot parse");
        };
    }

    private Rows fromFirst(FromQuery query, CommonTables tables, Optional<Scope> around) {
        if (!query.getPipeOperators().isEmpty()) return Rows.unknown("a query of pipes");
        FromReader reader = new FromReader(reading, this, tables, around);
        From from = reader.read(query.getFromItem(), query.getJoins());
        return new Rows(from.visible(), reader.filters(), from.unknown(), from.rest());
    }

    /** Sorting of a whole set operation: by its columns, by name or place. */
    private Rows sorted(Rows rows, List<OrderByElement> order, CommonTables tables) {
        if (order == null) return rows;
        Trace filters = new Trace();
        filters.addAll(rows.filters());
        From from = new From(reading.names);
        from.add(Source.of("", rows));
        Scope scope = Scope.of(from, Optional.empty());
        ExpressionReader reader = new ExpressionReader(
                reading, this, new ExpressionReader.Clause(scope, Place.ORDER, tables, filters, Map.of()), filters);
        for (OrderByElement element : order) {
            Optional<Value> place = Ordinals.of(element.getExpression(), rows.columns());
            if (place.isPresent()) filters.add(place.get(), Way.SAME);
            else reader.read(element.getExpression());
        }
        return new Rows(rows.columns(), filters, rows.unknown(), rows.rest());
    }

    private Rows values(Values values, CommonTables tables, Optional<Scope> around) {
        Trace filters = new Trace();
        Scope scope = Scope.of(new From(reading.names), around);
        ExpressionReader.Clause clause = new ExpressionReader.Clause(scope, Place.FROM, tables, filters, Map.of());
        List<Value> columns = new ArrayList<>();
        List<? extends Expression> rows = values.getExpressions();
        boolean bracketed = rows.stream().allMatch(row -> row instanceof ExpressionList<?>);
        for (Object row : bracketed ? rows : List.of(rows)) {
            List<?> cells = (List<?>) row;
            for (int i = 0; i < cells.size(); i++) {
                Trace cell = new Trace();
                new ExpressionReader(reading, this, clause, cell).read((Expression) cells.get(i));
                Value value = cell.value(name(i), Value.Naming.SURE, Optional.empty());
                if (i < columns.size()) columns.set(i, columns.get(i).or(value));
                else columns.add(value);
            }
        }
        return Rows.of(columns, filters);
    }

    private String name(int index) {
        return switch (reading.dialect().unnamed()) {
            case BY_FUNCTION -> "column" + (index + 1);
            case BY_TEXT -> "col" + index;
        };
    }

    /** Whether two of the rows' columns and conditions are alike, which ends the reading of a recursion. */
    static boolean alike(Rows a, Rows b) {
        return a.columns().equals(b.columns())
                && a.filters().columns().equals(b.filters().columns())
                && a.filters().unresolved().equals(b.filters().unresolved())
                && a.unknown().equals(b.unknown());
    }

    static boolean isBare(Expression expression) {
        return expression instanceof Column column && ColumnFinder.parts(column).size() == 1;
    }
}
