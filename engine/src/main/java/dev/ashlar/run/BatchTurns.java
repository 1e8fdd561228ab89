package dev.ashlar.run;

import dev.ashlar.manifest.TimeInterval;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What batches of one model that are done side by side must do one at a time. A test that looks at more than the rows of a
 * batch would not see what another one is about to bring, and both would pass; and what fails the tests is kept in one
 * place, as are the rows that a test finds.
 */
final class BatchTurns {
    private static final long LOOK_MILLIS = 20;

    private final Sight sight;
    private final ReentrantLock lock = new ReentrantLock(true);
    private Optional<TimeInterval> kept = Optional.empty();

    /** What a batch's tests look at. */
    enum Sight {
        OWN_ROWS,
        WHOLE_TABLE
    }

    BatchTurns(Sight sight) {
        this.sight = sight;
    }

    /** For one batch. */
    Turn of(TimeInterval batch, NodeSession session) {
        return new Turn() {
            @Override
            public void publishing(Runnable work) {
                switch (sight) {
                    case OWN_ROWS -> work.run();
                    case WHOLE_TABLE -> alone(session, work);
                }
            }

            @Override
            public void keeping(Runnable work, Runnable instead) {
                alone(session, () -> {
                    boolean laterOne = kept.filter(one -> one.start().isAfter(batch.start()))
                            .isPresent();
                    if (laterOne) {
                        instead.run();
                    } else {
                        kept = Optional.of(batch);
                        work.run();
                    }
                });
            }
        };
    }

    private void alone(NodeSession session, Runnable work) {
        acquire(session);
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private void acquire(NodeSession session) {
        try {
            while (!lock.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) session.demandGoingOn();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            lock.lock();
        }
    }
}
