package dev.ashlar.run;

import dev.ashlar.plan.Portion;
import dev.ashlar.plan.RelationState;
import dev.ashlar.port.NodeTask.Reading;
import java.util.Optional;

/**
 * What of a node one go at it does.
 *
 * @param reading what the node sees of what it reads
 * @param label tells the parts of a node apart; empty for the whole
 * @param standing what stood before parts of the node were begun side by side; empty to look
 */
record Part(Portion portion, Reading reading, String label, Optional<RelationState> standing) {
    Part(Portion portion, Reading reading, String label) {
        this(portion, reading, label, Optional.empty());
    }

    /** The same side by side with others: what they do meanwhile is none of its business. */
    Part beside(RelationState stands) {
        return new Part(portion, reading, label, Optional.of(stands));
    }

    static Part whole(EventReach.Sampling sampling) {
        return new Part(new Portion.Whole(), reading(sampling), "");
    }

    static Reading reading(EventReach.Sampling sampling) {
        return switch (sampling) {
            case EventReach.Sampling.None s -> new Reading.Everything();
            case EventReach.Sampling.Within within -> new Reading.Within(within.interval());
            case EventReach.Sampling.Empty s -> new Reading.Nothing();
        };
    }

    boolean isWhole() {
        return portion instanceof Portion.Whole;
    }

    /** Whether tests gate it: a batch of a candidate is tested with all the others. */
    boolean isTested() {
        return switch (portion) {
            case Portion.Whole p -> true;
            case Portion.Batch p -> true;
            case Portion.Table p -> true;
            case Portion.FirstOfTable p -> false;
            case Portion.FurtherOfTable p -> false;
            case Portion.Abandonment p -> false;
        };
    }
}
