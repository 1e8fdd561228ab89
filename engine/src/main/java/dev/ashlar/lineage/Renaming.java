package dev.ashlar.lineage;

import java.util.ArrayList;
import java.util.List;

/** {@code t(a, b)}: other names for the first columns. */
final class Renaming {
    private Renaming() {}

    static Rows of(Rows rows, List<String> names) {
        List<Value> columns = new ArrayList<>();
        for (int i = 0; i < Math.max(names.size(), rows.columns().size()); i++) {
            if (i >= names.size()) columns.add(rows.columns().get(i));
            else if (i < rows.columns().size())
                columns.add(rows.columns().get(i).as(names.get(i)));
            else if (rows.unknown().isPresent())
                columns.add(Value.unresolved(names.get(i), rows.unknown().get()));
        }
        return rows.with(columns);
    }
}
