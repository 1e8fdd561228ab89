package dev.ashlar.adapter.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Things to be written by somebody else's thread, in batches: once a second while there are any, and when asked. What
 * could not be written stays for the next time.
 */
final class Backlog<T> implements AutoCloseable {
    private static final long EVERY_MILLIS = 1_000;

    private final String name;
    private final Consumer<List<T>> writer;
    private final Object writing = new Object();
    private List<T> waiting = new ArrayList<>();
    private Thread thread;
    private boolean closed;

    /** @param writer called by one thread at a time; may throw */
    Backlog(String name, Consumer<List<T>> writer) {
        this.name = name;
        this.writer = writer;
    }

    synchronized void add(T thing) {
        waiting.add(thing);
        if (thread == null && !closed) {
            thread = new Thread(this::work, name);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void work() {
        while (true) {
            synchronized (this) {
                try {
                    wait(EVERY_MILLIS);
                } catch (InterruptedException asked) {
                    Thread.currentThread().interrupt();
                    return;
                }
                if (closed) return;
            }
            try {
                drain();
            } catch (RuntimeException again) {
                // kept for the next time; the last one, at the end of the run, tells the caller
            }
        }
    }

    /** Writes all that waits, in the caller's thread. */
    void drain() {
        synchronized (writing) {
            List<T> batch;
            synchronized (this) {
                batch = waiting;
                waiting = new ArrayList<>();
            }
            if (batch.isEmpty()) return;
            try {
                writer.accept(batch);
            } catch (RuntimeException failure) {
                synchronized (this) {
                    batch.addAll(waiting);
                    waiting = batch;
                }
                throw failure;
            }
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        drain();
    }
}
