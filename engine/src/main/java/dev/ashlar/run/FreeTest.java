package dev.ashlar.run;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.CandidateNames;
import dev.ashlar.port.NodeTask.Instead;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a test that gates nothing: everything as it is published, or kept candidates where the user asks for them. */
final class FreeTest {
    private final RunScope scope;
    private final DataTest test;
    private final NodeSession session;

    FreeTest(RunScope scope, DataTest test, NodeSession session) {
        this.scope = scope;
        this.test = test;
        this.session = session;
    }

    NodeResult run() {
        Instant started = scope.now();
        StatementLog log =
                new StatementLog(test, scope.ports().renderer(), scope.ports().listener());
        StoredFailures stored = new StoredFailures(session, scope.state(), log, scope.marks(), scope.options());
        for (int attempt = 0; ; attempt++) {
            try {
                DataTests.Tested tested = scope.tests().run(test, session.session(), instead());
                return stored.keep(tested, session.session(), PlanExecutor.Place.BETWEEN_TRANSACTIONS);
            } catch (NodeSession.CancelledException e) {
                return cancelled(started);
            } catch (WarehouseException e) {
                if (session.cancelled().isPresent()) return cancelled(started);
                if (attempt >= scope.repeats().most()) return error(started, e);
                session.lose();
                session.pause(scope.repeats().pause(attempt));
            }
        }
    }

    private Map<NodeId, Instead> instead() {
        Map<NodeId, Instead> instead = new HashMap<>(scope.request().deferred());
        if (!scope.options().has(RunOptions.Flag.ON_FAILED)) return instead;
        int limit = scope.ports().warehouse().identifierLimit();
        for (Node node : scope.request().project().nodes().values()) {
            if (node instanceof DataTest || node.findRelation().isEmpty()) continue;
            RelationName failed =
                    CandidateNames.of(node.findRelation().get(), limit).failed();
            if (scope.state().relation(failed).isPresent()) instead.put(node.id(), new Instead.Relation(failed));
        }
        return instead;
    }

    private NodeResult cancelled(Instant started) {
        String why = session.cancelled().orElse(NodeSession.Reason.INTERRUPTED).words();
        return scope.result(
                test.id(), new Outcome.Skipped(Optional.empty(), why), started, Optional.empty(), "", List.of());
    }

    private NodeResult error(Instant started, WarehouseException e) {
        Outcome outcome = new Outcome.Error(dev.ashlar.diagnostic.Diagnostic.error(
                test.header().location(), "Cannot run test '" + test.name() + "': " + e.getMessage(), ""));
        return scope.result(test.id(), outcome, started, Optional.empty(), "", List.of());
    }
}
