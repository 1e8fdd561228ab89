package dev.ashlar.run;

import dev.ashlar.diagnostic.Counted;
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
import dev.ashlar.plan.Statement.RawSql;
import dev.ashlar.plan.Step;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.IncrementalMode;
import dev.ashlar.port.NodeTask.Instead;
import dev.ashlar.port.NodeTask.Prepared;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One node as it is built: what its attempts know of it, and what its end is told by. Serves one thread. */
final class NodeBuild {
    private final RunScope scope;
    private final Node node;
    private final RelationName relation;
    private final Conduct conduct;
    private final NodeSession session;
    private final StatementLog log;
    private final List<DataTest> gating;
    private final Part part;

    private Instant started;
    private String sql = "";
    private SourceMap map = SourceMap.EMPTY;
    private Optional<String> path = Optional.empty();
    private final List<Diagnostic> notes = new ArrayList<>();
    private List<NodeResult> tests = List.of();
    private GateTests gate;
    private RelationState state;
    private PlanContext context;

    NodeBuild(RunScope scope, Node node, RelationName relation, Conduct conduct, NodeSession session) {
        this(
                scope,
                node,
                relation,
                conduct,
                session,
                Part.whole(scope.request().reach().sampling()));
    }

    /** A part of a microbatch model. */
    NodeBuild(RunScope scope, Node.Model model, NodeSession session, Part part) {
        this(scope, model, model.build().relation(), model.build().conduct(), session, part);
    }

    private NodeBuild(
            RunScope scope, Node node, RelationName relation, Conduct conduct, NodeSession session, Part part) {
        this.part = part;
        this.scope = scope;
        this.node = node;
        this.relation = relation;
        this.conduct = conduct;
        this.session = session;
        this.log =
                new StatementLog(node, scope.ports().renderer(), scope.ports().listener());
        this.started = scope.now();
        this.gating = part.isTested() ? scope.gating(node.id()) : List.of();
    }

    Node node() {
        return node;
    }

    Conduct conduct() {
        return conduct;
    }

    /** The tests that gate the node in this run. */
    List<DataTest> gating() {
        return gating;
    }

    /** From now on it is its turn. */
    void starts() {
        started = scope.now();
    }

    /** What {@link #begin} rendered. */
    String sql() {
        return sql;
    }

    /** Its tests are to be run again. */
    void forgetTests() {
        tests = List.of();
    }

    /**
     * Looks at what stands and makes the node ready.
     *
     * @param attempt from 1
     * @param company how nodes print that are published together with this one and are not yet
     */
    NodePart begin(int attempt, Map<NodeId, Instead> company) {
        state = part.standing()
                .orElseGet(() -> scope.state()
                        .observe(node, relation, adoption(), scope.request().project()));
        context = context(attempt);
        Map<NodeId, Instead> instead = new HashMap<>(scope.request().deferred());
        instead.putAll(company);
        Facts facts =
                new Facts(session.session(), instead, mode(), scope.request().deferred(), part.reading());
        Prepared prepared = session.interruptible(() -> scope.ports().task().prepare(node, facts));
        sql = prepared.sql();
        map = prepared.map();
        // of parts side by side the last to write would be any of them
        if (!sql.isEmpty() && part.standing().isEmpty())
            path = Optional.of(scope.files().compiled(node, sql));
        StoredFailures stored = new StoredFailures(session, scope.state(), log, scope.marks(), scope.options());
        gate = new GateTests(
                node.id(), gating, scope.tests(), stored, scope.request().deferred(), company);
        return new NodePart(log, gate, relation, prepared);
    }

    /** Whether its tests look at more than the rows of a batch, or write what they find. */
    BatchTurns.Sight sight() {
        boolean beyond = gating.stream()
                .anyMatch(test -> !new GateView(test, node.id()).belongsTo(Step.Scope.BATCH_ROWS)
                        || StoredFailures.relation(test, scope.options(), scope.marks())
                                .isPresent());
        return beyond ? BatchTurns.Sight.WHOLE_TABLE : BatchTurns.Sight.OWN_ROWS;
    }

    /** @param others how nodes print in the transaction that publishes them after the tests in it are run */
    void publishing(Map<NodeId, Instead> others) {
        gate.publishing(others);
    }

    /** What the attempt found. */
    RelationState state() {
        return state;
    }

    PlanContext context() {
        return context;
    }

    /** An attempt has come to its end. */
    void ended(NodePart part) {
        part.prepared().ended();
        notes.addAll(part.notes());
        tests = List.copyOf(part.tests());
    }

    void note(Diagnostic note) {
        notes.add(note);
    }

    /** The node's own result first, then those of every test that gates it. */
    List<NodeResult> results(Outcome outcome) {
        if (part.isWhole() || !(outcome instanceof Outcome.Error)) {
            scope.files().sent(node, log.text());
        } else {
            if (!sql.isEmpty()) path = Optional.of(scope.files().compiled(node, part.label(), sql));
            scope.files().sent(node, part.label(), log.text());
        }
        NodeResult own = scope.result(node.id(), outcome, started, path, sql, notes);
        List<NodeResult> results = new ArrayList<>(List.of(own));
        results.addAll(tests);
        results.addAll(untested(own));
        return results;
    }

    /**
     * How the node ended by an exception.
     *
     * @param thing what could not be done, as in {@code Cannot build model 'x'}
     */
    Outcome outcome(RuntimeException thrown, String thing) {
        return switch (thrown) {
            case PlanExecutor.GateClosedException e -> new Outcome.Error(notPublished());
            case DiagnosticException e -> {
                notes.addAll(e.diagnostics().subList(1, e.diagnostics().size()));
                yield new Outcome.Error(e.diagnostics().get(0));
            }
            case NodeSession.CancelledException e -> cancelled();
            case WarehouseException e ->
                session.cancelled().isPresent()
                        ? cancelled()
                        : new Outcome.Error(shutOut(e).orElseGet(() -> explained(e, thing)));
            default -> throw thrown;
        };
    }

    /** With the place in the node's template, or in that of the macro that wrote the statement. */
    private Diagnostic explained(WarehouseException e, String thing) {
        Optional<RawSql> macros = log.usersAtFault().filter(raw -> raw.map() != SourceMap.EMPTY);
        return new StatementFault(
                        node,
                        macros.map(RawSql::text).orElse(sql),
                        macros.map(RawSql::map).orElse(map),
                        scope.request().project())
                .diagnostic(e, log.atFault(), thing);
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
                scope.marks().attempt(node.id(), attempt) + (part.isWhole() ? "" : "/" + part.label()),
                scope.marks().table(),
                part.portion());
    }

    /** The node's own word is stronger than the flag, in both directions. */
    private Rebuild rebuild() {
        boolean full = conduct.fullRefresh().orElse(scope.options().has(RunOptions.Flag.FULL_REFRESH));
        return full ? Rebuild.FULL_REFRESH : Rebuild.AS_NEEDED;
    }

    private IncrementalMode mode() {
        boolean adds = node instanceof Node.Model model && Planners.adds(model, state, context.rebuild());
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
                                + Counted.of(conduct.timeout().orElseThrow().toSeconds(), "second") + ".",
                        "Raise 'timeout' of the node, or make it do less."));
            case INTERRUPTED -> new Outcome.Skipped(Optional.empty(), NodeSession.Reason.INTERRUPTED.words());
            case FAIL_FAST -> new Outcome.Skipped(Optional.empty(), NodeSession.Reason.FAIL_FAST.words());
        };
    }

    private Diagnostic notPublished() {
        List<NodeResult> failed = tests.stream().filter(NodeResult::failed).toList();
        String names = failed.stream().map(result -> scope.name(result.node())).collect(Collectors.joining(", "));
        String count = Counted.of(failed.size(), "test failed", "tests failed");
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

    String subject() {
        return node.id().kind().word() + " '" + node.name() + "'";
    }

    String thing() {
        return "Cannot " + scope.ports().task().deed() + " " + subject();
    }
}
