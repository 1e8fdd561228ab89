package dev.ashlar.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Cancels the sessions of nodes that take longer than they may. */
final class Deadlines implements AutoCloseable {
    private static final long AGAIN_MILLIS = 100;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "deadlines");
        thread.setDaemon(true);
        return thread;
    });

    /** Ends the watch. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Cancels again and again once the time is up, since the session may be between two statements. */
    Watch watch(NodeSession session, Optional<Duration> timeout) {
        if (timeout.isEmpty()) return () -> {};
        ScheduledFuture<?> future = clock.scheduleWithFixedDelay(
                () -> session.cancel(NodeSession.Reason.TIMED_OUT),
                timeout.get().toMillis(),
                AGAIN_MILLIS,
                TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
