package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.SnapshotColumns;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The columns a snapshot adds, those of them that its table has, and what they say about a version. */
record HistoryTable(SnapshotHistory history, Optional<CatalogRelation> table) {

    private SnapshotColumns columns() {
        return history.columns();
    }

    /** In the order in which they are written. */
    List<ColumnName> meta() {
        List<ColumnName> meta = new ArrayList<>(List.of(
                columns().validFrom(),
                columns().validTo(),
                columns().isCurrent(),
                columns().scdId(),
                columns().updatedAt()));
        if (tellsDeletion()) meta.add(columns().isDeleted());
        return meta;
    }

    /** The same with their types, where the history is not made of a query that tells them. */
    List<CatalogColumn> typedMeta() {
        List<String> types = List.of("timestamp", "timestamp", "boolean", "varchar(32)", "timestamp", "boolean");
        List<CatalogColumn> typed = new ArrayList<>();
        for (int i = 0; i < meta().size(); i++) {
            typed.add(new CatalogColumn(meta().get(i), types.get(i), Optional.empty()));
        }
        return typed;
    }

    /** Whether versions say that their key is deleted: asked for, or so since an earlier run. */
    boolean tellsDeletion() {
        return history.hardDeletes() == HardDeletes.NEW_RECORD || has(columns().isDeleted());
    }

    private boolean has(ColumnName column) {
        return table.flatMap(t -> t.find(column)).isPresent();
    }

    List<CatalogColumn> withoutMeta(List<CatalogColumn> all) {
        return all.stream()
                .filter(c -> meta().stream().noneMatch(m -> m.sameAs(c.name())))
                .toList();
    }

    /** Columns without which a table is no history; the others can be made from them. */
    List<ColumnName> missing() {
        List<ColumnName> needed = List.of(
                columns().validFrom(),
                columns().validTo(),
                columns().scdId(),
                columns().updatedAt());
        return table.isEmpty()
                ? List.of()
                : needed.stream().filter(c -> !has(c)).toList();
    }

    /** Tells the open versions of the table as it is now. */
    String open() {
        if (table.isEmpty() || has(columns().isCurrent()))
            return columns().isCurrent().quoted();
        String end = columns().validTo().quoted();
        return end + " is null"
                + history.validToCurrent()
                        .map(mark -> " or " + end + " = " + mark)
                        .orElse("");
    }

    /** Tells, of open versions, those that say that their key is deleted. */
    String gone() {
        return has(columns().isDeleted()) ? "coalesce(" + columns().isDeleted() + ", false)" : "false";
    }

    /**
     * What the table as it is now says in columns that it will have.
     *
     * @param missing SQL for a column of the rows that it lacks
     */
    List<String> standing(String alias, List<ColumnName> written, Function<ColumnName, String> missing) {
        return written.stream()
                .map(column -> {
                    if (has(column)) return column.sameAs(columns().isDeleted()) ? gone() : alias + "." + column;
                    if (column.sameAs(columns().isCurrent())) return "(" + open() + ")";
                    return column.sameAs(columns().isDeleted()) ? gone() : missing.apply(column);
                })
                .toList();
    }

    /** Adds what an older table lacks. */
    List<Statement> completion(RelationName name) {
        List<Statement> statements = new ArrayList<>();
        if (table.isPresent() && !has(columns().isCurrent())) {
            statements.add(new ColumnStatement.AddColumn(name, flag(columns().isCurrent())));
            statements.add(new ColumnStatement.SetColumn(name, columns().isCurrent(), open()));
        }
        if (table.isPresent() && tellsDeletion() && !has(columns().isDeleted())) {
            statements.add(new ColumnStatement.AddColumn(name, flag(columns().isDeleted())));
            statements.add(new ColumnStatement.SetColumn(name, columns().isDeleted(), "false"));
        }
        return statements;
    }

    private static CatalogColumn flag(ColumnName name) {
        return new CatalogColumn(name, "boolean", Optional.empty());
    }
}
