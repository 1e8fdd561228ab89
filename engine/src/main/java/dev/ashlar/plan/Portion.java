package dev.ashlar.plan;

import dev.ashlar.manifest.TimeInterval;
import java.time.Instant;
import java.util.Optional;

/** Which part of a node's work a plan is for. Only microbatch models have parts. */
public sealed interface Portion {
    /** All of it. */
    record Whole() implements Portion {}

    /** A batch that takes the place of its interval in the published table. */
    record Batch(TimeInterval interval, Place place, Entry entry) implements Portion {}

    /** The batch that the candidate of a table is made with. */
    record FirstOfTable(TimeInterval interval, Entry entry) implements Portion {}

    /** A batch that is added to the candidate. */
    record FurtherOfTable(TimeInterval interval, Entry entry) implements Portion {}

    /**
     * The candidate is tested and takes the published table's place.
     *
     * @param all the time that its batches cover
     * @param begun time of the run that began the candidate, where another one went on with it
     */
    record Table(TimeInterval all, Entry entry, Optional<Instant> begun) implements Portion {}

    /** The candidate is taken away, since a batch of it failed. */
    record Abandonment() implements Portion {}

    /** Whether the ledger hears of it: rows of a sample finish no interval. */
    enum Entry {
        WRITTEN,
        NONE
    }

    /** Of a batch among those of its run: hooks run before the first and after the last. */
    enum Place {
        ONLY,
        FIRST,
        BETWEEN,
        /** Between them, while other batches are at work: it can change nothing of the table but its own rows. */
        BESIDE,
        LAST;

        public static Place of(int index, int count) {
            if (count == 1) return ONLY;
            if (index == 0) return FIRST;
            return index == count - 1 ? LAST : BETWEEN;
        }
    }

    /** Whether other parts of the node are at work meanwhile, and the table's columns must stay as they are. */
    default boolean isBeside() {
        return this instanceof Batch batch && batch.place() == Place.BESIDE;
    }

    default boolean opens() {
        return switch (this) {
            case Whole p -> true;
            case Batch batch -> batch.place() == Place.ONLY || batch.place() == Place.FIRST;
            case FirstOfTable p -> true;
            case FurtherOfTable p -> false;
            case Table p -> false;
            case Abandonment p -> false;
        };
    }

    default boolean closes() {
        return switch (this) {
            case Whole p -> true;
            case Batch batch -> batch.place() == Place.ONLY || batch.place() == Place.LAST;
            case FirstOfTable p -> false;
            case FurtherOfTable p -> false;
            case Table p -> true;
            case Abandonment p -> false;
        };
    }
}
