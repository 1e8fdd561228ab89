package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.IncrementalMode;
import dev.ashlar.port.NodeTask.Instead;
import dev.ashlar.port.RunListener;
import dev.ashlar.port.TestCompiler;
import dev.ashlar.port.TestCompiler.CompiledTest;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Findings;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.QueryResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs one data test in a given session and judges what it finds. Safe for many threads. */
final class DataTests {
    private static final int SAMPLE = 5;

    private final TestCompiler compiler;
    private final CompiledFiles files;
    private final RunListener listener;
    private final InstantSource clock;
    private final RunOptions options;

    DataTests(
            TestCompiler compiler, CompiledFiles files, RunListener listener, InstantSource clock, RunOptions options) {
        this.compiler = compiler;
        this.files = files;
        this.listener = listener;
        this.clock = clock;
        this.options = options;
    }

    /** @param result what to report; its compiled SQL yields the failing rows */
    record Tested(DataTest test, NodeResult result) {
        boolean errored() {
            return result.outcome() instanceof Outcome.Error;
        }
    }

    /**
     * @param instead how references print meanwhile
     * @throws WarehouseException of the kinds that are not the test's own fault: another transaction, a lost session, a
     *     cancellation
     */
    Tested run(DataTest test, WarehouseSession session, Map<NodeId, Instead> instead) {
        Instant started = clock.instant();
        CompiledTest compiled = new CompiledTest("", SourceMap.EMPTY);
        Optional<String> path = Optional.empty();
        Outcome outcome;
        try {
            compiled = compiler.compile(test, new Facts(session, instead, IncrementalMode.FULL));
            path = Optional.of(files.compiled(test, compiled.sql()));
            outcome = judge(test, compiled, session);
        } catch (DiagnosticException e) {
            outcome = new Outcome.Error(e.diagnostics().get(0));
        }
        return new Tested(
                test,
                new NodeResult(
                        test.id(),
                        outcome,
                        started,
                        clock.instant(),
                        Thread.currentThread().getName(),
                        path,
                        compiled.sql(),
                        List.of()));
    }

    private Outcome judge(DataTest test, CompiledTest compiled, WarehouseSession session) {
        TestQuery query = TestQuery.of(test.rules(), compiled.sql());
        try {
            listener.statement(test, query.sql());
            TestQuery.Answer answer = query.answer(session.read(query.sql(), 1));
            return switch (answer.verdict(test.rules(), options.has(RunOptions.Flag.WARN_ERROR))) {
                case PASS -> new Outcome.Pass();
                case WARN -> new Outcome.Warn(answer.failures(), findings(compiled, session));
                case FAIL -> new Outcome.Fail(answer.failures(), findings(compiled, session));
            };
        } catch (WarehouseException e) {
            if (e.kind() != WarehouseException.Kind.STATEMENT) throw e;
            return new Outcome.Error(fault(test, compiled, query, e));
        }
    }

    private static Findings findings(CompiledTest compiled, WarehouseSession session) {
        QueryResult sample = session.read(compiled.sql(), SAMPLE);
        return new Findings(sample, Optional.empty());
    }

    private static Diagnostic fault(DataTest test, CompiledTest compiled, TestQuery query, WarehouseException e) {
        return new StatementFault(test, compiled.sql(), compiled.map())
                .diagnostic(e, query.sql(), "Cannot run test '" + test.name() + "'");
    }
}
