package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.BatchChoice;
import dev.ashlar.plan.EventCalendar;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RowCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes one result of those of a model's batches, and one of each test's. Batches may end in any order and in any thread. */
final class BatchResults {
    private static final int TOLD = 3;

    private final RunScope scope;
    private final Node.Model node;
    private final EventCalendar calendar;
    private final Instant started;
    private final Set<Diagnostic> notes = new LinkedHashSet<>();
    private final SortedMap<TimeInterval, Ended> ended = new TreeMap<>();
    private final List<NodeResult.Batch> batches = new ArrayList<>();
    private final Map<NodeId, NodeResult> tests = new LinkedHashMap<>();
    private RowCounts rows = RowCounts.NONE;
    private int commits;
    private Optional<NodeResult> shown = Optional.empty();

    /** @param results the batch's own first, then those of tests */
    private record Ended(NodeResult.Batch batch, List<NodeResult> results) {}

    BatchResults(RunScope scope, Node.Model node, EventCalendar calendar) {
        this.scope = scope;
        this.node = node;
        this.calendar = calendar;
        this.started = scope.now();
    }

    void noting(List<Diagnostic> more) {
        notes.addAll(more);
    }

    /** @param results the batch's own first, then those of tests */
    synchronized void ended(TimeInterval interval, List<NodeResult> results, int index, int total) {
        NodeResult own = results.get(0);
        NodeResult.Batch batch = batch(interval, own.outcome(), own);
        ended.put(interval, new Ended(batch, results));
        scope.ports().listener().batchEnded(node, batch, index, total);
    }

    /** Whether a batch ended badly. */
    synchronized boolean lackAny() {
        return ended.values().stream().anyMatch(one -> !one.batch().succeeded());
    }

    /** Reads the results in the order of time, whoever ended first. */
    private synchronized void settle() {
        for (Ended one : ended.values()) {
            NodeResult own = one.results().get(0);
            notes.addAll(own.notes());
            if (own.outcome() instanceof Outcome.Success success) {
                rows = rows.plus(success.rows());
                commits += success.commits();
            }
            if (shown.isEmpty() || !failed(shown.get())) shown = Optional.of(own);
            one.results().subList(1, one.results().size()).forEach(this::tested);
            batches.add(one.batch());
        }
    }

    private NodeResult.Batch batch(TimeInterval interval, Outcome outcome, NodeResult own) {
        return new NodeResult.Batch(
                interval, calendar.id(interval), calendar.shown(interval.start()), outcome, own.took());
    }

    private static boolean failed(NodeResult result) {
        return !(result.outcome() instanceof Outcome.Success);
    }

    /** A batch that was not begun. */
    synchronized void leftOut(TimeInterval interval) {
        NodeResult skipped = scope.skipped(node.id(), Optional.empty(), "the run ended before");
        ended.put(interval, new Ended(batch(interval, skipped.outcome(), skipped), List.of(skipped)));
    }

    /** Of what a test says of several batches the worst counts, and of equals the last. */
    private void tested(NodeResult test) {
        tests.merge(
                test.node(), test, (before, now) -> weight(now) >= weight(before) && weight(before) < 3 ? now : before);
    }

    private static int weight(NodeResult test) {
        return switch (test.outcome()) {
            case Outcome.Error e -> 3;
            case Outcome.Fail f -> 3;
            case Outcome.Warn w -> 2;
            case Outcome.Pass p -> 1;
            case Outcome.Success s -> 1;
            case Outcome.Partial p -> 1;
            case Outcome.NoOp n -> 0;
            case Outcome.Skipped s -> 0;
        };
    }

    List<NodeResult> nothing(String reason) {
        return all(result(new Outcome.NoOp(reason)));
    }

    /** Batches that took their places one by one. */
    List<NodeResult> ofBatches() {
        settle();
        List<NodeResult.Batch> failed =
                batches.stream().filter(batch -> !batch.succeeded()).toList();
        if (failed.isEmpty()) return all(result(new Outcome.Success(rows, commits)));
        boolean broken = failed.stream().anyMatch(batch -> batch.outcome() instanceof Outcome.Error);
        if (!broken) return all(result(failed.get(0).outcome()));
        boolean some = failed.size() < batches.size();
        Diagnostic told = told(failed, some);
        return all(result(some ? new Outcome.Partial(rows, commits, told) : new Outcome.Error(told)));
    }

    private Diagnostic told(List<NodeResult.Batch> failed, boolean some) {
        return told(failed, some ? "The others are published; 'ashlar retry' does these again." : "");
    }

    private Diagnostic told(List<NodeResult.Batch> failed, String remedy) {
        List<Diagnostic> errors = failed.stream()
                .filter(batch -> batch.outcome() instanceof Outcome.Error)
                .map(batch -> ((Outcome.Error) batch.outcome()).diagnostic())
                .distinct()
                .limit(TOLD)
                .toList();
        if (batches.size() == 1) return errors.get(0);
        notes.addAll(errors);
        String intervals = BatchChoice.words(
                calendar, failed.stream().map(NodeResult.Batch::interval).toList(), TOLD);
        return Diagnostic.error(
                node.header().location(),
                "Model '" + node.name() + "': " + failed.size() + " of " + batches.size() + " batches failed ("
                        + intervals + ").",
                remedy);
    }

    /** A table that is not published, since it lacks batches; it is kept with those that it has. */
    List<NodeResult> ofTableToGoOnWith() {
        settle();
        testsSkipped();
        List<NodeResult.Batch> failed =
                batches.stream().filter(batch -> !batch.succeeded()).toList();
        boolean broken = failed.stream().anyMatch(batch -> batch.outcome() instanceof Outcome.Error);
        if (!broken) return all(result(failed.get(0).outcome()));
        return all(result(new Outcome.Error(
                told(failed, "The table is not published; 'ashlar retry' goes on with the batches that are done."))));
    }

    private void testsSkipped() {
        String reason = "model '" + node.name() + "' was not built";
        for (Node.DataTest test : scope.gating(node.id())) {
            tests.put(test.id(), scope.skipped(test.id(), Optional.of(node.id()), reason));
        }
    }

    /** A table of which no batch is published, since one of them failed: the first in the order of time tells why. */
    List<NodeResult> ofTableThatLacks() {
        settle();
        testsSkipped();
        NodeResult failed = ended.values().stream()
                .filter(one -> !one.batch().succeeded())
                .findFirst()
                .orElseThrow()
                .results()
                .get(0);
        return all(result(failed.outcome()).withBatches(unpublished(failed.outcome())));
    }

    private List<NodeResult.Batch> unpublished(Outcome why) {
        return batches.stream()
                .map(one -> new NodeResult.Batch(one.interval(), one.id(), one.shown(), why, one.took()))
                .toList();
    }

    /** @param published results of the swap: the node's own first, then those of tests */
    List<NodeResult> ofTable(List<NodeResult> published) {
        settle();
        // batches side by side leave no file
        if (shown.flatMap(NodeResult::compiledPath).isEmpty()) shown = Optional.of(published.get(0));
        NodeResult own = published.get(0);
        notes.addAll(own.notes());
        published.subList(1, published.size()).forEach(this::tested);
        if (own.outcome() instanceof Outcome.Success success) {
            return all(result(new Outcome.Success(rows, commits + success.commits())));
        }
        return all(result(own.outcome()).withBatches(unpublished(own.outcome())));
    }

    private NodeResult result(Outcome outcome) {
        return scope.result(
                        node.id(),
                        outcome,
                        started,
                        shown.flatMap(NodeResult::compiledPath),
                        shown.map(NodeResult::compiledSql).orElse(""),
                        List.copyOf(notes))
                .withBatches(batches);
    }

    private List<NodeResult> all(NodeResult own) {
        List<NodeResult> all = new ArrayList<>(List.of(own));
        all.addAll(tests.values());
        return all;
    }
}
