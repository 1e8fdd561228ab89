package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.port.RunLocks.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Nodes whose turn has come, but whose relation an older run still holds. They occupy no worker. For one thread at
 * a time.
 */
final class HeldNodes {
    /** Without leases nothing is ever held. */
    private static final LeaseRules NOBODY_ELSE = LeaseRules.of(LeaseRules.Meeting.WAIT, LeaseRules.PATIENCE);

    private final RunScope scope;
    private final RunLease lease;
    private final LeaseRules rules;
    private final Map<NodeId, Wait> waiting = new LinkedHashMap<>();

    /** @param looks of the lease, at the time from which the node waits */
    private record Wait(long since, long looks) {}

    /** How the waiting of a node ended. @param fault empty when it may start */
    record Released(NodeId node, Optional<Diagnostic> fault) {}

    HeldNodes(RunScope scope) {
        this.scope = scope;
        this.lease = scope.lease();
        this.rules = scope.ports().leasing().map(Leasing::rules).orElse(NOBODY_ELSE);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Whether one of them could start. */
    boolean hasFree() {
        return waiting.keySet().stream().anyMatch(id -> lease.hold(id) instanceof RunLease.Hold.Free);
    }

    /** Whether the node has to wait. */
    boolean keep(NodeId id) {
        RunLease.Hold hold = lease.hold(id);
        if (hold instanceof RunLease.Hold.Free) return false;
        waiting.put(id, new Wait(System.nanoTime(), lease.looks()));
        if (hold instanceof RunLease.Hold.Held held && rules.meeting() == LeaseRules.Meeting.WAIT) {
            scope.ports().listener().note(LeaseWords.waits(subject(id), held.by(), held.relation(), rules));
        }
        tell();
        return true;
    }

    /** Nodes that wait no longer, at most so many that may start. */
    List<Released> release(int room) {
        List<Released> released = new ArrayList<>();
        int free = room;
        for (Iterator<Map.Entry<NodeId, Wait>> each = waiting.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<NodeId, Wait> entry = each.next();
            Optional<Released> ended = judge(entry.getKey(), entry.getValue());
            if (ended.isEmpty()) continue;
            if (ended.get().fault().isEmpty() && free-- <= 0) continue;
            each.remove();
            released.add(ended.get());
        }
        if (!released.isEmpty()) tell();
        return released;
    }

    private Optional<Released> judge(NodeId id, Wait wait) {
        return switch (lease.hold(id)) {
            case RunLease.Hold.Free free -> Optional.of(new Released(id, Optional.empty()));
            case RunLease.Hold.Stuck stuck -> Optional.of(new Released(id, Optional.of(fault(id, stuck.why()))));
            case RunLease.Hold.Held held -> {
                boolean looked = lease.looks() > wait.looks();
                boolean toEnd = held.by().standing() instanceof Standing.Expired;
                if (rules.meeting() == LeaseRules.Meeting.FAIL && looked && !toEnd) {
                    yield failed(id, LeaseWords.held(held.by(), held.relation()), held);
                }
                if (Duration.ofNanos(System.nanoTime() - wait.since()).compareTo(rules.patience()) < 0) {
                    yield Optional.empty();
                }
                yield failed(id, LeaseWords.tooLong(held.by(), held.relation(), rules), held);
            }
        };
    }

    private Optional<Released> failed(NodeId id, String reason, RunLease.Hold.Held held) {
        return Optional.of(new Released(
                id, Optional.of(fault(id, Diagnostic.error(reason, LeaseWords.goOn(held.by()))))));
    }

    private Diagnostic fault(NodeId id, Diagnostic why) {
        Node node = scope.request().project().load(id);
        return Diagnostic.error(
                node.header().location(),
                "Cannot " + scope.ports().task().deed() + " " + subject(id) + ": " + why.message(),
                why.remedy());
    }

    private String subject(NodeId id) {
        return scope.request().project().load(id) instanceof Node.Model model
                        && model.transactionGroup().isPresent()
                ? "transaction group '" + model.transactionGroup().get() + "'"
                : id.kind().word() + " '" + scope.name(id) + "'";
    }

    /** Nobody waits any more. @return who did */
    Set<NodeId> abandon() {
        Set<NodeId> all = new TreeSet<>(waiting.keySet());
        waiting.clear();
        tell();
        return all;
    }

    private void tell() {
        lease.awaited(waiting.keySet());
    }
}
