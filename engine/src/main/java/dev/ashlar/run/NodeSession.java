package dev.ashlar.run;

import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The session that one node works in. Its own thread sends; others may only {@link #cancel}, which never hits a commit,
 * a rollback or a cleanup.
 */
final class NodeSession implements AutoCloseable {
    private final Warehouse warehouse;
    private final RunLease lease;
    private WarehouseSession session;
    /** Of the session that was opened last. */
    private OptionalLong number = OptionalLong.empty();

    private boolean lost;
    private Optional<Reason> cancelled = Optional.empty();
    private int shelters;
    /** Who waits for something other than the warehouse. */
    private Optional<Thread> waiting = Optional.empty();

    /** Sessions of others that work for the same node. */
    private final Set<NodeSession> beside = new HashSet<>();

    private final Optional<NodeSession> head;

    NodeSession(Warehouse warehouse, RunLease lease) {
        this(warehouse, lease, Optional.empty());
    }

    private NodeSession(Warehouse warehouse, RunLease lease, Optional<NodeSession> head) {
        this.warehouse = warehouse;
        this.lease = lease;
        this.head = head;
    }

    /** Another session for the same node: who cancels this one cancels that one too, as long as it is open. */
    synchronized NodeSession beside() {
        NodeSession other = new NodeSession(warehouse, lease, Optional.of(this));
        other.cancelled = cancelled;
        beside.add(other);
        return other;
    }

    enum Reason {
        INTERRUPTED("the run was interrupted"),
        FAIL_FAST("another node failed and --fail-fast is set"),
        TIMED_OUT("it took longer than its timeout");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Thrown in the node's own thread when somebody cancelled it between two statements. */
    static final class CancelledException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CancelledException() {
            super("cancelled", null, false, false);
        }
    }

    /**
     * Opens at the first call, and again after {@link #lose}, when somebody else may have ended the session to shut the run
     * out.
     *
     * @throws CancelledException when somebody cancelled
     * @throws dev.ashlar.diagnostic.DiagnosticException when the run was shut out
     */
    WarehouseSession session() {
        synchronized (this) {
            demandGoingOn();
            if (session != null) return session;
        }
        if (lost) lease.confirm();
        WarehouseSession opened = warehouse.open();
        synchronized (this) {
            session = opened;
            number = opened.serverNumber();
        }
        return opened;
    }

    /** Rolls back what is open, and says whether the session is still good. */
    boolean rollback() {
        return sheltered(() -> {
            if (!opened()) return false;
            try {
                session().run(new TransactionStatement.Rollback());
                return true;
            } catch (WarehouseException e) {
                lose();
                return false;
            }
        });
    }

    private synchronized boolean opened() {
        return session != null;
    }

    /** Before anything is done again. @throws dev.ashlar.diagnostic.DiagnosticException when the run was shut out */
    void confirm() {
        lease.confirm();
    }

    /** @throws CancelledException when somebody cancelled, and what is being done may be cut short */
    synchronized void demandGoingOn() {
        if (cancelled.isPresent() && shelters == 0) throw new CancelledException();
    }

    /** Waits, unless somebody cancels meanwhile. */
    synchronized void pause(Duration pause) {
        long until = System.nanoTime() + pause.toNanos();
        try {
            while (cancelled.isEmpty()) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) return;
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives the session up; temporary relations go with it. */
    void lose() {
        WarehouseSession given;
        synchronized (this) {
            given = session;
            session = null;
        }
        if (given == null) return;
        lost = true;
        try {
            given.close();
        } catch (WarehouseException e) {
            // It is gone already; there is nothing left to give back.
            return;
        }
    }

    /** Gives the session up, and returns when the server has come to an end with it: a commit is done by then, or never. */
    void end() {
        OptionalLong last = number;
        lose();
        last.ifPresent(warehouse::endSession);
    }

    /** Does what must not be cut short. */
    <T> T sheltered(Supplier<T> work) {
        synchronized (this) {
            shelters++;
        }
        try {
            return work.get();
        } finally {
            synchronized (this) {
                shelters--;
            }
        }
    }

    /**
     * Does what may wait for other machines than the warehouse: who cancels interrupts the thread.
     *
     * @throws CancelledException when somebody cancelled, however the work ended then
     */
    <T> T interruptible(Supplier<T> work) {
        synchronized (this) {
            demandGoingOn();
            waiting = Optional.of(Thread.currentThread());
        }
        try {
            return work.get();
        } finally {
            synchronized (this) {
                waiting = Optional.empty();
                // it was for this work alone: what is cleaned up next must not be cut short by it
                if (cancelled.isPresent()) Thread.interrupted();
                demandGoingOn();
            }
        }
    }

    /** From any thread: ends the running statement, and refuses further ones. The first reason stays. */
    synchronized void cancel(Reason reason) {
        if (cancelled.isEmpty()) cancelled = Optional.of(reason);
        notifyAll();
        if (shelters == 0) waiting.ifPresent(Thread::interrupt);
        if (session != null && shelters == 0) session.cancel();
        beside.forEach(other -> other.cancel(reason));
    }

    private synchronized void forget(NodeSession other) {
        beside.remove(other);
    }

    synchronized Optional<Reason> cancelled() {
        return cancelled;
    }

    @Override
    public void close() {
        head.ifPresent(one -> one.forget(this));
        lose();
    }
}
