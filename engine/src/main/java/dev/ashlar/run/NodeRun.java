package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.Materialization.Conduct;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.plan.PlanContext.Rebuild;
import dev.ashlar.plan.Planners;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.RelationState.Adoption;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.IncrementalMode;
import dev.ashlar.port.NodeTask.Prepared;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds one node, with the tests that gate it. One object serves one node in one thread. */
final class NodeRun {
    private final RunScope scope;
    private final Node node;
    private final RelationName relation;
    private final Conduct conduct;
    private final NodeSession session;
    private final StatementLog log;
    private final Instant started;
    private final List<DataTest> gating;

    private String sql = "";
    private SourceMap map = SourceMap.EMPTY;
    private Optional<String> path = Optional.empty();
    private final List<Diagnostic> notes = new ArrayList<>();
    private List<NodeResult> tests = List.of();

    NodeRun(RunScope scope, Node node, RelationName relation, Conduct conduct, NodeSession session) {
        this.scope = scope;
        this.node = node;
        this.relation = relation;
        this.conduct = conduct;
        this.session = session;
        this.log =
                new StatementLog(node, scope.ports().renderer(), scope.ports().listener());
        this.started = scope.now();
        this.gating = scope.gating(node.id());
    }

    /** The node's own result first, then those of every test that gates it. */
    List<NodeResult> run() {
        Outcome outcome;
        try {
            outcome = attempts();
        } catch (PlanExecutor.GateClosedException e) {
            outcome = new Outcome.Error(notPublished());
        } catch (DiagnosticException e) {
            outcome = new Outcome.Error(e.diagnostics().get(0));
            notes.addAll(e.diagnostics().subList(1, e.diagnostics().size()));
        } catch (NodeSession.CancelledException e) {
            outcome = cancelled();
        } catch (WarehouseException e) {
            outcome = session.cancelled().isPresent()
                    ? cancelled()
                    : new Outcome.Error(shutOut(e)
                            .orElseGet(() -> new StatementFault(
                                            node, sql, map, scope.request().project())
                                    .diagnostic(e, log.atFault(), thing())));
        }
        scope.files().sent(node, log.text());
        NodeResult own = scope.result(node.id(), outcome, started, path, sql, notes);
        List<NodeResult> results = new ArrayList<>(List.of(own));
        results.addAll(tests);
        results.addAll(untested(own));
        return results;
    }

    /** Why the session is gone, if another run ended it. */
    private Optional<Diagnostic> shutOut(WarehouseException e) {
        if (e.kind() != WarehouseException.Kind.CONNECTION) return Optional.empty();
        try {
            session.confirm();
            return Optional.empty();
        } catch (DiagnosticException lost) {
            return lost.diagnostics().stream().findFirst();
        } catch (WarehouseException unreachable) {
            return Optional.empty();
        }
    }

    private Outcome attempts() {
        int most = scope.options().retries();
        for (int number = 1; ; number++) {
            try {
                return attempt(number);
            } catch (WarehouseException e) {
                boolean lost = e.kind() == WarehouseException.Kind.CONNECTION;
                if (!lost || number > most || session.cancelled().isPresent()) throw e;
                notes.add(Diagnostic.warning("The connection was lost; " + subject() + " was begun again.", ""));
                session.lose();
                session.pause(scope.repeats().pause(number - 1));
            }
        }
    }

    private Outcome attempt(int number) {
        RelationState state = scope.state()
                .observe(node, relation, adoption(), scope.request().project());
        PlanContext context = context(number);
        Facts facts = new Facts(session.session(), scope.request().deferred(), mode(state, context));
        Prepared prepared = scope.ports().task().prepare(node, facts);
        sql = prepared.sql();
        map = prepared.map();
        if (!sql.isEmpty()) path = Optional.of(scope.files().compiled(node, sql));
        StoredFailures stored = new StoredFailures(session, scope.state(), log, scope.marks(), scope.options());
        PlanExecutor executor = new PlanExecutor(
                session,
                log,
                new GateTests(
                        node.id(),
                        gating,
                        scope.tests(),
                        stored,
                        scope.request().deferred()),
                scope.state(),
                relation,
                scope.repeats());
        try {
            executor.execute(prepared, state, context);
            return new Outcome.Success(executor.rows(), executor.commits());
        } finally {
            notes.addAll(executor.notes());
            tests = List.copyOf(executor.tests());
        }
    }

    private PlanContext context(int attempt) {
        Warehouse warehouse = scope.ports().warehouse();
        return new PlanContext(
                warehouse.engine(),
                warehouse.capabilities(),
                warehouse.identifierLimit(),
                warehouse.types(),
                rebuild(),
                gating.isEmpty() ? GateMode.OPEN : GateMode.GATED,
                scope.request().invocation().startedAt(),
                scope.request().invocation().id(),
                scope.marks().attempt(node.id(), attempt),
                scope.marks().table());
    }

    /** The node's own word is stronger than the flag, in both directions. */
    private Rebuild rebuild() {
        boolean full = conduct.fullRefresh().orElse(scope.options().has(RunOptions.Flag.FULL_REFRESH));
        return full ? Rebuild.FULL_REFRESH : Rebuild.AS_NEEDED;
    }

    private IncrementalMode mode(RelationState state, PlanContext context) {
        boolean adds = node instanceof Node.Model model && Planners.adds(model, state, context);
        return adds ? IncrementalMode.INCREMENT : IncrementalMode.FULL;
    }

    private Adoption adoption() {
        return scope.options().has(RunOptions.Flag.ADOPT) ? Adoption.ALLOWED : Adoption.REFUSED;
    }

    private Outcome cancelled() {
        return switch (session.cancelled().orElse(NodeSession.Reason.INTERRUPTED)) {
            case TIMED_OUT ->
                new Outcome.Error(Diagnostic.error(
                        node.header().location(),
                        thing() + ": it took longer than its timeout of "
                                + conduct.timeout().orElseThrow().toSeconds() + " seconds.",
                        "Raise 'timeout' of the node, or make it do less."));
            case INTERRUPTED -> new Outcome.Skipped(Optional.empty(), NodeSession.Reason.INTERRUPTED.words());
            case FAIL_FAST -> new Outcome.Skipped(Optional.empty(), NodeSession.Reason.FAIL_FAST.words());
        };
    }

    private Diagnostic notPublished() {
        List<NodeResult> failed = tests.stream().filter(NodeResult::failed).toList();
        String names = failed.stream().map(result -> scope.name(result.node())).collect(Collectors.joining(", "));
        String count = failed.size() == 1 ? "1 test failed" : failed.size() + " tests failed";
        String what =
                subject().substring(0, 1).toUpperCase(Locale.ROOT) + subject().substring(1);
        return Diagnostic.error(node.header().location(), what + " not published: " + count + " (" + names + ").", "");
    }

    /** Gating tests that the node did not live to see. */
    private List<NodeResult> untested(NodeResult own) {
        if (!(own.outcome() instanceof Outcome.Error) && !(own.outcome() instanceof Outcome.Skipped)) return List.of();
        Set<NodeId> done = tests.stream().map(NodeResult::node).collect(Collectors.toSet());
        return gating.stream()
                .filter(test -> !done.contains(test.id()))
                .map(test -> scope.skipped(test.id(), Optional.of(node.id()), subject() + " was not built"))
                .toList();
    }

    private String subject() {
        return node.id().kind().word() + " '" + node.name() + "'";
    }

    private String thing() {
        return "Cannot build " + subject();
    }
}
