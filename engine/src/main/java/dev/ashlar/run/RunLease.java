package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.RunLocks.Lease;
import dev.ashlar.port.WarehouseSession;
import java.util.Set;

/** What keeps other runs away from what this one writes. Safe for many threads. */
interface RunLease extends AutoCloseable {
    /**
     * Lets the session write: from now on whoever shuts this run out ends it.
     *
     * @throws DiagnosticException when this run was shut out
     */
    void admit(WarehouseSession session);

    /** Asks the warehouse whether this run was shut out. @throws DiagnosticException when it was */
    void confirm();

    /** Who holds what the node writes, as far as this run knows. */
    Hold hold(NodeId node);

    /** How often this run has read who holds what: a node that has just become ready waits for the next time. */
    long looks();

    /** Nodes that cannot start because of what {@link #hold} says; while there are any, this run looks often. */
    void awaited(Set<NodeId> nodes);

    /** What the node writes. */
    Set<RelationName> relations(NodeId node);

    /** Nothing more is written for the node. */
    void ended(NodeId node);

    /** Lets go of everything. */
    @Override
    void close();

    /** What stands between a node and its relations. */
    sealed interface Hold {
        record Free() implements Hold {}

        record Held(Lease by, RelationName relation) implements Hold {}

        /** It would be free, but who holds it cannot be shut out. */
        record Stuck(Diagnostic why) implements Hold {}
    }

    /** For runs that write nothing, and where the target says {@code run_lock: off}. */
    RunLease NONE = new RunLease() {
        @Override
        public void admit(WarehouseSession session) {}

        @Override
        public void confirm() {}

        @Override
        public Hold hold(NodeId node) {
            return new Hold.Free();
        }

        @Override
        public long looks() {
            return 0;
        }

        @Override
        public void awaited(Set<NodeId> nodes) {}

        @Override
        public Set<RelationName> relations(NodeId node) {
            return Set.of();
        }

        @Override
        public void ended(NodeId node) {}

        @Override
        public void close() {}
    };
}
