package dev.ashlar.run;

import dev.ashlar.plan.NotBesideException;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Does batches of one model side by side: in the thread that the model has, and in those that the run can spare, each with a
 * session of its own. Nobody waits for a thread: who gets none does the next batch himself.
 */
final class BatchesAbreast {
    private final SpareThreads spare;
    private final NodeSession session;
    private final Doing doing;

    /** Numbers of batches that nobody has begun. */
    private final NavigableSet<Integer> left = new TreeSet<>();

    private int helpers;
    private boolean ordered;
    private RuntimeException fault;

    /** Does a batch. */
    interface Doing {
        /**
         * In any thread.
         *
         * @throws NotBesideException when the batch must be done by itself; it has done nothing then
         */
        void done(int batch, NodeSession session);
    }

    BatchesAbreast(SpareThreads spare, NodeSession session, Doing doing) {
        this.spare = spare;
        this.session = session;
        this.doing = doing;
    }

    /**
     * Comes back when nobody is at work any more.
     *
     * @param batches their numbers
     * @return those that are left since one of them must be done by itself, in their order
     */
    List<Integer> run(List<Integer> batches) {
        synchronized (this) {
            left.addAll(batches);
        }
        try {
            do {
                for (int next = take(); next >= 0; next = take()) {
                    recruit();
                    attempt(next, session);
                }
                // one of them may have taken a batch in vain
                awaitHelpers();
            } while (isToGoOn());
        } catch (RuntimeException e) {
            failed(e);
        } finally {
            awaitHelpers();
        }
        synchronized (this) {
            if (fault != null) throw fault;
            return List.copyOf(left);
        }
    }

    private synchronized boolean isToGoOn() {
        return !ordered && fault == null && !left.isEmpty();
    }

    /** @return the first of the batches that nobody has begun, or -1 where there are no more, or none is to begin */
    private synchronized int take() {
        return isToGoOn() ? left.pollFirst() : -1;
    }

    private void recruit() {
        for (int next = takeForHelper(); next >= 0; next = takeForHelper()) {
            int first = next;
            if (!spare.lend(() -> help(first))) {
                gone(first);
                return;
            }
        }
    }

    private synchronized int takeForHelper() {
        int next = take();
        if (next >= 0) helpers++;
        return next;
    }

    private synchronized void gone(int given) {
        left.add(given);
        helpers--;
    }

    private void help(int first) {
        try (NodeSession own = session.beside()) {
            for (int next = first; next >= 0; next = spare.wanted() ? -1 : take()) {
                attempt(next, own);
                recruit();
            }
        } catch (RuntimeException e) {
            failed(e);
        } catch (Error e) {
            failed(new IllegalStateException(e));
        } finally {
            synchronized (this) {
                helpers--;
                notifyAll();
            }
        }
    }

    private void attempt(int batch, NodeSession in) {
        try {
            doing.done(batch, in);
        } catch (NotBesideException e) {
            synchronized (this) {
                left.add(batch);
                ordered = true;
            }
        }
    }

    private synchronized void failed(RuntimeException e) {
        if (fault == null) fault = e;
    }

    /** Not even an interruption lets the model end before those who work for it. */
    private synchronized void awaitHelpers() {
        boolean interrupted = false;
        while (helpers > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
