package dev.ashlar.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.statement.select.TableFunction;

/** Functions in {@code from}: rows made of their arguments, or of something that is no node. */
final class TableFunctions {
    private final Reading reading;

    TableFunctions(Reading reading) {
        this.reading = reading;
    }

    /** Whether the rows come of the arguments alone. */
    static boolean givesRows(TableFunction item) {
        return item.getFunctions().size() == 1
                && KnownFunctions.givesRows(item.getFunctions().get(0).getName().toLowerCase(Locale.ROOT));
    }

    /** @param arguments everything that the arguments are worked out of */
    Source read(TableFunction item, Value arguments) {
        List<Function> calls = item.getFunctions();
        String name = calls.get(0).getName().toLowerCase(Locale.ROOT);
        Alias alias = item.getAlias();
        String key = alias == null ? reading.names.keyOfName(name) : reading.names.key(alias.getName());
        List<String> listed = FromReader.columnNames(alias, reading);
        if (!givesRows(item)) {
            String why = "the function '" + name + "', whose rows are no node's";
            return Source.of(key, Renaming.of(Rows.unknown(why), listed));
        }
        List<String> names = names(name, alias, listed, item);
        List<Value> columns = names.stream().map(arguments::as).toList();
        Rows rows = Rows.of(columns, new Trace());
        return new Source(key, Optional.empty(), rows, Optional.of(arguments));
    }

    /** Of one column, the alias of the relation names the column too, where no list does (Postgres 7.2.1.4). */
    private List<String> names(String name, Alias alias, List<String> listed, TableFunction item) {
        List<String> own = KnownFunctions.columns(name);
        if (own.size() == 1 && listed.isEmpty() && alias != null) {
            String shown = reading.names.shown(alias.getName());
            own = own.get(0).equals(name) ? List.of(shown) : own;
        }
        List<String> names = new ArrayList<>(listed);
        for (int i = listed.size(); i < own.size(); i++) names.add(own.get(i));
        boolean ordinality = item.getWithClause() != null
                && item.getWithClause().toLowerCase(Locale.ROOT).contains("ordinality");
        if (ordinality && names.size() == own.size()) names.add("ordinality");
        return names;
    }
}
