package dev.ashlar.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.parser.ASTNodeAccess;
import net.sf.jsqlparser.statement.select.IntersectOp;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperation;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.UnionOp;

/** Reads {@code union}, {@code intersect} and {@code except}. */
final class SetOperations {
    private final Reading reading;
    private final QueryReader queries;
    private final CommonTables tables;
    private final Optional<Scope> around;

    SetOperations(Reading reading, QueryReader queries, CommonTables tables, Optional<Scope> around) {
        this.reading = reading;
        this.queries = queries;
        this.tables = tables;
        this.around = around;
    }

    /** {@code intersect} binds closer than the others, which go from left to right. */
    Rows read(SetOperationList list) {
        List<Rows> parts = new ArrayList<>();
        List<Select> selects = new ArrayList<>();
        List<SetOperation> between = new ArrayList<>();
        for (int i = 0; i < list.getSelects().size(); i++) {
            Select select = list.getSelect(i);
            Rows rows = queries.read(select, tables, around);
            int last = parts.size() - 1;
            if (i > 0 && list.getOperation(i - 1) instanceof IntersectOp operation) {
                parts.set(last, both(parts.get(last), operation, rows, select));
                continue;
            }
            if (i > 0) between.add(list.getOperation(i - 1));
            parts.add(rows);
            selects.add(select);
        }
        Rows all = parts.get(0);
        for (int i = 1; i < parts.size(); i++) all = both(all, between.get(i - 1), parts.get(i), selects.get(i));
        return all;
    }

    private Rows both(Rows left, SetOperation operation, Rows right, Select rightSelect) {
        Trace filters = new Trace();
        filters.addAll(left.filters());
        filters.addAll(right.filters());
        Optional<String> unknown = left.unknown().or(right::unknown);
        if (!(operation instanceof UnionOp)) {
            right.columns().forEach(column -> filters.add(column, Way.SAME));
            right.unknown().ifPresent(filters::unresolved);
            return new Rows(left.columns(), filters, left.unknown());
        }
        if (operation.toString().toLowerCase(Locale.ROOT).contains("by name")) {
            return new Rows(byName(left, right), filters, unknown);
        }
        if (unknown.isPresent()) {
            List<Value> columns = left.columns().stream()
                    .map(column ->
                            Value.unresolved(column.name(), "a part of the union has the columns of " + unknown.get()))
                    .toList();
            return new Rows(columns, filters, unknown);
        }
        if (left.columns().size() != right.columns().size()) {
            String reason = "the parts of the union have " + left.columns().size() + " and "
                    + right.columns().size() + " columns";
            return Rows.of(
                    left.columns().stream()
                            .map(column -> Value.unresolved(column.name(), reason))
                            .toList(),
                    filters);
        }
        List<Value> columns = new ArrayList<>();
        for (int i = 0; i < left.columns().size(); i++) {
            Value a = left.columns().get(i);
            Value b = right.columns().get(i);
            if (TypeFamily.clash(a.type(), b.type())) {
                reading.find(
                        Finding.Kind.TYPE_CLASH,
                        item(rightSelect, i, right),
                        "Column " + (i + 1) + " of the union, '" + a.name() + "', is "
                                + a.type().get() + " above and " + b.type().get() + " here.",
                        "Cast one of them.");
            }
            columns.add(a.or(b));
        }
        return Rows.of(columns, filters);
    }

    private List<Value> byName(Rows left, Rows right) {
        List<Value> columns = new ArrayList<>(left.columns());
        for (Value value : right.columns()) {
            String key = reading.names.keyOfName(value.name());
            int at = 0;
            while (at < columns.size()
                    && !reading.names.keyOfName(columns.get(at).name()).equals(key)) at++;
            if (at < columns.size()) columns.set(at, columns.get(at).or(value));
            else columns.add(value);
        }
        return columns;
    }

    private static ASTNodeAccess item(Select select, int index, Rows rows) {
        if (!(select instanceof PlainSelect plain)) return select;
        List<SelectItem<?>> items = plain.getSelectItems();
        return items.size() == rows.columns().size() ? items.get(index) : select;
    }
}
