package dev.ashlar.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.SelectItem;

/** Expands {@code *} and {@code t.*}, with what they leave out and replace. */
final class Stars {
    private static final String STAR = "*";

    private final Reading reading;
    private final From from;
    private final Function<SelectItem<?>, Value> worded;

    /** @param worded gives the value of an expression that stands for a column */
    Stars(Reading reading, From from, Function<SelectItem<?>, Value> worded) {
        this.reading = reading;
        this.from = from;
        this.worded = worded;
    }

    List<Value> expand(AllColumns star) {
        Set<String> left = new HashSet<>();
        if (star.getExceptColumns() != null) {
            for (Column column : star.getExceptColumns()) {
                reading.saw(column);
                left.add(reading.names.key(column.getColumnName()));
            }
        }
        Map<String, Value> replaced = new HashMap<>();
        if (star.getReplaceExpressions() != null) {
            for (SelectItem<?> item : star.getReplaceExpressions()) {
                Value value = worded.apply(item);
                replaced.put(reading.names.keyOfName(value.name()), value);
            }
        }
        List<Value> out = new ArrayList<>();
        for (Value value : star instanceof AllTableColumns of ? columns(of) : all()) {
            String key = from.key(value);
            if (left.contains(key)) continue;
            Value other = replaced.get(key);
            out.add(other == null ? value : other.as(value.name()));
        }
        return out;
    }

    private List<Value> all() {
        List<Value> columns = new ArrayList<>(from.visible());
        from.unknown().ifPresent(why -> columns.add(Value.unresolved(STAR, why)));
        return columns;
    }

    private List<Value> columns(AllTableColumns star) {
        List<String> inwards = star.getTable().getNameParts();
        List<String> path = new ArrayList<>();
        for (int i = inwards.size() - 1; i >= 0; i--) if (inwards.get(i) != null) path.add(inwards.get(i));
        List<Source> found = new ColumnFinder(reading).sources(from, path);
        String name = reading.names.shown(path.get(path.size() - 1));
        if (found.isEmpty()) {
            String reason = "there is no relation '" + name + "' in this query";
            reading.find(Finding.Kind.UNKNOWN_COLUMN, star, "T" + reason.substring(1) + ".", "");
            return List.of(Value.unresolved(STAR, reason));
        }
        Source source = found.get(0);
        List<Value> columns = new ArrayList<>(source.rows().columns());
        source.rows().unknown().ifPresent(why -> columns.add(Value.unresolved(STAR, why)));
        if (columns.isEmpty() && source.element().isPresent()) {
            columns.add(Value.unresolved(STAR, "all fields of '" + name + "'"));
        }
        return columns;
    }
}
