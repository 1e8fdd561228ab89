package dev.ashlar.lineage;

import dev.ashlar.manifest.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.WindowDefinition;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;

/** Reads {@code select ... from ...}. */
final class SelectReader {
    private final Reading reading;
    private final QueryReader queries;
    private final PlainSelect select;
    private final FromReader fromReader;
    private final From from;
    private final Trace filters;
    private final ExpressionReader.Clause clause;
    private final List<Item> items = new ArrayList<>();

    /** @param aggregated whether it holds an aggregate itself */
    private record Item(Value value, boolean aggregated) {}

    SelectReader(
            Reading reading, QueryReader queries, PlainSelect select, CommonTables tables, Optional<Scope> around) {
        this.reading = reading;
        this.queries = queries;
        this.select = select;
        this.fromReader = new FromReader(reading, queries, tables, around);
        this.from = fromReader.read(select.getFromItem(), select.getJoins());
        this.filters = fromReader.filters();
        this.clause =
                new ExpressionReader.Clause(Scope.of(from, around), Place.SELECT_ITEM, tables, filters, windows());
    }

    private Map<String, WindowDefinition> windows() {
        Map<String, WindowDefinition> windows = new HashMap<>();
        if (select.getWindowDefinitions() == null) return windows;
        for (WindowDefinition window : select.getWindowDefinitions()) {
            windows.put(reading.names.key(window.getWindowName()), window);
        }
        return windows;
    }

    Rows read() {
        for (SelectItem<?> item : select.getSelectItems()) read(item);
        clause.windows().values().forEach(this::unusedWindow);
        distinct();
        condition(select.getWhere(), Place.WHERE);
        condition(select.getPreWhere(), Place.WHERE);
        group();
        condition(select.getHaving(), Place.HAVING);
        condition(select.getQualify(), Place.QUALIFY);
        if (select.getOrderByElements() != null) {
            for (OrderByElement element : select.getOrderByElements()) key(element.getExpression(), Place.ORDER);
        }
        Remains.of(select, reading, this::remaining);
        List<Value> columns = items.stream().map(Item::value).toList();
        Optional<String> unknown = columns.stream()
                .filter(column -> column.name().equals("*"))
                .flatMap(column -> column.unresolved().stream())
                .findFirst();
        return new Rows(columns, filters, unknown, rest());
    }

    /** A star alone, without changes, passes on whatever there is. */
    private Optional<NodeId> rest() {
        List<SelectItem<?>> written = select.getSelectItems();
        boolean plain = written.size() == 1
                && written.get(0).getExpression() instanceof AllColumns star
                && star.getExceptColumns() == null
                && star.getReplaceExpressions() == null;
        return plain ? from.rest() : Optional.empty();
    }

    private void read(SelectItem<?> item) {
        Expression expression = ExpressionReader.bare(item.getExpression());
        if (expression instanceof AllColumns star) {
            Stars stars = new Stars(reading, from, replaced -> value(replaced, clause));
            stars.expand(star).forEach(value -> items.add(new Item(value, false)));
            return;
        }
        Trace trace = new Trace();
        ExpressionReader reader = new ExpressionReader(reading, queries, clause, trace);
        reader.read(item.getExpression());
        Remains.of(item, reading, (part, way) -> reader.read(part, way));
        if (trace.unresolved().filter(ExpressionReader.PATTERN::equals).isPresent()) {
            items.add(new Item(Value.unresolved("*", ExpressionReader.PATTERN), false));
            return;
        }
        Value value = named(item, trace);
        items.add(new Item(value, reader.aggregates()));
        clause.scope().aliases().putIfAbsent(reading.names.keyOfName(value.name()), value);
    }

    private Value value(SelectItem<?> item, ExpressionReader.Clause in) {
        Trace trace = new Trace();
        new ExpressionReader(reading, queries, in, trace).read(item.getExpression());
        return named(item, trace);
    }

    private Value named(SelectItem<?> item, Trace trace) {
        Optional<String> type = KnownTypes.of(item.getExpression(), clause.scope(), reading);
        if (item.getAlias() != null)
            return trace.value(reading.names.shown(item.getAlias().getName()), Value.Naming.SURE, type);
        UnnamedColumns.Name name = UnnamedColumns.of(item.getExpression(), clause.scope(), reading);
        return trace.value(name.text(), name.naming(), type);
    }

    /** It decides about nothing, but names in it are names. */
    private void unusedWindow(WindowDefinition window) {
        ExpressionReader reader = new ExpressionReader(reading, queries, clause, new Trace());
        for (Expression part : window.getAllExpressions()) if (part != null) reader.read(part);
    }

    private void distinct() {
        if (select.getDistinct() == null || select.getDistinct().getOnSelectItems() == null) return;
        for (SelectItem<?> item : select.getDistinct().getOnSelectItems()) key(item.getExpression(), Place.ORDER);
    }

    private void condition(Expression expression, Place place) {
        if (expression == null) return;
        new ExpressionReader(reading, queries, clause.in(place), filters).read(expression);
    }

    private void group() {
        if (select.getGroupBy() == null) return;
        ExpressionList<Expression> keys = select.getGroupBy().getGroupByExpressionList();
        if (keys != null) for (Expression expression : keys) key(expression, Place.GROUP);
        if (select.getGroupBy().getGroupingSets() == null) return;
        for (ExpressionList<Expression> set : select.getGroupBy().getGroupingSets()) {
            for (Expression expression : set) key(expression, Place.GROUP);
        }
    }

    /** A key of grouping or sorting: a place, {@code all}, the name of a select item, or an expression. */
    private void key(Expression written, Place place) {
        Expression expression = ExpressionReader.bare(written);
        Optional<Value> ordinal =
                Ordinals.of(expression, items.stream().map(Item::value).toList());
        if (ordinal.isPresent()) {
            filters.add(ordinal.get(), Way.SAME);
        } else if (expression.toString().toLowerCase(Locale.ROOT).equals("all")) {
            reading.saw(expression);
            for (Item item : items) {
                if (place == Place.ORDER || !item.aggregated()) filters.add(item.value(), Way.SAME);
            }
        } else if (place == Place.ORDER && QueryReader.isBare(expression)) {
            Column column = (Column) expression;
            Value alias = clause.scope().aliases().get(reading.names.key(column.getColumnName()));
            if (alias == null) condition(expression, place);
            else filters.add(alias, Way.SAME);
            reading.saw(column);
        } else {
            condition(expression, place);
        }
    }

    /** Whatever the parser saw outside of the select items and no clause above has dealt with. */
    private void remaining(Expression part, Way way) {
        new ExpressionReader(reading, queries, clause.in(Place.HAVING), filters).read(part, way);
    }
}
