package dev.ashlar.plan;

import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import java.util.List;

/** Columns that a key of the configuration names, and that the query must give. */
record KnownColumns(String key, List<ColumnName> named) {
    KnownColumns {
        named = List.copyOf(named);
    }

    /** @throws dev.ashlar.diagnostic.DiagnosticException naming the first that is none of these, and the nearest */
    void demandAmong(Node node, List<ColumnName> columns) {
        for (ColumnName column : named) {
            if (columns.stream().anyMatch(column::sameAs)) continue;
            throw PlanRefusal.cannotBuild(
                    node,
                    key + " names '" + column.name() + "', which is no column of "
                            + (node instanceof Node.Snapshot ? "its query." : "the model."),
                    NearestName.didYouMean(
                            column.name(),
                            columns.stream().map(ColumnName::name).toList()));
        }
    }
}
