package dev.ashlar.cli;

import dev.ashlar.port.RunLocks.Lease;
import dev.ashlar.port.RunLocks.Leases;
import dev.ashlar.port.RunLocks.Standing;
import dev.ashlar.run.LeaseWords;
import dev.ashlar.wiring.Workspace;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "unlock",
        description = {
            "Shows which runs hold which relations of a target. With a run's invocation: ends the sessions of that run in the",
            "warehouse, waits until they are gone, and lets go of what it holds. The run can write nothing after that."
        },
        footer = {"  ashlar unlock --target prod", "  ashlar unlock 3f2c9a1e --target prod --yes"})
final class UnlockCommand extends ProjectCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "INVOCATION",
            description = "of the run to end, or how it begins; without it nothing is changed")
    String invocation;

    UnlockCommand(Console console, Map<String, String> environment) {
        super(console, environment);
    }

    @Override
    int work(Workspace workspace) {
        return invocation == null ? show(workspace) : end(workspace);
    }

    private int show(Workspace workspace) {
        String target = workspace.target().name();
        Leases held = workspace.locks().read();
        if (held.all().isEmpty()) console.print("No run holds anything on target '" + target + "'.");
        for (Lease lease : held.all()) LeaseWords.shown(lease, held.now()).forEach(console::print);
        return ExitCode.OK;
    }

    private int end(Workspace workspace) {
        Lease lease = workspace.locks().load(invocation);
        Consent consent = new Consent(console, global, workspace);
        String act = "This would end " + LeaseWords.run(lease.holder());
        if (lease.standing() instanceof Standing.Live) {
            consent.always(
                    act + ", which is alive: what it is doing would be undone, and it would write nothing more.",
                    "Wait until it has ended, or add --yes.",
                    "unlock");
        } else {
            consent.ifProtected(act);
        }
        if (workspace.locks().shutOut(lease)) {
            console.print("Ended " + LeaseWords.run(lease.holder()) + ": what it held is free.");
        } else {
            console.print("Nothing was done: " + LeaseWords.run(lease.holder())
                    + " has let go meanwhile, or is being ended by somebody else.");
        }
        return ExitCode.OK;
    }
}
