package dev.ashlar.contract;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Lets batches meet once their rows are staged: each waits for others that must be staged before it goes on, so that it shows
 * how many were at work at once. The patience is only that of a test that fails.
 */
final class StagingsWatch implements WatchedWarehouse.Watch {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private final int alone;
    private final int together;
    private final Runnable met;
    private final Set<Object> cancelled = new HashSet<>();
    private boolean cancelling;
    private int staged;
    private int atWork;
    private int most;

    /**
     * @param alone stagings that nobody waits for
     * @param together how many of the next wait for each other
     * @param met what happens when they have met
     */
    StagingsWatch(int alone, int together, Runnable met) {
        this.alone = alone;
        this.together = together;
        this.met = met;
    }

    /** Those that have met wait until each one's session was cancelled. */
    StagingsWatch untilCancelled() {
        cancelling = true;
        return this;
    }

    @Override
    public void before(String statement) {}

    @Override
    public synchronized void after(String statement) {
        if (!statement.equals("CreateTemporaryTableAs")) return;
        int number = ++staged;
        if (number <= alone || number > alone + together) return;
        atWork++;
        most = Math.max(most, atWork);
        notifyAll();
        if (atWork == together) met.run();
        long until = System.nanoTime() + PATIENCE;
        while (most < together || (cancelling && cancelled.size() < together)) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) break;
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        atWork--;
    }

    @Override
    public synchronized void cancelled(Object session) {
        cancelled.add(session);
        notifyAll();
    }

    /** How many were at work at once. */
    synchronized int most() {
        return most;
    }

    synchronized int staged() {
        return staged;
    }
}
