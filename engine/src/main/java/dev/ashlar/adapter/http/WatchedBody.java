package dev.ashlar.adapter.http;

import dev.ashlar.diagnostic.Counted;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A body that ends with a fault when nothing comes for a while: the JDK's client waits for ever once an answer has begun. */
final class WatchedBody extends FilterInputStream {
    private final Duration patience;
    private final ScheduledFuture<?> watch;
    private volatile long last = System.nanoTime();
    private volatile boolean stalled;

    WatchedBody(InputStream body, Duration patience, ScheduledExecutorService timer) {
        super(body);
        this.patience = patience;
        long look = Math.max(1, patience.toMillis() / 4);
        this.watch = timer.scheduleAtFixedRate(this::look, look, look, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (System.nanoTime() - last < patience.toNanos()) return;
        stalled = true;
        try {
            in.close();
        } catch (IOException closed) {
            // the reader is told by the fault that it meets
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            int read = in.read(bytes, from, length);
            if (stalled) throw stall(null);
            last = System.nanoTime();
            return read;
        } catch (IOException failure) {
            throw stalled ? stall(failure) : failure;
        }
    }

    private IOException stall(IOException cause) {
        return new IOException("nothing came for " + Counted.of(patience.toSeconds(), "second"), cause);
    }

    @Override
    public void close() throws IOException {
        watch.cancel(false);
        in.close();
    }
}
