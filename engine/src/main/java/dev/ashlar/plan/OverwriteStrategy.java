package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.NullKeys;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Step.Question;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import java.util.List;

/** The batch takes the place of every partition that it holds rows of. A partition is what a key is elsewhere. */
record OverwriteStrategy(KeyedBatch batch) implements BatchStrategy {

    static OverwriteStrategy of(Assignment work, Incremental incremental, List<ColumnName> partitionBy) {
        return new OverwriteStrategy(new KeyedBatch(
                work,
                new Incremental(
                        incremental.strategy(),
                        partitionBy,
                        NullKeys.ALLOWED,
                        incremental.onSchemaChange(),
                        incremental.predicates())));
    }

    @Override
    public RelationName staged() {
        return batch.name();
    }

    @Override
    public List<Question> questions() {
        return List.of(new Question(Statistics.BATCH, "select count(*)\nfrom " + batch.name()));
    }

    @Override
    public void demandSound(Shape shape) {
        CatalogRelation table = batch.work().state().published().orElseThrow();
        for (ColumnName partition : batch.keys()) {
            if (table.find(partition).isPresent()) continue;
            throw PlanRefusal.cannotBuild(
                    batch.work().node(),
                    "partition_by names '" + partition.name() + "', which the table does not have yet.",
                    "Rebuild the table with --full-refresh.");
        }
    }

    @Override
    public List<Diagnostic> notes(Shape shape) {
        boolean empty = shape.answers().containsKey(Statistics.BATCH) && shape.number(Statistics.BATCH) == 0;
        if (!empty) return List.of();
        return List.of(Diagnostic.note(
                "The batch of " + PlanRefusal.thing(batch.work().node()) + " has no rows, so no partition is replaced.",
                ""));
    }

    @Override
    public Applied applied(Receiving receiving, Shape shape) {
        return new DeleteInsertStrategy(batch).applied(receiving, shape);
    }

    @Override
    public Outlook outlook(Receiving receiving, CatalogRelation table) {
        return new AfterBatch(batch, table, receiving).replacing();
    }

    @Override
    public String merged(List<CatalogColumn> brought, CatalogRelation table) {
        return batch.insteadOf(brought, table);
    }
}
