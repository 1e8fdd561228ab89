package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.RunListener;
import dev.ashlar.port.RunLocks.Condition;
import dev.ashlar.port.RunLocks.Lease;
import dev.ashlar.port.RunLocks.Leases;
import dev.ashlar.port.RunLocks.Progress;
import dev.ashlar.port.RunLocks.Standing;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.Catalog;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The lease of a run, kept alive by a thread of its own until it is closed.
 *
 * <p>Every lease that stood when this one was taken is older and every later one is younger, so the leases to wait for
 * only become fewer: a node that meets none of them never asks the warehouse. Younger runs wait for this one and never
 * this one for them, so runs cannot wait for each other in a circle.
 */
final class HeldLease implements RunLease {
    private static final long LAST_WORD_MILLIS = 10_000;

    private final Leasing leasing;
    private final String invocation;
    private final Map<NodeId, Set<RelationName>> writes;
    private final RunListener listener;
    private final Thread keeper = new Thread(this::keep, "lease");

    /** Held while a sign of life is sent, so that none overtakes another. */
    private final Object sending = new Object();

    private final Map<NodeId, Set<RelationName>> left;
    private final Set<Long> sessions = new HashSet<>();
    private final Map<String, Diagnostic> stuck = new HashMap<>();
    private Set<Long> admitted = Set.of();
    private Set<NodeId> awaited = Set.of();
    private Sight sight;
    private boolean shutOut;
    private long looks;
    private long renewedAt = System.nanoTime();
    private boolean wanted;
    private boolean closed;

    /**
     * @param writes what each node writes
     * @throws WarehouseException when the warehouse refuses
     */
    HeldLease(Leasing leasing, Map<NodeId, Set<RelationName>> writes, RunListener listener) {
        this.leasing = leasing;
        this.invocation = leasing.holder().invocation();
        this.writes = Map.copyOf(writes);
        this.left = new LinkedHashMap<>(writes);
        this.listener = listener;
        see(leasing.locks().take(leasing.holder(), names(), leasing.rules().length()));
        keeper.setDaemon(true);
        keeper.start();
    }

    private synchronized List<RelationName> names() {
        return left.values().stream().flatMap(Set::stream).distinct().toList();
    }

    @Override
    public void admit(WarehouseSession session) {
        OptionalLong number = session.serverNumber();
        if (number.isEmpty() || isAdmitted(number.getAsLong())) return;
        synchronized (this) {
            sessions.add(number.getAsLong());
        }
        // sessions that open meanwhile are all told of by the next one to send
        synchronized (sending) {
            if (!isAdmitted(number.getAsLong())) confirm();
        }
    }

    private synchronized boolean isAdmitted(long session) {
        return !shutOut && admitted.contains(session);
    }

    @Override
    public void confirm() {
        renew();
        Optional<Diagnostic> lost = lost();
        if (lost.isPresent()) throw new DiagnosticException(lost.get());
    }

    private synchronized Optional<Diagnostic> lost() {
        return shutOut ? Optional.of(LeaseWords.lost(sight.own())) : Optional.empty();
    }

    private void renew() {
        synchronized (sending) {
            List<RelationName> names;
            Set<Long> numbers;
            synchronized (this) {
                names = names();
                numbers = Set.copyOf(sessions);
                wanted = false;
            }
            Leases now = leasing.locks()
                    .renew(invocation, names, numbers, leasing.rules().length());
            synchronized (this) {
                see(now);
                renewedAt = System.nanoTime();
                if (!shutOut) admitted = numbers;
            }
        }
    }

    private synchronized void see(Leases now) {
        sight = Sight.of(now, invocation);
        shutOut |= sight.shutOut();
        looks++;
    }

    @Override
    public synchronized Hold hold(NodeId node) {
        Optional<Diagnostic> lost = lost();
        if (lost.isPresent()) return new Hold.Stuck(lost.get());
        for (RelationName relation : relations(node)) {
            Lease older = sight.older().get(Catalog.key(relation));
            if (older == null) continue;
            Diagnostic why = stuck.get(older.holder().invocation());
            return why == null ? new Hold.Held(older, relation) : new Hold.Stuck(why);
        }
        return new Hold.Free();
    }

    @Override
    public synchronized long looks() {
        return looks;
    }

    @Override
    public synchronized void awaited(Set<NodeId> nodes) {
        awaited = Set.copyOf(nodes);
        notifyAll();
    }

    @Override
    public Set<RelationName> relations(NodeId node) {
        return writes.getOrDefault(node, Set.of());
    }

    /** A younger run that is known to want it is told at once, any other by the next sign of life. */
    @Override
    public synchronized void ended(NodeId node) {
        Set<RelationName> free = left.remove(node);
        if (free == null || !sight.isWanted(free)) return;
        wanted = true;
        notifyAll();
    }

    private void keep() {
        while (pause()) {
            try {
                look();
                shutOutOthers();
            } catch (WarehouseException notNow) {
                // tried again soon: a lease outlives several lost signs of life
                rest();
            }
        }
    }

    private void look() {
        if (renewalIsDue()) renew();
        else see(leasing.locks().read());
    }

    private synchronized boolean renewalIsDue() {
        return wanted
                || System.nanoTime() - renewedAt >= leasing.rules().heartbeat().toNanos();
    }

    private void shutOutOthers() {
        for (Lease lease : inTheWay()) {
            Optional<Condition> condition = condition(lease);
            if (condition.isEmpty()) continue;
            try {
                if (!new TakeOver(leasing.locks(), leasing.holder(), leasing.rules())
                        .of(lease, condition.get(), this::staysAlive)) continue;
                listener.note(LeaseWords.shutOut(lease));
                see(leasing.locks().read());
            } catch (DiagnosticException e) {
                isStuck(lease, e.diagnostics().get(0));
            }
        }
    }

    private void staysAlive() {
        if (renewalIsDue()) renew();
    }

    private synchronized void isStuck(Lease lease, Diagnostic why) {
        stuck.put(lease.holder().invocation(), why);
        looks++;
    }

    /** Older leases that hold what a node waits for. */
    private synchronized Set<Lease> inTheWay() {
        Set<Lease> inTheWay = sight.holding(
                awaited.stream().flatMap(node -> relations(node).stream()).toList());
        inTheWay.removeIf(lease -> stuck.containsKey(lease.holder().invocation()));
        return inTheWay;
    }

    /** Under which it may be shut out; empty while it may not. */
    private Optional<Condition> condition(Lease lease) {
        return switch (lease.standing()) {
            case Standing.Expired expired -> Optional.of(Condition.EXPIRED);
            case Standing.Taken taken ->
                taken.progress() == Progress.STALLED ? Optional.of(Condition.EXPIRED) : Optional.empty();
            case Standing.Live live -> surelyEnded(lease) ? Optional.of(Condition.ANY) : Optional.empty();
        };
    }

    /** Its process is gone, and so are its sessions, of which a run that is alive has at least the one of its lease. */
    private boolean surelyEnded(Lease lease) {
        return leasing.ended().test(lease.holder())
                && leasing.locks().sessionsLeft(lease).isEmpty();
    }

    /** Until there is something to do. @return false when the lease is closed or was lost */
    private synchronized boolean pause() {
        try {
            while (!closed && !shutOut) {
                long due = (renewedAt - System.nanoTime()) / 1_000_000
                        + leasing.rules().heartbeat().toMillis();
                if (wanted || due <= 0) return true;
                long before = looks;
                wait(
                        awaited.isEmpty()
                                ? due
                                : Math.min(due, leasing.rules().look().toMillis()));
                if (!closed && !awaited.isEmpty() && looks == before) return true;
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private synchronized void rest() {
        long until = System.nanoTime() + leasing.rules().look().toNanos();
        try {
            while (!closed) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) return;
                wait(left);
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        keeper.interrupt();
        try {
            keeper.join(LAST_WORD_MILLIS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        try {
            leasing.locks().release(invocation);
        } catch (WarehouseException e) {
            listener.note(LeaseWords.notReleased(leasing.rules(), e.getMessage()));
        }
    }
}
