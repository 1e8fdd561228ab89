package dev.ashlar.cli;

import dev.ashlar.run.Interruption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into an {@link Interruption} and keeps the process alive until the run has rolled back and written its
 * results. The process then ends with 130, as a shell expects after an interrupt.
 */
final class Signals implements AutoCloseable {
    /** Time to cancel, roll back and write; a warehouse that does not answer must not hold the terminal for ever. */
    private static final long GRACE_SECONDS = 30;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private Signals(Interruption interruption) {
        this.hook = new Thread(
                () -> {
                    interruption.trip();
                    try {
                        ended.await(GRACE_SECONDS, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "interrupt");
    }

    static Signals trip(Interruption interruption) {
        Signals signals = new Signals(interruption);
        Runtime.getRuntime().addShutdownHook(signals.hook);
        return signals;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is at work: it waits for us.
        }
        ended.countDown();
    }
}
