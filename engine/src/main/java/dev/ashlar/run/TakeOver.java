package dev.ashlar.run;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.port.RunLocks;
import dev.ashlar.port.RunLocks.Condition;
import dev.ashlar.port.RunLocks.Holder;
import dev.ashlar.port.RunLocks.Lease;
import dev.ashlar.port.WarehouseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Shuts a run out: claims its lease, so that it cannot add sessions to it, ends every session it may write through, and
 * lets go of its relations only when all of them are gone. Whatever the run had not committed by then is undone by the
 * server; it learns of it before it writes through another session.
 */
public final class TakeOver {
    private static final long LOOK_MILLIS = 50;

    private final RunLocks locks;
    private final Holder by;
    private final LeaseRules rules;

    public TakeOver(RunLocks locks, Holder by, LeaseRules rules) {
        this.locks = locks;
        this.by = by;
        this.rules = rules;
    }

    /**
     * @param meanwhile called again and again while sessions end
     * @return whether the lease is out of the way; else the run has renewed it or somebody else takes it
     * @throws DiagnosticException when sessions of the run cannot be ended
     */
    public boolean of(Lease lease, Condition condition, Runnable meanwhile) {
        Optional<Lease> claimed = locks.claim(lease.holder().invocation(), by, condition, rules.length());
        if (claimed.isEmpty()) return false;
        boolean cleared = false;
        try {
            endSessions(claimed.get(), meanwhile);
            locks.clear(lease.holder().invocation());
            cleared = true;
            return true;
        } finally {
            if (!cleared) giveBack(lease.holder().invocation());
        }
    }

    private void giveBack(String invocation) {
        try {
            locks.giveBack(invocation);
        } catch (WarehouseException e) {
            // The claim ends by itself; what made us give up is what the user has to know.
            return;
        }
    }

    private void endSessions(Lease claimed, Runnable meanwhile) {
        Set<Long> told = new TreeSet<>();
        long started = System.nanoTime();
        List<Long> left = left(claimed);
        while (!left.isEmpty()) {
            for (long session : left) if (told.add(session)) end(claimed, session);
            if (System.nanoTime() - started > rules.ending().toNanos() || !slept()) {
                throw new DiagnosticException(LeaseWords.doNotEnd(claimed, left, rules.ending()));
            }
            meanwhile.run();
            left = left(claimed);
        }
    }

    private List<Long> left(Lease claimed) {
        try {
            return locks.sessionsLeft(claimed);
        } catch (WarehouseException e) {
            if (e.kind() != WarehouseException.Kind.STATEMENT) throw e;
            throw new DiagnosticException(LeaseWords.mayNotEnd(claimed, List.of(), e.getMessage()), e);
        }
    }

    private void end(Lease claimed, long session) {
        try {
            locks.endSession(session);
        } catch (WarehouseException e) {
            if (e.kind() != WarehouseException.Kind.STATEMENT) throw e;
            throw new DiagnosticException(LeaseWords.mayNotEnd(claimed, List.of(session), e.getMessage()), e);
        }
    }

    private static boolean slept() {
        try {
            Thread.sleep(LOOK_MILLIS);
            return true;
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
