package dev.ashlar.run;

import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.EventCalendar;
import dev.ashlar.plan.Portion;
import dev.ashlar.plan.Portion.Entry;
import dev.ashlar.plan.Portion.Place;
import dev.ashlar.port.NodeTask.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The parts that building a microbatch model has. */
record BatchParts(EventCalendar calendar, EventReach reach) {

    /** A batch of the published table. @param index of it among the batches of the run */
    Part published(List<TimeInterval> batches, int index) {
        TimeInterval batch = batches.get(index);
        return part(batch, new Portion.Batch(batch, Place.of(index, batches.size()), entry()));
    }

    /** A batch of the published table, to which other batches come at the same time. */
    Part beside(List<TimeInterval> batches, int index) {
        TimeInterval batch = batches.get(index);
        return part(batch, new Portion.Batch(batch, Place.BESIDE, entry()));
    }

    /** The batch that a candidate is made with. */
    Part candidate(TimeInterval batch) {
        return part(batch, new Portion.FirstOfTable(batch, entry()));
    }

    /** Another batch of it. */
    Part further(TimeInterval batch) {
        return part(batch, new Portion.FurtherOfTable(batch, entry()));
    }

    /**
     * The candidate takes the published table's place.
     *
     * @param begun time of the run that began it, where that is another one
     */
    Part table(List<TimeInterval> batches, Optional<Instant> begun) {
        TimeInterval last = batches.get(batches.size() - 1);
        TimeInterval all = new TimeInterval(batches.get(0).start(), last.end());
        return new Part(new Portion.Table(all, entry(), begun), reading(last), "table");
    }

    /** @param failed the batch for which the candidate is given up */
    Part abandonment(TimeInterval failed) {
        return new Part(new Portion.Abandonment(), reading(failed), "drop");
    }

    private Part part(TimeInterval batch, Portion portion) {
        return new Part(portion, reading(batch), calendar.id(batch));
    }

    private Entry entry() {
        return reach.sampled() ? Entry.NONE : Entry.WRITTEN;
    }

    /** Under a sample a batch is read whole, so that no row of it is lost. */
    private Reading reading(TimeInterval batch) {
        Reading rows = switch (reach.sampling()) {
            case EventReach.Sampling.None s -> new Reading.Within(batch);
            case EventReach.Sampling.Within s -> new Reading.Within(batch);
            case EventReach.Sampling.Empty s -> new Reading.Nothing();
        };
        return new Reading.Batch(calendar.id(batch), batch, rows);
    }
}
