package dev.ashlar.plan;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Step.Question;
import dev.ashlar.report.QueryResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows whose key is null or stands twice: asked for before anything is written, five of them shown. */
final class KeyFaults {
    static final String NULLS = "null_keys";
    private static final String DUPLICATES = "duplicate_keys";
    static final int SHOWN = 5;

    private final Node node;
    private final List<ColumnName> keys;

    KeyFaults(Node node, List<ColumnName> keys) {
        this.node = node;
        this.keys = keys;
    }

    Question nulls(RelationName rows) {
        return new Question(
                NULLS,
                "select " + KeyMatch.list(keys) + ", count(*) over () as found\nfrom " + rows + "\nwhere "
                        + KeyMatch.anyNull(keys) + "\nlimit " + SHOWN);
    }

    Question duplicates(RelationName rows) {
        String columns = KeyMatch.list(keys);
        return new Question(
                DUPLICATES,
                "select " + columns + ", count(*) over () as found\nfrom " + rows + "\ngroup by " + columns
                        + "\nhaving count(*) > 1\norder by " + columns + "\nlimit " + SHOWN);
    }

    /** @throws DiagnosticException when the answers show faulty keys */
    void demandNone(Shape shape) {
        List<Diagnostic> faults = new ArrayList<>();
        String key = "unique_key (" + keys.stream().map(ColumnName::name).collect(Collectors.joining(", ")) + ")";
        find(
                shape,
                NULLS,
                "row without a " + key,
                "rows without a " + key,
                "Filter them out or give them a key.",
                faults);
        find(
                shape,
                DUPLICATES,
                "value of " + key + " that stands on more than one row",
                "values of " + key + " that stand on more than one row",
                "Reduce the query to one row a key.",
                faults);
        if (!faults.isEmpty()) throw new DiagnosticException(faults, null);
    }

    private void find(Shape shape, String question, String one, String more, String remedy, List<Diagnostic> faults) {
        QueryResult rows = shape.answers().get(question);
        if (rows == null || rows.rows().isEmpty()) return;
        long found = ((Number) rows.rows().get(0).get(keys.size())).longValue();
        faults.add(Diagnostic.error(
                node.header().location(),
                "Cannot build " + PlanRefusal.thing(node) + ": its query gives " + Counted.of(found, one, more)
                        + ", for example " + shown(keys, rows) + ".",
                remedy));
    }

    /** As {@code (id=1, day=2026-11-01), (id=2, day=2026-11-01)}: at most five rows, their first columns. */
    static String shown(List<ColumnName> columns, QueryResult rows) {
        return rows.rows().stream()
                .limit(SHOWN)
                .map(row -> {
                    List<String> parts = new ArrayList<>();
                    for (int i = 0; i < columns.size(); i++) {
                        parts.add(columns.get(i).name() + "=" + row.get(i));
                    }
                    return "(" + String.join(", ", parts) + ")";
                })
                .collect(Collectors.joining(", "));
    }
}
