package dev.ashlar.contract;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Stops a run before a certain statement, until the test lets it go on. */
public final class Gate implements WatchedWarehouse.Watch {
    private final String statement;
    private final AtomicInteger before;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    /**
     * @param statement name of its record
     * @param nth from 1
     */
    public Gate(String statement, int nth) {
        this.statement = statement;
        this.before = new AtomicInteger(nth);
    }

    @Override
    public void before(String sent) {
        if (!sent.equals(statement) || before.decrementAndGet() != 0) return;
        reached.countDown();
        await(opened);
    }

    @Override
    public void after(String sent) {}

    public void awaitReached() {
        await(reached);
    }

    public void open() {
        opened.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(2, TimeUnit.MINUTES)) throw new IllegalStateException("Nobody came in two minutes.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
