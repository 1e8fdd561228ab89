package dev.ashlar.wiring;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.port.RunLocks.Condition;
import dev.ashlar.port.RunLocks.Lease;
import dev.ashlar.port.RunLocks.Leases;
import dev.ashlar.port.RunLocks.Progress;
import dev.ashlar.port.RunLocks.Standing;
import dev.ashlar.run.LeaseRules.Meeting;
import dev.ashlar.run.TakeOver;
import java.util.List;

/** Which runs hold what on the target, and how one is shut out by hand. */
public final class Locks {
    private final Workspace workspace;

    Locks(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Leases of runs that still hold something or write. */
    public Leases read() {
        Leases all = workspace.connected().locks().read();
        List<Lease> held = all.all().stream().filter(Locks::stands).toList();
        return new Leases(all.now(), held);
    }

    private static boolean stands(Lease lease) {
        return !(lease.standing() instanceof Standing.Taken taken && taken.progress() == Progress.DONE);
    }

    /**
     * @param invocation its id, or how the id begins
     * @throws DiagnosticException when it is no run's, or several runs'
     */
    public Lease load(String invocation) {
        List<Lease> meant = read().all().stream()
                .filter(lease -> lease.holder().invocation().startsWith(invocation))
                .toList();
        if (meant.size() == 1) return meant.get(0);
        throw new DiagnosticException(Diagnostic.error(
                (meant.isEmpty() ? "No run '" : meant.size() + " runs that begin with '") + invocation
                        + (meant.isEmpty() ? "' holds anything" : "' hold something") + " on target '"
                        + workspace.target().name() + "'.",
                "'ashlar unlock' shows the runs that do."));
    }

    /**
     * Ends every session of the run, waits until they are gone, and lets go of what it holds.
     *
     * @return whether that was done; else it let go by itself meanwhile, or somebody else is at it
     * @throws DiagnosticException when a session cannot be ended
     */
    public boolean shutOut(Lease lease) {
        return new TakeOver(
                        workspace.connected().locks(),
                        workspace.holder(),
                        LeaseSettings.rules(workspace.target(), Meeting.WAIT))
                .of(lease, Condition.ANY, () -> {});
    }
}
