package dev.ashlar.adapter.duckdb;

import dev.ashlar.adapter.jdbc.LeaseDialect;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.RunLocks.Lease;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;

/**
 * Leases in a file that one process at a time has open: whoever reads a lease of another process knows that this process
 * has ended, and all its sessions with it. A lease of the own process belongs to a run in it that still goes on.
 *
 * @param process of this virtual machine, as it stands in leases
 */
record DuckDbLeases(String process) implements LeaseDialect {
    /**
     * Tables cannot be locked, and an update that changes no value conflicts with nothing (2.0.0.1); of two transactions
     * that comment on one table the second fails at once.
     */
    @Override
    public String turn(RelationName leases) {
        return "comment on table " + leases + " is 'who takes a turn writes this'";
    }

    /** The start of the transaction will do: nobody waits within one. */
    @Override
    public String now() {
        return "timezone('UTC', now())";
    }

    @Override
    public boolean expired(String holder, Instant until, Instant now) {
        return !holder.equals(process);
    }

    @Override
    public List<Long> sessionsLeft(Connection connection, Lease lease) {
        return List.of();
    }

    @Override
    public void endSession(Connection connection, long session) {
        throw new IllegalArgumentException("Sessions of an embedded engine have no number: " + session);
    }
}
