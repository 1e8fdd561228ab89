package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.UnitTest;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.IncrementalMode;
import dev.ashlar.port.UnitTestCompiler.CompiledUnitTest;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Findings;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.QueryResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs a model's SELECT on the rows of a unit test and compares what comes out. Writes nothing. */
final class UnitTestRun {
    private static final int SAMPLE = 20;

    private final RunScope scope;
    private final UnitTest test;
    private final NodeSession session;
    private String sql = "";
    private Optional<String> path = Optional.empty();

    UnitTestRun(RunScope scope, UnitTest test, NodeSession session) {
        this.scope = scope;
        this.test = test;
        this.session = session;
    }

    NodeResult run() {
        Instant started = scope.now();
        return scope.result(test.id(), attempts(), started, path, sql, List.of());
    }

    private Outcome attempts() {
        for (int attempt = 0; ; attempt++) {
            try {
                return judge(session.session());
            } catch (DiagnosticException e) {
                return new Outcome.Error(e.diagnostics().get(0));
            } catch (NodeSession.CancelledException e) {
                return cancelled();
            } catch (WarehouseException e) {
                if (session.cancelled().isPresent()) return cancelled();
                if (attempt >= scope.repeats().most()) {
                    return new Outcome.Error(
                            Diagnostic.error(test.header().location(), thing() + ": " + e.getMessage(), ""));
                }
                session.lose();
                session.pause(scope.repeats().pause(attempt));
            }
        }
    }

    private Outcome judge(WarehouseSession open) {
        Facts facts = new Facts(open, scope.request().deferred(), IncrementalMode.FULL);
        CompiledUnitTest compiled = scope.ports().unitTests().compile(test, facts);
        sql = compiled.sql();
        path = Optional.of(scope.files().compiled(test, sql));
        QueryResult actual;
        try {
            actual = read(open, sql);
        } catch (WarehouseException e) {
            return new Outcome.Error(atFault(e)
                    .map(fault -> new StatementFault(model(), sql, compiled.map()).diagnostic(fault, sql, thing()))
                    .orElseThrow(() -> e));
        }
        QueryResult expected;
        try {
            expected = read(open, compiled.expected(actual.columns()));
        } catch (WarehouseException e) {
            String message = "Cannot read the expected rows of unit test '" + test.name() + "': ";
            return new Outcome.Error(atFault(e)
                    .map(fault -> Diagnostic.error(test.expect().at(), message + fault.getMessage(), ""))
                    .orElseThrow(() -> e));
        }
        RowDifference difference = RowDifference.between(expected, actual);
        if (difference.rows().isEmpty()) return new Outcome.Pass();
        return new Outcome.Fail(difference.rows().size(), new Findings(difference.first(SAMPLE), Optional.empty()));
    }

    private QueryResult read(WarehouseSession open, String query) {
        scope.ports().listener().statement(test, query);
        return open.read(query, Integer.MAX_VALUE);
    }

    /** Empty for what is not the fault of the SQL. */
    private static Optional<WarehouseException> atFault(WarehouseException e) {
        return e.kind() == WarehouseException.Kind.STATEMENT ? Optional.of(e) : Optional.empty();
    }

    private Outcome cancelled() {
        String why = session.cancelled().orElse(NodeSession.Reason.INTERRUPTED).words();
        return new Outcome.Skipped(Optional.empty(), why);
    }

    private Node model() {
        return scope.request().project().load(test.model());
    }

    private String thing() {
        return "Cannot run unit test '" + test.name() + "' of model '" + model().name() + "'";
    }
}
