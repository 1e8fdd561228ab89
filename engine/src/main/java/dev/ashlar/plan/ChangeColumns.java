package dev.ashlar.plan;

import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.Arrival;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.RowOperations;
import dev.ashlar.plan.HistoryStatement.Sequenced;
import dev.ashlar.report.CatalogColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The columns of a changelog by what they are for, spelled as the query spells them.
 *
 * @param rows all of them
 * @param arrival empty where changes that were not seen are told by comparing
 */
record ChangeColumns(
        List<CatalogColumn> rows,
        List<ColumnName> keys,
        ColumnName updatedAt,
        Optional<RowOperations> operations,
        List<Sequenced> sequence,
        Optional<ColumnName> arrival,
        List<ColumnName> compared,
        SnapshotStrategy.Changelog changelog) {
    /** What loading adds to a row, in the order in which it tells the first of the same changes. */
    private static final List<ColumnName> LOADED = List.of(
            new ColumnName("_loaded_at"),
            new ColumnName("_batch_id"),
            new ColumnName("_row"),
            new ColumnName("_file"),
            new ColumnName("_row_hash"));

    static ChangeColumns of(
            Assignment work, SnapshotHistory history, SnapshotStrategy.Changelog changelog, List<CatalogColumn> rows) {
        Finder finder = new Finder(work, rows);
        return new ChangeColumns(
                rows,
                finder.all("unique_key", history.uniqueKey()),
                finder.one("updated_at", changelog.updatedAt()),
                changelog
                        .operations()
                        .map(o -> new RowOperations(finder.one("operation_column", o.column()), o.words())),
                finder.all("sequence_column", changelog.sequence()).stream()
                        .map(column -> new Sequenced(column, finder.order(column)))
                        .toList(),
                switch (changelog.arrival()) {
                    case Arrival.Column column -> Optional.of(finder.one("arrival_column", column.name()));
                    case Arrival.IfPresent column ->
                        SchemaChange.find(rows, column.name()).map(CatalogColumn::name);
                    case Arrival.Compared compared -> Optional.empty();
                },
                finder.all("check_cols", changelog.compared()),
                changelog);
    }

    /** The column that would tell what is new, as it was configured. */
    static Optional<ColumnName> arrival(SnapshotStrategy.Changelog changelog) {
        return switch (changelog.arrival()) {
            case Arrival.Column column -> Optional.of(column.name());
            case Arrival.IfPresent column -> Optional.of(column.name());
            case Arrival.Compared compared -> Optional.empty();
        };
    }

    private record Finder(Assignment work, List<CatalogColumn> rows) {
        List<ColumnName> all(String key, List<ColumnName> names) {
            return names.stream().map(name -> one(key, name)).toList();
        }

        ColumnName one(String key, ColumnName name) {
            return SchemaChange.find(rows, name)
                    .map(CatalogColumn::name)
                    .orElseThrow(() -> PlanRefusal.cannotBuild(
                            work.node(),
                            key + " names '" + name.name() + "', which is no column of its query.",
                            NearestName.didYouMean(
                                    name.name(),
                                    rows.stream().map(c -> c.name().name()).toList())));
        }

        Sequenced.Order order(ColumnName column) {
            String type = SchemaChange.find(rows, column).orElseThrow().type().toLowerCase(Locale.ROOT);
            return type.contains("char") || type.contains("text") ? Sequenced.Order.TEXT : Sequenced.Order.VALUE;
        }
    }

    List<ColumnName> values() {
        return HistoryPublication.names(rows);
    }

    /** Columns that tell how a change came, the arrival first. */
    List<ColumnName> own() {
        List<ColumnName> own = new ArrayList<>(arrival.stream().toList());
        for (ColumnName loaded : LOADED) {
            SchemaChange.find(rows, loaded)
                    .map(CatalogColumn::name)
                    .filter(name -> !own.contains(name))
                    .ifPresent(own::add);
        }
        return own;
    }

    /** Columns in which changes differ. */
    List<ColumnName> told() {
        List<ColumnName> own = own();
        return values().stream().filter(name -> !own.contains(name)).toList();
    }

    /** What a version says of its key: what is told, but when and how it changed. */
    List<ColumnName> state() {
        return told().stream()
                .filter(name -> !keys.contains(name) && !name.equals(updatedAt))
                .filter(name -> operations.filter(o -> o.column().equals(name)).isEmpty())
                .toList();
    }
}
