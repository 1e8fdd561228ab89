package dev.ashlar.plan;

import dev.ashlar.manifest.Materialization.IncrementalStrategy.ConcurrentBatches;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Step.Question;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import java.util.List;

/** The batch takes the place of all rows of its interval of event time. */
record MicrobatchStrategy(KeyedBatch batch, Microbatch model, Portion.Batch portion) implements BatchStrategy {

    @Override
    public RelationName staged() {
        return batch.name();
    }

    @Override
    public List<Question> questions() {
        return List.of(window().question(batch.name()));
    }

    @Override
    public boolean needsOrder() {
        return model.concurrent() != ConcurrentBatches.ALWAYS
                && batch.work().compiled().namesItself();
    }

    private EventWindow window() {
        return new EventWindow(batch.work().node(), model, portion.interval());
    }

    @Override
    public void demandSound(Shape shape) {
        if (batch.work()
                .state()
                .published()
                .orElseThrow()
                .find(model.eventTime())
                .isEmpty()) {
            throw PlanRefusal.cannotBuild(
                    batch.work().node(),
                    "event_time names '" + model.eventTime().name() + "', which the table does not have yet.",
                    "Rebuild the table with --full-refresh.");
        }
        window().demandWithin(shape);
    }

    @Override
    public Applied applied(Receiving receiving, Shape shape) {
        return Applied.telling(
                new RowStatement.DeleteInterval(receiving.name(), model.eventTime(), portion.interval()),
                batch.insert(receiving));
    }

    @Override
    public List<Statement> recorded() {
        return Intervals.finished(batch.work(), model, portion.interval(), portion.entry());
    }

    @Override
    public String merged(List<CatalogColumn> brought, CatalogRelation table) {
        return batch.besides(brought, table) + "\nwhere " + window().outside("kept.");
    }
}
