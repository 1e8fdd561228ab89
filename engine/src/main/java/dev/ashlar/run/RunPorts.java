package dev.ashlar.run;

import dev.ashlar.manifest.Hook;
import dev.ashlar.plan.Statement.RawSql;
import dev.ashlar.port.ArtifactStore;
import dev.ashlar.port.NodeTask;
import dev.ashlar.port.RunListener;
import dev.ashlar.port.RunRecords;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.port.TestCompiler;
import dev.ashlar.port.UnitTestCompiler;
import dev.ashlar.port.Warehouse;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a run works through. All of it is called from several threads, but for the records and artifacts, which the
 * runner's own thread alone calls while workers run.
 *
 * @param hooks renders the hooks of the project's start and end of run
 * @param leasing keeps other runs away; empty where the target says {@code run_lock: off}
 */
public record RunPorts(
        Warehouse warehouse,
        StatementRenderer renderer,
        RunRecords records,
        ArtifactStore artifacts,
        RunListener listener,
        NodeTask task,
        TestCompiler tests,
        UnitTestCompiler unitTests,
        HookText hooks,
        InstantSource clock,
        Optional<Leasing> leasing) {

    RunPorts on(Warehouse other) {
        return new RunPorts(
                other, renderer, records, artifacts, listener, task, tests, unitTests, hooks, clock, leasing);
    }

    /** Renders a hook of the project. */
    public interface HookText {
        /** @throws dev.ashlar.diagnostic.DiagnosticException with the hook's place */
        RawSql render(Hook hook);
    }
}
