package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import java.util.List;
import java.util.Map;

/** Builds one node, with the tests that gate it. One object serves one node in one thread. */
final class NodeRun {
    private final RunScope scope;
    private final NodeBuild build;
    private final NodeSession session;
    private final Turn turn;

    NodeRun(RunScope scope, NodeBuild build, NodeSession session) {
        this(scope, build, session, Turn.ALWAYS);
    }

    NodeRun(RunScope scope, NodeBuild build, NodeSession session, Turn turn) {
        this.scope = scope;
        this.build = build;
        this.session = session;
        this.turn = turn;
    }

    /** The node's own result first, then those of every test that gates it. */
    List<NodeResult> run() {
        Outcome outcome;
        try {
            outcome = attempts();
        } catch (RuntimeException e) {
            outcome = build.outcome(e, build.thing());
        }
        return build.results(outcome);
    }

    private Outcome attempts() {
        int most = scope.options().retries();
        for (int number = 1; ; number++) {
            try {
                return attempt(number);
            } catch (WarehouseException e) {
                boolean lost = e.kind() == WarehouseException.Kind.CONNECTION;
                if (!lost || number > most || session.cancelled().isPresent()) throw e;
                build.note(Diagnostic.warning("The connection was lost; " + build.subject() + " was begun again.", ""));
                session.lose();
                session.pause(scope.repeats().pause(number - 1));
            }
        }
    }

    private Outcome attempt(int number) {
        NodePart part = build.begin(number, Map.of());
        PlanExecutor executor = new PlanExecutor(session, scope.state(), scope.repeats(), turn);
        try {
            executor.execute(part, build.state(), build.context());
            return part.success();
        } finally {
            build.ended(part);
        }
    }
}
