package dev.ashlar.lineage;

import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.ColumnRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.TableFunction;

/** Reads {@code from} with its joins, from left to right. */
final class FromReader {
    private final Reading reading;
    private final QueryReader queries;
    private final CommonTables tables;
    private final Optional<Scope> around;
    private final Trace filters = new Trace();

    FromReader(Reading reading, QueryReader queries, CommonTables tables, Optional<Scope> around) {
        this.reading = reading;
        this.queries = queries;
        this.tables = tables;
        this.around = around;
    }

    /** Join keys, and the filters of whatever is read. */
    Trace filters() {
        return filters;
    }

    /** @param first null for a query of no relation */
    From read(FromItem first, List<Join> joins) {
        From from = new From(reading.names);
        if (first != null) from.addAll(read(first, from));
        if (joins == null) return from;
        for (Join join : joins) {
            From right = read(join.getFromItem(), from);
            new Joins(reading, filters).join(from, join, right, this::conditions);
        }
        return from;
    }

    private ExpressionReader reader(ExpressionReader.Clause clause, Trace into) {
        return new ExpressionReader(reading, queries, clause, into);
    }

    private ExpressionReader.Clause clause(From from) {
        return new ExpressionReader.Clause(Scope.of(from, around), Place.FROM, tables, filters, Map.of());
    }

    /** Reads conditions over what has been joined so far. */
    private Joins.Conditions conditions(From from) {
        return (expression, into) -> reader(clause(from), into).read(expression);
    }

    private From read(FromItem item, From before) {
        From from = new From(reading.names);
        switch (item) {
            case Table table -> from.add(read(table, before));
            case TableFunction function ->
                from.add(new TableFunctions(reading).read(function, arguments(function, before)));
            case ParenthesedFromItem bracketed -> {
                From inner = read(bracketed.getFromItem(), bracketed.getJoins());
                if (bracketed.getAlias() == null) return inner;
                Rows rows = new Rows(inner.visible(), new Trace(), inner.unknown());
                from.add(aliased(bracketed.getAlias(), rows));
            }
            case Select select -> {
                Scope beside = Scope.of(before, around);
                Rows rows = queries.read(select, tables, Optional.of(beside));
                filters.addAll(rows.filters());
                from.add(aliased(select.getAlias(), rows));
            }
            default -> from.add(Source.of("", Rows.unknown("a part of from that lineage does not know")));
        }
        return Pivots.apply(item, from, reading, filters);
    }

    private Value arguments(TableFunction function, From before) {
        Trace arguments = new Trace();
        if (!TableFunctions.givesRows(function)) {
            Remains.leave(function, reading); // names among them may be those of options: header = true
            return arguments.value("", Value.Naming.MADE_UP, Optional.empty());
        }
        for (var call : function.getFunctions())
            reader(clause(before), arguments).read(call, Way.TRANSFORMED);
        return arguments.value("", Value.Naming.MADE_UP, Optional.empty());
    }

    private Source aliased(Alias alias, Rows rows) {
        if (alias == null) return Source.of("", rows);
        Rows named = Renaming.of(rows, columnNames(alias, reading));
        return Source.of(reading.names.key(alias.getName()), named);
    }

    static List<String> columnNames(Alias alias, Reading reading) {
        if (alias == null || alias.getAliasColumns() == null) return List.of();
        return alias.getAliasColumns().stream()
                .map(column -> reading.names.shown(column.name))
                .toList();
    }

    Source read(Table table) {
        return read(table, new From(reading.names));
    }

    private Source read(Table table, From before) {
        List<String> inwards = table.getNameParts();
        List<String> path = new ArrayList<>();
        for (int i = inwards.size() - 1; i >= 0; i--) if (inwards.get(i) != null) path.add(inwards.get(i));
        String own = reading.names.key(path.get(path.size() - 1));
        Alias alias = table.getAlias();
        String key = alias == null ? own : reading.names.key(alias.getName());
        Optional<Value> element = element(path, before);
        if (element.isPresent()) return new Source(key, Optional.empty(), Rows.of(List.of(), new Trace()), element);
        Optional<CommonTables.Entry> common = path.size() == 1 ? tables.find(own) : Optional.empty();
        if (common.isPresent()) {
            Rows rows = common.get().use();
            filters.addAll(rows.filters());
            return Source.of(key, Renaming.of(rows, columnNames(alias, reading)));
        }
        Rows rows = Renaming.of(relation(path), columnNames(alias, reading));
        Optional<String> schema = alias != null || path.size() < 2
                ? Optional.empty()
                : Optional.of(reading.names.key(path.get(path.size() - 2)));
        return new Source(key, schema, rows, Optional.empty());
    }

    /** {@code from docs d, d.lines l}: rows of a nested value. */
    private Optional<Value> element(List<String> path, From before) {
        if (path.size() < 2 || reading.dialect().dots() != Dialect.Dots.FIELDS) return Optional.empty();
        List<Source> holders = new ColumnFinder(reading).sources(before, path.subList(0, 1));
        if (holders.size() != 1) return Optional.empty();
        Source holder = holders.get(0);
        if (holder.element().isPresent()) return holder.element();
        List<Value> columns = before.find(holder.rows().columns(), reading.names.key(path.get(1)));
        return columns.size() == 1 ? Optional.of(columns.get(0).through(Way.TRANSFORMED)) : Optional.empty();
    }

    private Rows relation(List<String> path) {
        List<String> names = path.stream().map(reading.names::shown).toList();
        String schema = names.size() < 2 ? "" : names.get(names.size() - 2);
        RelationName name = RelationName.of(schema, names.get(names.size() - 1));
        Optional<Inputs.Input> input = reading.inputs.find(name);
        if (input.isEmpty()) {
            return Rows.unknown("'" + name.plain() + "', which is no relation of the project");
        }
        List<Value> columns = new ArrayList<>();
        for (Inputs.InputColumn column : input.get().columns()) {
            ColumnRef ref = new ColumnRef(input.get().node(), column.name());
            String spelt = switch (input.get().spelling()) {
                case EXACT -> column.name().name();
                case LOOSE -> reading.names.shown(column.name().name());
            };
            columns.add(Value.of(spelt, Map.of(ref, Way.SAME), Optional.empty(), column.type()));
        }
        return new Rows(
                columns,
                new Trace(),
                input.get().unknown(),
                input.get().unknown().isPresent() && input.get().node().kind() == NodeKind.SOURCE
                        ? Optional.of(input.get().node())
                        : Optional.empty());
    }
}
