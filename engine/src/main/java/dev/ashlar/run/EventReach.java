package dev.ashlar.run;

import dev.ashlar.manifest.Moment;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.BatchChoice.Gaps;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run is to see of what happened.
 *
 * @param start of microbatch models' intervals; empty for what the ledger says
 * @param end likewise; empty for the run's time
 * @param since time of the run that this one goes on with: of the batches it was asked for, those that the ledger lacks are done
 */
public record EventReach(
        Optional<Moment> start, Optional<Moment> end, Gaps gaps, Optional<Instant> since, Sampling sampling) {
    /** All that is new. */
    public static final EventReach ALL =
            new EventReach(Optional.empty(), Optional.empty(), Gaps.LEFT, Optional.empty(), new Sampling.None());

    /** Whether nodes read less than there is. What they make is then no record of anything. */
    public sealed interface Sampling {
        record None() implements Sampling {}

        /** Rows within an interval, of what says when its rows happened. */
        record Within(TimeInterval interval) implements Sampling {}

        /** No rows: for a look at whether everything builds. */
        record Empty() implements Sampling {}
    }

    boolean sampled() {
        return !(sampling instanceof Sampling.None);
    }
}
