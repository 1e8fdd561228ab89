package dev.ashlar.adapter.freemarker;

import java.time.Duration;

/** The time a render may still take. The clock stands while the warehouse is asked: a slow query is no endless template. */
final class Budget {
    private final Duration allowed;
    private long deadline;
    private long outsideSince;
    private boolean outside;

    Budget(Duration allowed) {
        this.allowed = allowed;
        this.deadline = System.nanoTime() + allowed.toNanos();
    }

    Duration allowed() {
        return allowed;
    }

    synchronized boolean spent() {
        return !outside && System.nanoTime() - deadline > 0;
    }

    /** Nanoseconds; the whole allowance while the warehouse is at work. */
    synchronized long remaining() {
        return outside ? allowed.toNanos() : deadline - System.nanoTime();
    }

    synchronized void leave() {
        outside = true;
        outsideSince = System.nanoTime();
    }

    synchronized void comeBack() {
        outside = false;
        deadline += System.nanoTime() - outsideSince;
    }
}
