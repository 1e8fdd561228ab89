package dev.ashlar.lineage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Pivot;
import net.sf.jsqlparser.statement.select.PivotXml;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.UnPivot;

/** Turns rows into columns and back. */
final class Pivots {
    private final From from;
    private final Reading reading;
    private final Trace filters;

    private Pivots(From from, Reading reading, Trace filters) {
        this.from = from;
        this.reading = reading;
        this.filters = filters;
    }

    /** What {@code pivot} and {@code unpivot} behind the item make of it; the same where there is none. */
    static From apply(FromItem item, From from, Reading reading, Trace filters) {
        Pivots pivots = new Pivots(from, reading, filters);
        if (item.getPivot() != null) return pivots.pivot(item.getPivot());
        if (item.getUnPivot() != null) return pivots.unpivot(item.getUnPivot());
        return from;
    }

    private From pivot(Pivot pivot) {
        if (pivot instanceof PivotXml
                || pivot.getSingleInItems() == null
                || pivot.getFunctionItems().size() != 1)
            return only(pivot.getAlias(), Rows.unknown("a pivot of several values"));
        SelectItem<Function> item = pivot.getFunctionItems().get(0);
        Trace cell = new Trace();
        Set<String> used = new HashSet<>();
        Scope scope = Scope.of(from, Optional.empty());
        new ExpressionReader(
                        reading,
                        new QueryReader(reading),
                        new ExpressionReader.Clause(scope, Place.FROM, CommonTables.none(), filters, Map.of()),
                        cell)
                .read(item.getExpression());
        for (Object parameter : item.getExpression().getParameters()) {
            if (parameter instanceof Column column) used.add(key(column));
        }
        for (Column column : pivot.getForColumns()) {
            reading.saw(column);
            used.add(key(column));
            cell.add(new ColumnFinder(reading).find(column, scope, Place.FROM), Way.AGGREGATED);
        }
        List<Value> columns = new ArrayList<>();
        for (Value value : from.visible()) {
            if (used.contains(from.key(value))) continue;
            columns.add(value);
            filters.add(value, Way.SAME);
        }
        String suffix = item.getAlias() == null
                ? ""
                : "_" + reading.names.shown(item.getAlias().getName());
        for (SelectItem<?> in : pivot.getSingleInItems()) {
            String name = in.getAlias() != null
                    ? reading.names.shown(in.getAlias().getName())
                    : in.getExpression() instanceof StringValue text
                            ? text.getValue()
                            : in.getExpression().toString();
            columns.add(cell.value(name + suffix, Value.Naming.SURE, Optional.empty()));
        }
        return only(pivot.getAlias(), new Rows(columns, new Trace(), from.unknown()));
    }

    private From unpivot(UnPivot unpivot) {
        if (unpivot.getUnPivotClause().size() != 1
                || unpivot.getUnPivotForClause().size() != 1)
            return only(unpivot.getAlias(), Rows.unknown("an unpivot of several values"));
        Map<String, Value> melted = new LinkedHashMap<>();
        for (SelectItem<?> in : unpivot.getUnPivotInClause()) {
            if (!(in.getExpression() instanceof Column column))
                return only(unpivot.getAlias(), Rows.unknown("an unpivot of expressions"));
            reading.saw(column);
            Scope scope = Scope.of(from, Optional.empty());
            melted.put(key(column), new ColumnFinder(reading).find(column, scope, Place.FROM));
        }
        List<Value> columns = new ArrayList<>();
        for (Value value : from.visible()) if (!melted.containsKey(from.key(value))) columns.add(value);
        Column name = unpivot.getUnPivotForClause().get(0);
        Column cell = unpivot.getUnPivotClause().get(0);
        reading.saw(name);
        reading.saw(cell);
        columns.add(new Trace().value(shown(name), Value.Naming.SURE, Optional.empty()));
        melted.values().stream().reduce(Value::or).ifPresent(value -> columns.add(value.as(shown(cell))));
        return only(unpivot.getAlias(), new Rows(columns, new Trace(), from.unknown()));
    }

    private From only(Alias alias, Rows rows) {
        From out = new From(reading.names);
        String key = alias != null
                ? reading.names.key(alias.getName())
                : from.sources().stream().map(Source::key).findFirst().orElse("");
        out.add(Source.of(key, rows));
        return out;
    }

    private String key(Column column) {
        return reading.names.key(column.getColumnName());
    }

    private String shown(Column column) {
        return reading.names.shown(column.getColumnName());
    }
}
