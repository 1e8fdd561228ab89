package dev.ashlar.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.sf.jsqlparser.parser.Node;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.WithItem;

/** Reads the CTEs of a query, recursive ones until nothing new comes of another round. */
final class CommonTableReader {
    /** A round adds at least one origin or makes one heavier, so real recursions end far below. */
    private static final int MOST_ROUNDS = 200;

    private final Reading reading;
    private final QueryReader queries;

    CommonTableReader(Reading reading, QueryReader queries) {
        this.reading = reading;
        this.queries = queries;
    }

    Rows with(List<WithItem<?>> items, CommonTables around, Optional<Scope> scope, Function<CommonTables, Rows> body) {
        boolean recursive = items.stream().anyMatch(WithItem::isRecursive);
        CommonTables tables = around;
        record Read(CommonTables.Entry entry, WithItem<?> item) {}
        List<Read> all = new ArrayList<>();
        for (WithItem<?> item : items) {
            CommonTables.Entry entry = new CommonTables.Entry(reading.names.key(item.getAliasName()));
            entry.close(
                    item.getParenthesedStatement() instanceof ParenthesedSelect select
                            ? read(select, item, entry, recursive ? tables.with(entry) : tables, scope)
                            : Rows.unknown("the CTE '" + entry.key + "', which is no select"));
            tables = tables.with(entry);
            all.add(new Read(entry, item));
        }
        Rows rows = body.apply(tables);
        for (Read read : all) {
            if (read.entry.used()) continue;
            reading.find(
                    Finding.Kind.UNUSED_CTE,
                    offset(read.item),
                    "Nothing reads the CTE '" + read.entry.key + "'.",
                    "Take it out.");
        }
        return rows;
    }

    private Rows read(
            ParenthesedSelect select,
            WithItem<?> item,
            CommonTables.Entry entry,
            CommonTables tables,
            Optional<Scope> scope) {
        boolean seesItself =
                tables.find(entry.key).filter(found -> found == entry).isPresent();
        if (!seesItself || !(select.getSelect() instanceof SetOperationList parts)) {
            return named(queries.read(select, tables, scope), item);
        }
        Rows rows = named(queries.read(parts.getSelect(0), tables, scope), item);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            entry.know(rows);
            Rows next = named(queries.read(select, tables, scope), item);
            if (QueryReader.alike(rows, next)) return next;
            rows = next;
        }
        return rows;
    }

    private Rows named(Rows rows, WithItem<?> item) {
        if (item.getWithItemList() == null) return rows;
        List<String> names = new ArrayList<>();
        for (SelectItem<?> name : item.getWithItemList()) {
            if (name.getExpression() instanceof Column column) names.add(reading.names.shown(column.getColumnName()));
        }
        return Renaming.of(rows, names);
    }

    /** Where the name stands; the parser begins the first of {@code with recursive} at that word. */
    private static int offset(WithItem<?> item) {
        Node select = ((ParenthesedSelect) item.getParenthesedStatement()).getASTNode();
        Node with = select == null ? null : select.jjtGetParent();
        if (with == null) return 0;
        Token first = with.jjtGetFirstToken();
        return (first.image.equalsIgnoreCase("recursive") ? first.next : first).absoluteBegin - 1;
    }
}
