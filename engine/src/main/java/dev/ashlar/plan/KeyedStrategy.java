package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Step.Question;
import java.util.List;

/** A strategy whose staged rows are the batch, and are asked for no more than rows without a key. */
interface KeyedStrategy extends BatchStrategy {
    KeyedBatch batch();

    @Override
    default RelationName staged() {
        return batch().name();
    }

    @Override
    default List<Question> questions() {
        return batch().nullKeys();
    }

    @Override
    default void demandSound(Shape shape) {
        batch().faults().demandNone(shape);
    }
}
