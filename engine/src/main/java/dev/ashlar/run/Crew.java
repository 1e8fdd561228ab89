package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Materialization.Conduct;
import dev.ashlar.manifest.Materialization.OnError;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RunReport.Ending;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The workers of one run and the thread that hands out the work. That thread alone schedules, journals and records;
 * workers only build.
 */
final class Crew {
    private static final long LOOK_MILLIS = 50;

    private final RunScope scope;
    private final Schedule schedule;
    private final Interruption interruption;
    private final List<NodeResult> results;
    private final int total;
    private final BlockingQueue<Ended> done = new LinkedBlockingQueue<>();
    private final Map<NodeId, NodeSession> running = new HashMap<>();
    private final HeldNodes held;
    private Optional<NodeSession.Reason> stopped = Optional.empty();
    private int started;
    private int ended;

    private record Ended(NodeId node, List<NodeResult> results) {}

    /** @param results where to put them, in the order in which nodes end */
    Crew(RunScope scope, WorkGraph graph, Interruption interruption, List<NodeResult> results) {
        this.scope = scope;
        this.interruption = interruption;
        this.results = results;
        schedule = new Schedule(graph);
        held = new HeldNodes(scope);
        total = graph.nodes().size()
                + graph.nodes().stream().mapToInt(id -> scope.gating(id).size()).sum();
    }

    Ending work() {
        scope.ports().listener().started(scope.request().invocation(), total);
        AtomicInteger number = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(scope.options().threads(), work -> {
            Thread thread = new Thread(work, "worker-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try (Deadlines deadlines = new Deadlines()) {
            while (!schedule.finished()) step(workers, deadlines);
        } finally {
            workers.shutdownNow();
        }
        return switch (stopped.orElse(null)) {
            case null -> Ending.COMPLETE;
            case INTERRUPTED -> Ending.INTERRUPTED;
            case FAIL_FAST, TIMED_OUT -> Ending.FAIL_FAST;
        };
    }

    private void step(ExecutorService workers, Deadlines deadlines) {
        if (stopped.isEmpty() && interruption.tripped())
            stop(NodeSession.Reason.INTERRUPTED).forEach(this::record);
        if (stopped.isEmpty()) {
            release(workers, deadlines);
            while (running.size() < scope.options().threads()) {
                Optional<NodeId> next = schedule.next();
                if (next.isEmpty()) break;
                begin(next.get(), workers, deadlines);
            }
            if (running.isEmpty() && held.isEmpty() && done.isEmpty() && !schedule.finished()) {
                throw new IllegalStateException("Nothing can start, though nodes are left: " + schedule.abandon());
            }
        } else {
            // A worker may have been between two statements when it was cancelled first.
            running.values().forEach(session -> session.cancel(stopped.get()));
        }
        Ended one = await();
        if (one == null) return;
        List<NodeResult> more = new ArrayList<>();
        for (Ended each = one; each != null; each = done.poll()) {
            more.addAll(settle(each));
            if (stopped.isEmpty() && !interruption.tripped()) {
                schedule.next().ifPresent(next -> begin(next, workers, deadlines));
            }
        }
        more.forEach(this::record);
    }

    private Ended await() {
        try {
            return done.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interruption.trip();
            return null;
        }
    }

    /** Starts the node, unless another run still holds what it writes. */
    private void begin(NodeId id, ExecutorService workers, Deadlines deadlines) {
        if (!held.keep(id)) start(id, () -> {}, workers, deadlines);
    }

    /** Starts held nodes that are free now, after a new look at what the other run left, and ends those that waited in vain. */
    private void release(ExecutorService workers, Deadlines deadlines) {
        for (HeldNodes.Released one : held.release(scope.options().threads() - running.size())) {
            if (one.fault().isPresent()) {
                done.add(new Ended(one.node(), refused(one.node(), one.fault().get())));
            } else {
                start(one.node(), () -> renew(one.node()), workers, deadlines);
            }
        }
    }

    private void renew(NodeId id) {
        int limit = scope.ports().warehouse().identifierLimit();
        scope.lease().relations(id).forEach(relation -> scope.state().renew(relation, limit));
    }

    private List<NodeResult> refused(NodeId id, Diagnostic why) {
        List<NodeResult> all = new ArrayList<>(
                List.of(scope.result(id, new Outcome.Error(why), scope.now(), Optional.empty(), "", List.of())));
        String reason = scope.name(id) + " was not built";
        scope.gating(id).forEach(test -> all.add(scope.skipped(test.id(), Optional.of(id), reason)));
        return all;
    }

    private void start(NodeId id, Runnable before, ExecutorService workers, Deadlines deadlines) {
        Node node = scope.request().project().load(id);
        NodeSession session = new NodeSession(scope.ports().warehouse(), scope.lease());
        running.put(id, session);
        int index = ++started;
        workers.execute(() -> {
            scope.ports().listener().nodeStarted(node, index, total);
            try (session;
                    Deadlines.Watch watch =
                            deadlines.watch(session, Conducts.of(node).flatMap(Conduct::timeout))) {
                before.run();
                done.add(new Ended(id, new Work(scope).run(node, session)));
            } catch (DiagnosticException e) {
                done.add(new Ended(id, refused(id, e.diagnostics().get(0))));
            } catch (WarehouseException e) {
                done.add(
                        new Ended(id, refused(id, Diagnostic.error(node.header().location(), e.getMessage(), ""))));
            } catch (RuntimeException | Error e) {
                done.add(new Ended(id, List.of(fault(node, e))));
            }
        });
    }

    /** Not the user's mistake, and still no reason to let the run hang or die. */
    private NodeResult fault(Node node, Throwable e) {
        Outcome outcome = new Outcome.Error(Diagnostic.error(
                node.header().location(), "Internal fault at '" + node.name() + "': " + e, "Please report it."));
        return scope.result(node.id(), outcome, scope.now(), Optional.empty(), "", List.of());
    }

    /** Takes note of a node's end, and says what is to be recorded: its results and those of nodes it takes with it. */
    private List<NodeResult> settle(Ended one) {
        running.remove(one.node());
        scope.lease().ended(one.node());
        List<NodeResult> more = new ArrayList<>(one.results());
        NodeResult own = one.results().get(0);
        boolean failed = own.failed() || own.outcome() instanceof Outcome.Skipped;
        if (failed && !goesOn(one.node())) {
            String reason = scope.name(one.node()) + " failed";
            for (NodeId id : schedule.failed(one.node())) {
                more.addAll(skipped(id, Optional.of(one.node()), reason));
            }
        } else {
            schedule.succeeded(one.node());
        }
        if (own.failed() && stopped.isEmpty() && scope.options().has(RunOptions.Flag.FAIL_FAST)) {
            more.addAll(stop(NodeSession.Reason.FAIL_FAST));
        }
        return more;
    }

    private boolean goesOn(NodeId id) {
        return Conducts.of(scope.request().project().load(id))
                .map(conduct -> conduct.onError() == OnError.CONTINUE)
                .orElse(false);
    }

    private List<NodeResult> stop(NodeSession.Reason reason) {
        stopped = Optional.of(reason);
        SortedSet<NodeId> rest = schedule.abandon();
        running.values().forEach(session -> session.cancel(reason));
        for (NodeId id : held.abandon()) done.add(new Ended(id, skipped(id, Optional.empty(), reason.words())));
        List<NodeResult> skipped = new ArrayList<>();
        for (NodeId id : rest) skipped.addAll(skipped(id, Optional.empty(), reason.words()));
        return skipped;
    }

    private List<NodeResult> skipped(NodeId id, Optional<NodeId> because, String reason) {
        List<NodeResult> all = new ArrayList<>(List.of(scope.skipped(id, because, reason)));
        scope.gating(id).forEach(test -> all.add(scope.skipped(test.id(), because, reason)));
        return all;
    }

    private void record(NodeResult result) {
        results.add(result);
        Node node = scope.request().project().load(result.node());
        try {
            scope.files().write(node);
        } catch (DiagnosticException onlyForALook) {
            onlyForALook.diagnostics().forEach(scope.ports().listener()::note);
        }
        scope.ports().artifacts().journal(scope.request().invocation(), result);
        try {
            scope.ports().records().nodeEnded(scope.request().invocation(), result);
        } catch (WarehouseException e) {
            scope.ports()
                    .listener()
                    .note(Diagnostic.warning(
                            "The end of " + result.node() + " is not recorded in the warehouse: " + e.getMessage(),
                            ""));
        }
        scope.ports().listener().nodeEnded(node, result, ++ended, total);
    }
}
