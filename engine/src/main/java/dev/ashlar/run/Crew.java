package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
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
 * The workers of one run and the thread that leads them. Who works, who waits and who is next is decided at one desk, by one
 * thread at a time: a worker whose node ended well takes note of that itself, so that the next one starts without a
 * word to another thread; all else is for the leader. It alone journals and records, in the order in which nodes ended.
 */
final class Crew {
    private static final long LOOK_MILLIS = 50;

    private final RunScope scope;
    private final WorkGraph graph;

    /** Held by whoever uses the schedule, the nodes held back, what runs and what stopped the run. */
    private final Object desk = new Object();

    private final Schedule schedule;
    private final Interruption interruption;
    private final List<NodeResult> results;
    private final int total;
    private final BlockingQueue<Ended> done = new LinkedBlockingQueue<>();
    private final Map<NodeId, NodeSession> running = new HashMap<>();
    private final HeldNodes held;
    private Optional<NodeSession.Reason> stopped = Optional.empty();
    private int lent;
    private int started;
    private int ended;

    /**
     * @param unit the node, or the one that stands for those that are published together
     * @param settled whether the schedule knows of it
     */
    private record Ended(NodeId unit, List<NodeResult> results, boolean settled) {
        Ended(NodeId unit, List<NodeResult> results) {
            this(unit, results, false);
        }
    }

    /** @param results where to put them, in the order in which nodes end */
    Crew(RunScope scope, WorkGraph graph, Interruption interruption, List<NodeResult> results) {
        this.scope = scope;
        this.interruption = interruption;
        this.results = results;
        this.graph = graph;
        schedule = new Schedule(graph);
        held = new HeldNodes(scope);
        total = graph.nodes().stream()
                .flatMap(unit -> graph.members(unit).stream())
                .mapToInt(id -> 1 + scope.gating(id).size())
                .sum();
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
            while (!finished()) step(workers, deadlines);
        } finally {
            workers.shutdownNow();
        }
        return ending();
    }

    private boolean finished() {
        synchronized (desk) {
            return schedule.finished() && done.isEmpty();
        }
    }

    private Ending ending() {
        synchronized (desk) {
            return switch (stopped.orElse(null)) {
                case null -> Ending.COMPLETE;
                case INTERRUPTED -> Ending.INTERRUPTED;
                case FAIL_FAST, TIMED_OUT -> Ending.FAIL_FAST;
            };
        }
    }

    private void step(ExecutorService workers, Deadlines deadlines) {
        List<NodeResult> ended = new ArrayList<>();
        synchronized (desk) {
            if (stopped.isEmpty() && interruption.tripped()) ended.addAll(stop(NodeSession.Reason.INTERRUPTED));
            handOut(workers, deadlines);
        }
        ended.forEach(this::record);
        Ended one = await();
        if (one == null) return;
        List<NodeResult> more = new ArrayList<>();
        for (Ended each = one; each != null; each = done.poll()) {
            more.addAll(each.settled() ? each.results() : goOn(each, workers, deadlines));
        }
        more.forEach(this::record);
    }

    private void handOut(ExecutorService workers, Deadlines deadlines) {
        if (stopped.isEmpty()) {
            release(workers, deadlines);
            while (spare() > 0) {
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
    }

    /** Threads that nobody works in. */
    private int spare() {
        return scope.options().threads() - running.size() - lent;
    }

    private SpareThreads spareThreads(ExecutorService workers, Deadlines deadlines) {
        return new SpareThreads() {
            @Override
            public boolean lend(Runnable work) {
                synchronized (desk) {
                    if (stopped.isPresent() || spare() <= 0 || isAwaited()) return false;
                    lent++;
                }
                workers.execute(() -> {
                    try {
                        work.run();
                    } finally {
                        givenBack(workers, deadlines);
                    }
                });
                return true;
            }

            @Override
            public boolean wanted() {
                synchronized (desk) {
                    return stopped.isPresent() || isAwaited();
                }
            }
        };
    }

    private boolean isAwaited() {
        return schedule.hasReady() || held.hasFree();
    }

    private void givenBack(ExecutorService workers, Deadlines deadlines) {
        synchronized (desk) {
            lent--;
            if (stopped.isEmpty() && !interruption.tripped()) {
                schedule.next().ifPresent(next -> begin(next, workers, deadlines));
            }
        }
    }

    private List<NodeResult> goOn(Ended one, ExecutorService workers, Deadlines deadlines) {
        synchronized (desk) {
            List<NodeResult> more = settle(one);
            if (stopped.isEmpty() && !interruption.tripped()) {
                schedule.next().ifPresent(next -> begin(next, workers, deadlines));
            }
            return more;
        }
    }

    /** In the worker's thread. What failed or was cancelled may stop the run, which is the leader's to do. */
    private void ended(NodeId unit, List<NodeResult> results, ExecutorService workers, Deadlines deadlines) {
        Ended one = new Ended(unit, results);
        boolean well =
                results.stream().noneMatch(result -> result.failed() || result.outcome() instanceof Outcome.Skipped);
        synchronized (desk) {
            done.add(well ? new Ended(unit, goOn(one, workers, deadlines), true) : one);
        }
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
        for (HeldNodes.Released one : held.release(spare())) {
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

    private List<NodeResult> refused(NodeId unit, Diagnostic why) {
        return failed(unit, why, scope.name(unit) + " was not built");
    }

    /** The unit's first node ends in error; without it the others of its group are not built either. */
    private List<NodeResult> failed(NodeId unit, Diagnostic why, String reason) {
        NodeId first = graph.members(unit).get(0);
        List<NodeResult> all = new ArrayList<>();
        for (NodeId id : graph.members(unit)) {
            all.add(
                    id.equals(first)
                            ? scope.result(id, new Outcome.Error(why), scope.now(), Optional.empty(), "", List.of())
                            : scope.skipped(id, Optional.of(first), reason));
            scope.gating(id).forEach(test -> all.add(scope.skipped(test.id(), Optional.of(id), reason)));
        }
        return all;
    }

    private void start(NodeId unit, Runnable before, ExecutorService workers, Deadlines deadlines) {
        List<Node> nodes = graph.members(unit).stream()
                .map(scope.request().project()::load)
                .toList();
        Node first = nodes.get(0);
        NodeSession session = new NodeSession(scope.ports().warehouse(), scope.lease());
        running.put(unit, session);
        int index = started + 1;
        started += nodes.size();
        workers.execute(() -> {
            for (int i = 0; i < nodes.size(); i++) {
                scope.ports().listener().nodeStarted(nodes.get(i), index + i, total);
            }
            try (session) {
                before.run();
                ended(
                        unit,
                        new Work(scope, deadlines, spareThreads(workers, deadlines)).run(nodes, session),
                        workers,
                        deadlines);
            } catch (DiagnosticException e) {
                done.add(new Ended(unit, refused(unit, e.diagnostics().get(0))));
            } catch (WarehouseException e) {
                done.add(new Ended(
                        unit, refused(unit, Diagnostic.error(first.header().location(), e.getMessage(), ""))));
            } catch (RuntimeException | Error e) {
                done.add(new Ended(unit, failed(unit, fault(first, e), scope.name(first.id()) + " was not built")));
            }
        });
    }

    /** Not the user's mistake, and still no reason to let the run hang or die. */
    private static Diagnostic fault(Node node, Throwable e) {
        return Diagnostic.error(
                node.header().location(), "Internal fault at '" + node.name() + "': " + e, "Please report it.");
    }

    /** Takes note of a unit's end, and says what is to be recorded: its results and those of nodes it takes with it. */
    private List<NodeResult> settle(Ended one) {
        running.remove(one.unit());
        scope.lease().ended(one.unit());
        List<NodeResult> more = new ArrayList<>(one.results());
        List<NodeId> members = graph.members(one.unit());
        List<NodeResult> own = one.results().stream()
                .filter(result -> members.contains(result.node()))
                .toList();
        Optional<NodeId> failed = own.stream()
                .filter(NodeResult::failed)
                .findFirst()
                .or(() -> own.stream()
                        .filter(result -> result.outcome() instanceof Outcome.Skipped)
                        .findFirst())
                .map(NodeResult::node);
        if (failed.isPresent() && !members.stream().allMatch(this::goesOn)) {
            String reason = scope.name(failed.get()) + " failed";
            for (NodeId unit : schedule.failed(one.unit())) {
                more.addAll(skipped(unit, failed, reason));
            }
        } else {
            schedule.succeeded(one.unit());
        }
        boolean error = own.stream().anyMatch(NodeResult::failed);
        if (error && stopped.isEmpty() && scope.options().has(RunOptions.Flag.FAIL_FAST)) {
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

    private List<NodeResult> skipped(NodeId unit, Optional<NodeId> because, String reason) {
        List<NodeResult> all = new ArrayList<>();
        for (NodeId id : graph.members(unit)) {
            all.add(scope.skipped(id, because, reason));
            scope.gating(id).forEach(test -> all.add(scope.skipped(test.id(), because, reason)));
        }
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
