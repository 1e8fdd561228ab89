package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Merge;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Step.Question;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import java.util.ArrayList;
import java.util.List;

/** A row of the batch changes the row of its key, or is added where there is none. */
record MergeStrategy(KeyedBatch batch, Merge merge) implements BatchStrategy {
    @Override
    public RelationName staged() {
        return batch.name();
    }

    @Override
    public List<Question> questions() {
        if (batch.keys().isEmpty()) return List.of();
        List<Question> questions = new ArrayList<>(batch.nullKeys());
        questions.add(batch.faults().duplicates(batch.name()));
        questions.addAll(ways().questions());
        return questions;
    }

    @Override
    public void demandSound(Shape shape) {
        batch.faults().demandNone(shape);
    }

    @Override
    public Applied applied(Receiving receiving, Shape shape) {
        if (batch.keys().isEmpty()) return Applied.telling(batch.insert(receiving));
        List<CatalogColumn> table = receiving.columns();
        List<ColumnName> updated = updated(receiving.written());
        return new Applied(
                ways().statements(receiving.name(), table, updated, receiving.written()),
                List.of(),
                ways().counted(table, updated, shape),
                ways().stagesMissing(table, updated)
                        ? List.of(batch.work().names().changes())
                        : List.of());
    }

    @Override
    public Outlook outlook(Receiving receiving, CatalogRelation table) {
        return new AfterBatch(batch, table, receiving).merging(updated(receiving.written()));
    }

    @Override
    public String merged(List<CatalogColumn> brought, CatalogRelation table) {
        return batch.insteadOf(brought, table);
    }

    private MergeWays ways() {
        return new MergeWays(
                batch.work(),
                batch.name(),
                batch.keys(),
                batch.equality(),
                batch.incremental().predicates());
    }

    private List<ColumnName> updated(List<ColumnName> written) {
        new KnownColumns("merge_update_columns", merge.updateColumns())
                .demandAmong(batch.work().node(), written);
        new KnownColumns("merge_exclude_columns", merge.excludeColumns())
                .demandAmong(batch.work().node(), written);
        return written.stream()
                .filter(c -> !among(batch.keys(), c))
                .filter(c -> merge.updateColumns().isEmpty() || among(merge.updateColumns(), c))
                .filter(c -> !among(merge.excludeColumns(), c))
                .toList();
    }

    private static boolean among(List<ColumnName> columns, ColumnName column) {
        return columns.stream().anyMatch(column::sameAs);
    }

    @Override
    public List<ColumnName> replacing() {
        return batch.keys();
    }
}
