package dev.ashlar.lineage;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.CdcDeletes;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Cdc;
import dev.ashlar.manifest.Materialization.SnapshotColumns;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.Node;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.ColumnOrigin;
import dev.ashlar.report.ColumnOrigin.Kind;
import dev.ashlar.report.ColumnRef;
import dev.ashlar.report.NodeLineage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a materialization makes of the columns of its query. */
final class AddedColumns {
    private static final ColumnName IS_DELETED = new ColumnName("is_deleted");

    private AddedColumns() {}

    /** A change stream keeps its operations to itself; with soft deletes they become {@code is_deleted}. */
    static NodeLineage of(Node.Model model, NodeLineage query) {
        if (!(model.materialization() instanceof Incremental incremental)
                || !(incremental.strategy() instanceof Cdc cdc)) {
            return query;
        }
        ColumnName operation = cdc.operations().column();
        List<ColumnLineage> columns = new ArrayList<>(query.columns());
        columns.removeIf(column -> column.name().sameAs(operation));
        if (cdc.deletes() == CdcDeletes.SOFT) columns.add(worked(IS_DELETED, query, List.of(operation)));
        return new NodeLineage(columns, query.filters(), query.unresolved(), query.unresolvedFilters());
    }

    /** A snapshot adds when each version was valid. Where the run's time says so, that comes of no column. */
    static NodeLineage of(Node.Snapshot snapshot, NodeLineage query) {
        SnapshotColumns names = snapshot.history().columns();
        List<ColumnName> time = switch (snapshot.history().strategy()) {
            case SnapshotStrategy.Timestamp timestamp -> List.of(timestamp.updatedAt());
            case SnapshotStrategy.Check check -> List.of();
            case SnapshotStrategy.Changelog changelog -> List.of(changelog.updatedAt());
        };
        List<ColumnName> identity = new ArrayList<>(snapshot.history().uniqueKey());
        identity.addAll(time);
        List<ColumnLineage> columns = new ArrayList<>(query.columns());
        columns.add(worked(names.validFrom(), query, time));
        columns.add(worked(names.validTo(), query, time));
        columns.add(worked(names.isCurrent(), query, time));
        columns.add(worked(names.scdId(), query, identity));
        columns.add(worked(names.updatedAt(), query, time));
        if (snapshot.history().hardDeletes() == HardDeletes.NEW_RECORD) {
            columns.add(worked(names.isDeleted(), query, List.of()));
        }
        return new NodeLineage(columns, query.filters(), query.unresolved(), query.unresolvedFilters());
    }

    private static ColumnLineage worked(ColumnName name, NodeLineage query, List<ColumnName> from) {
        Map<ColumnRef, Kind> origins = new LinkedHashMap<>();
        Optional<String> unresolved = Optional.empty();
        for (ColumnName column : from) {
            Optional<ColumnLineage> found = query.find(column);
            if (found.isEmpty()) {
                unresolved = Optional.of("the query has no column '" + column.name() + "'");
                continue;
            }
            for (ColumnOrigin origin : found.get().origins()) {
                Kind kind = origin.kind() == Kind.AGGREGATED ? Kind.AGGREGATED : Kind.TRANSFORMED;
                origins.merge(origin.from(), kind, (a, b) -> a.compareTo(b) >= 0 ? a : b);
            }
            unresolved = unresolved.or(found.get()::unresolved);
        }
        List<ColumnOrigin> all = origins.entrySet().stream()
                .map(origin -> new ColumnOrigin(origin.getKey(), origin.getValue()))
                .toList();
        return new ColumnLineage(name, Optional.empty(), all, unresolved);
    }
}
