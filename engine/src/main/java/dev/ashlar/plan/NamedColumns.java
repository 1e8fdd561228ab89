package dev.ashlar.plan;

import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Constraint;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.Arrival;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Cdc;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.InsertOverwrite;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Merge;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.Materialization.Orphans;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RowOperations;
import dev.ashlar.report.CatalogColumn;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns that a node's configuration names. It names them in any case; statements name them as the query does, since
 * some engines tell quoted names apart by case.
 */
final class NamedColumns {
    private final Node node;

    NamedColumns(Node node) {
        this.node = node;
    }

    /** The keys whose columns the query must give, in the order in which they are written. */
    List<KnownColumns> keys() {
        List<KnownColumns> keys = new ArrayList<>();
        if (node instanceof Node.Model model && model.materialization() instanceof Incremental incremental) {
            keys.add(new KnownColumns("unique_key", incremental.uniqueKey()));
            keys.addAll(keys(incremental.strategy()));
        } else if (node instanceof Node.Snapshot snapshot) {
            keys.add(new KnownColumns("unique_key", snapshot.history().uniqueKey()));
            keys.addAll(keys(snapshot.history().strategy()));
        }
        return keys.stream().filter(key -> !key.named().isEmpty()).toList();
    }

    private static List<KnownColumns> keys(IncrementalStrategy strategy) {
        return switch (strategy) {
            case IncrementalStrategy.Append s -> List.of();
            case IncrementalStrategy.DeleteInsert s -> List.of();
            case IncrementalStrategy.Custom s -> List.of();
            case Merge merge ->
                List.of(
                        new KnownColumns("merge_update_columns", merge.updateColumns()),
                        new KnownColumns("merge_exclude_columns", merge.excludeColumns()));
            case InsertOverwrite overwrite -> List.of(new KnownColumns("partition_by", overwrite.partitionBy()));
            case Microbatch microbatch -> List.of(new KnownColumns("event_time", List.of(microbatch.eventTime())));
            case Cdc cdc ->
                List.of(
                        new KnownColumns(
                                "operation_column", List.of(cdc.operations().column())),
                        new KnownColumns("sequence_column", cdc.sequence()),
                        new KnownColumns(
                                "orphans", cdc.orphans().map(Orphans::columns).orElse(List.of())));
        };
    }

    private static List<KnownColumns> keys(SnapshotStrategy strategy) {
        return switch (strategy) {
            case SnapshotStrategy.Timestamp timestamp ->
                List.of(new KnownColumns("updated_at", List.of(timestamp.updatedAt())));
            case SnapshotStrategy.Check check -> List.of(new KnownColumns("check_cols", check.columns()));
            case SnapshotStrategy.Changelog changelog ->
                List.of(
                        new KnownColumns("updated_at", List.of(changelog.updatedAt())),
                        new KnownColumns(
                                "operation_column",
                                changelog.operations().map(RowOperations::column).stream()
                                        .toList()),
                        new KnownColumns("sequence_column", changelog.sequence()),
                        new KnownColumns(
                                "arrival_column",
                                changelog.arrival() instanceof Arrival.Column column
                                        ? List.of(column.name())
                                        : List.of()),
                        new KnownColumns("check_cols", changelog.compared()));
        };
    }

    /** @throws dev.ashlar.diagnostic.DiagnosticException naming the first that the query does not give, and the nearest */
    void demandAmong(List<CatalogColumn> columns) {
        List<ColumnName> names = columns.stream().map(CatalogColumn::name).toList();
        keys().forEach(key -> key.demandAmong(node, names));
    }

    /** All of these columns. */
    List<ColumnName> all() {
        return keys().stream().flatMap(key -> key.named().stream()).distinct().toList();
    }

    /** The same node with the names, contract and described columns included, as these columns spell them. */
    Node spelledAs(List<CatalogColumn> columns) {
        Spelling spelling = new Spelling(columns);
        return switch (node) {
            case Node.Model model ->
                new Node.Model(
                        model.header(),
                        model.layer(),
                        spelling.of(model.build()),
                        spelling.of(model.materialization()),
                        model.template(),
                        model.access(),
                        model.group(),
                        model.version(),
                        model.expires(),
                        model.deprecation());
            case Node.Snapshot snapshot ->
                new Node.Snapshot(
                        snapshot.header(),
                        spelling.of(snapshot.build()),
                        spelling.of(snapshot.history()),
                        snapshot.template());
            case Node.Seed seed -> new Node.Seed(seed.header(), spelling.of(seed.build()), seed.file(), seed.format());
            case Node.Source n -> n;
            case Node.DataTest n -> n;
            case Node.UnitTest n -> n;
            case Node.Analysis n -> n;
            case Node.Exposure n -> n;
        };
    }

    /** Names that none of the columns has stay as they are. */
    private record Spelling(List<CatalogColumn> columns) {
        ColumnName of(ColumnName name) {
            return SchemaChange.find(columns, name).map(CatalogColumn::name).orElse(name);
        }

        List<ColumnName> of(List<ColumnName> names) {
            return names.stream().map(this::of).toList();
        }

        Node.Build of(Node.Build build) {
            return new Node.Build(
                    build.relation(),
                    Indexes.spelled(build.layout(), this::of),
                    build.columns().stream().map(this::of).toList(),
                    build.contract(),
                    build.constraints().stream().map(this::of).toList(),
                    build.preHooks(),
                    build.postHooks(),
                    build.conduct(),
                    build.persistDocs(),
                    build.grants());
        }

        private Column of(Column column) {
            return new Column(
                    of(column.name()),
                    column.dataType(),
                    column.description(),
                    column.tags(),
                    column.meta(),
                    column.constraints(),
                    column.header());
        }

        private Constraint of(Constraint constraint) {
            return new Constraint(
                    constraint.kind(),
                    constraint.name(),
                    of(constraint.columns()),
                    constraint.expression(),
                    constraint.to(),
                    constraint.toColumns());
        }

        Materialization of(Materialization materialization) {
            if (!(materialization instanceof Incremental incremental)) return materialization;
            return new Incremental(
                    of(incremental.strategy()),
                    of(incremental.uniqueKey()),
                    incremental.nullKeys(),
                    incremental.onSchemaChange(),
                    incremental.predicates());
        }

        private IncrementalStrategy of(IncrementalStrategy strategy) {
            return switch (strategy) {
                case IncrementalStrategy.Append s -> s;
                case IncrementalStrategy.DeleteInsert s -> s;
                case IncrementalStrategy.Custom s -> s;
                case Merge merge -> new Merge(of(merge.updateColumns()), of(merge.excludeColumns()));
                case InsertOverwrite overwrite -> new InsertOverwrite(of(overwrite.partitionBy()));
                case Microbatch m ->
                    new Microbatch(of(m.eventTime()), m.size(), m.begin(), m.lookback(), m.zone(), m.concurrent());
                case Cdc cdc ->
                    new Cdc(
                            of(cdc.operations()),
                            of(cdc.sequence()),
                            cdc.deletes(),
                            cdc.update(),
                            cdc.onStale(),
                            cdc.tombstoneRetention(),
                            cdc.orphans().map(this::of));
            };
        }

        private Orphans of(Orphans orphans) {
            return new Orphans(orphans.to(), orphans.at(), of(orphans.columns()), orphans.fields(), orphans.onOrphan());
        }

        private RowOperations of(RowOperations operations) {
            return new RowOperations(of(operations.column()), operations.words());
        }

        SnapshotHistory of(SnapshotHistory history) {
            return new SnapshotHistory(
                    of(history.strategy()),
                    of(history.uniqueKey()),
                    history.columns(),
                    history.hardDeletes(),
                    history.firstValidFrom(),
                    history.validToCurrent(),
                    history.timeZone(),
                    history.maxHardDeletes());
        }

        private SnapshotStrategy of(SnapshotStrategy strategy) {
            return switch (strategy) {
                case SnapshotStrategy.Timestamp timestamp -> new SnapshotStrategy.Timestamp(of(timestamp.updatedAt()));
                case SnapshotStrategy.Check check -> new SnapshotStrategy.Check(of(check.columns()));
                case SnapshotStrategy.Changelog changelog ->
                    new SnapshotStrategy.Changelog(
                            of(changelog.updatedAt()),
                            changelog.operations().map(this::of),
                            of(changelog.sequence()),
                            of(changelog.arrival()),
                            of(changelog.compared()),
                            changelog.retention());
            };
        }

        private Arrival of(Arrival arrival) {
            return switch (arrival) {
                case Arrival.Column column -> new Arrival.Column(of(column.name()));
                case Arrival.IfPresent column -> new Arrival.IfPresent(of(column.name()));
                case Arrival.Compared compared -> compared;
            };
        }
    }
}
