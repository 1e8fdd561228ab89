package dev.ashlar.adapter.jdbc;

import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Transactions of the framework's own, done again when another one was in the way: right for work that is right when done twice. */
final class Replays {
    private static final int TRIES = 8;
    private static final long PAUSE_MILLIS = 20;

    private Replays() {}

    /** @param after kinds of faults after which the work is done again */
    static <T> T of(Set<Kind> after, Supplier<T> work) {
        return of(TRIES, after, work);
    }

    /** @param tries how often the work is done at most */
    static <T> T of(int tries, Set<Kind> after, Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (WarehouseException fault) {
                if (!after.contains(fault.kind()) || attempt == tries || !paused(attempt)) throw fault;
            }
        }
    }

    /** Of random length, so that two that were in each other's way do not meet again. */
    private static boolean paused(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(PAUSE_MILLIS << attempt) + 1);
            return true;
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
