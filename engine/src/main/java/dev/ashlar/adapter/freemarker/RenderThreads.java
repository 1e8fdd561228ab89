package dev.ashlar.adapter.freemarker;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Renders on daemon threads with a deep stack. An expression that never ends, such as {@code (1..)?filter(x -> false)},
 * calls nothing that could stop it, so its thread is left behind and the node fails.
 */
final class RenderThreads {
    private static final long STACK_BYTES = 16L << 20; // reserved, not used; 25,000 macro levels fit in
    private static final long GRACE = Duration.ofSeconds(1).toNanos();

    private final AtomicInteger count = new AtomicInteger();
    private final ExecutorService pool = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(null, work, "render-" + count.incrementAndGet(), STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    });

    /** @param stuck what to say when the work neither ended nor could be stopped */
    <T> T call(Callable<T> work, Budget budget, Supplier<Diagnostic> stuck) {
        Future<T> future = pool.submit(work);
        try {
            while (true) {
                try {
                    return future.get(Math.max(0, budget.remaining()) + GRACE, TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    if (budget.remaining() > -GRACE) continue;
                    future.cancel(true);
                    throw new DiagnosticException(stuck.get(), e);
                }
            }
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new DiagnosticException(Diagnostic.error("Rendering was interrupted.", ""), e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }
}
