package dev.ashlar.load;

import dev.ashlar.port.FilePlace;
import dev.ashlar.port.PlaceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Asks a place in threads of its own. Who reads from another machine may be stuck in it, deaf to interrupts; who waits here is
 * not: when its thread is interrupted the place is closed, which ends what can be ended, and the rest is left behind.
 */
record Waiting(FilePlace place) {
    /** For who asks to end, and take away what it has written. */
    private static final long GRACE_MILLIS = 1_000;

    /** @throws PlaceException when the thread is interrupted */
    <T> T of(Callable<T> errand) throws IOException {
        return of(List.of(errand), 1).get(0);
    }

    /**
     * @return what came of each, in their order
     * @throws PlaceException when the thread is interrupted
     */
    <T> List<T> of(List<Callable<T>> errands, int atOnce) throws IOException {
        ExecutorService askers = Executors.newFixedThreadPool(
                Math.min(atOnce, errands.size()),
                work -> Thread.ofPlatform().daemon().name("asks-elsewhere").unstarted(work));
        try {
            List<Future<T>> begun = errands.stream().map(askers::submit).toList();
            List<T> found = new ArrayList<>();
            for (Future<T> one : begun) found.add(one.get());
            return found;
        } catch (InterruptedException interrupted) {
            giveUp(askers);
            Thread.currentThread().interrupt();
            throw new PlaceException("the load was interrupted", "");
        } catch (ExecutionException failure) {
            throw failed(failure.getCause());
        } finally {
            askers.shutdownNow();
        }
    }

    private static IOException failed(Throwable cause) {
        return switch (cause) {
            case IOException failure -> failure;
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            default -> throw new IllegalStateException(cause);
        };
    }

    /** Closing may itself wait for who reads, so that is left to a thread, too. */
    private void giveUp(ExecutorService askers) {
        askers.shutdownNow();
        Thread.ofPlatform().daemon().name("leaves-elsewhere").start(place::close);
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            try {
                askers.awaitTermination(left, TimeUnit.NANOSECONDS);
                return;
            } catch (InterruptedException again) {
                // whoever cancels does so again and again
            }
        }
    }
}
