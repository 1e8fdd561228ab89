package dev.ashlar.wire;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What happens to a statement instead of passing. Every fault happens once. */
public sealed interface Fault {
    /** The connection is cut; the server never sees the statement. */
    record CutBefore() implements Fault {}

    /** The server performs the statement; the connection is cut before the client has its answer. */
    record CutAfter() implements Fault {}

    /** The server never sees the statement; the client gets this error, and its transaction is aborted; a failed commit ends it. */
    record Fail(ServerError error) implements Fault {}

    static Fault cutBefore() {
        return new CutBefore();
    }

    static Fault cutAfter() {
        return new CutAfter();
    }

    static Fault fail(String sqlState, String message) {
        return new Fail(ServerError.of(sqlState, message));
    }

    static Hold hold() {
        return new Hold();
    }

    /** The statement waits before the server sees it, until the test releases it; without that, a minute. */
    final class Hold implements Fault {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        private Hold() {}

        /** Returns when a client has sent the statement. */
        public void awaitReached() {
            await(reached);
        }

        public boolean isReached() {
            return reached.getCount() == 0;
        }

        public void release() {
            released.countDown();
        }

        void pass() {
            reached.countDown();
            await(released);
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(1, TimeUnit.MINUTES)) throw new IllegalStateException("Nobody came in a minute.");
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
