package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.ConcurrentBatches;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.BatchChoice;
import dev.ashlar.plan.CandidateNames;
import dev.ashlar.plan.EngineCapability;
import dev.ashlar.plan.EventCalendar;
import dev.ashlar.plan.NotBesideException;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.RelationState.Adoption;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.run.MicrobatchWork.Begun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Builds a microbatch model: batch after batch in the published table, or all of them in a candidate that takes its place.
 * A batch that fails undoes no other. Once a batch has been done by itself, and the table is as it is to be, the next ones
 * may be done side by side; the last one of a published table, after which hooks run, is done when they have ended. A
 * candidate that lacks batches is kept, and whoever goes on with this run does those that it lacks.
 */
final class MicrobatchRun {
    private final RunScope scope;
    private final Node.Model node;
    private final Microbatch model;
    private final NodeSession session;
    private final SpareThreads spare;
    private final BatchParts parts;
    private final BatchResults results;

    MicrobatchRun(RunScope scope, Node.Model node, Microbatch model, NodeSession session, SpareThreads spare) {
        this.scope = scope;
        this.node = node;
        this.model = model;
        this.session = session;
        this.spare = spare;
        EventCalendar calendar = EventCalendar.of(model);
        this.parts = new BatchParts(calendar, scope.request().reach());
        this.results = new BatchResults(scope, node, calendar);
    }

    /** The node's own result first, then those of every test that gates it. */
    List<NodeResult> run() {
        MicrobatchWork work = MicrobatchWork.of(scope, node, model);
        results.noting(work.notes());
        results.noting(ignored());
        List<TimeInterval> batches = work.batches();
        if (batches.isEmpty()) return results.nothing("every batch that was asked for is finished");
        return switch (work.way()) {
            case ADDS -> added(batches);
            case MAKES -> made(work);
        };
    }

    private boolean canBeSideBySide() {
        return scope.ports().warehouse().capabilities().contains(EngineCapability.PARALLEL_WRITERS);
    }

    private List<Diagnostic> ignored() {
        if (model.concurrent() != ConcurrentBatches.ALWAYS || canBeSideBySide()) return List.of();
        return List.of(Diagnostic.note(
                "'concurrent_batches' of model '" + node.name() + "' has no effect: "
                        + scope.ports().warehouse().engine() + " does the batches of a model one after the other.",
                ""));
    }

    private List<NodeResult> added(List<TimeInterval> batches) {
        int last = batches.size() - 1;
        int next = 0;
        boolean beside = canBeSideBySide() && model.concurrent() != ConcurrentBatches.NEVER;
        while (next < last) {
            boolean done = addedAlone(batches, next++);
            if (done && beside && next < last) {
                List<Integer> rest =
                        addedBeside(batches, IntStream.range(next, last).boxed().toList());
                rest.forEach(each -> addedAlone(batches, each));
                next = last;
            }
        }
        addedAlone(batches, last);
        return results.ofBatches();
    }

    /** @return whether it did well */
    private boolean addedAlone(List<TimeInterval> batches, int number) {
        return addedIn(batches, number, session, parts.published(batches, number), Turn.ALWAYS);
    }

    /** @return those that are to be done one after the other */
    private List<Integer> addedBeside(List<TimeInterval> batches, List<Integer> numbers) {
        BatchTurns turns =
                new BatchTurns(build(parts.published(batches, 0), session).sight());
        RelationState stands = observed();
        return new BatchesAbreast(spare, session, (number, in) -> {
                    Part part = parts.beside(batches, number).beside(stands);
                    addedIn(batches, number, in, part, turns.of(batches.get(number), in));
                })
                .run(numbers);
    }

    /** @return whether it did well */
    private boolean addedIn(List<TimeInterval> batches, int number, NodeSession in, Part part, Turn turn) {
        // the first one that is cut short says why
        if (in.cancelled().isPresent() && results.lackAny()) {
            results.leftOut(batches.get(number));
            return false;
        }
        return ended(batches, number, in, part, turn);
    }

    private RelationState observed() {
        return scope.state()
                .observe(
                        node,
                        node.build().relation(),
                        Adoption.REFUSED,
                        scope.request().project());
    }

    private List<NodeResult> made(MicrobatchWork work) {
        List<TimeInterval> all = work.batches();
        Optional<Begun> begun = work.begun().filter(one -> isBegunFromTheSame(one, all));
        List<TimeInterval> batches =
                begun.map(one -> BatchChoice.lacking(all, one.taken())).orElse(all);
        boolean stands = begun.isPresent() || ended(batches, 0, session, parts.candidate(batches.get(0)), Turn.ALWAYS);
        if (stands) further(batches, begun.isPresent() ? 0 : 1);
        if (!results.lackAny()) {
            Part table = parts.table(all, begun.map(one -> one.marker().at()));
            return results.ofTable(run(table, session, Turn.ALWAYS));
        }
        if (stands && !scope.request().reach().sampled()) return results.ofTableToGoOnWith();
        session.sheltered(() -> run(parts.abandonment(all.get(0)), session, Turn.ALWAYS));
        return results.ofTableThatLacks();
    }

    /** Whether the query has stayed what the candidate was made from. */
    private boolean isBegunFromTheSame(Begun begun, List<TimeInterval> batches) {
        NodeBuild first = build(parts.candidate(batches.get(0)), session);
        try {
            first.begin(1, Map.of());
        } catch (DiagnosticException | WarehouseException | NodeSession.CancelledException told) {
            // the first batch will tell it again
            return false;
        }
        return CandidateNames.hash(first.sql()).equals(begun.marker().checksum());
    }

    /** The candidate is nobody's to read yet, so it does not matter which batch comes first. */
    private void further(List<TimeInterval> batches, int from) {
        List<Integer> numbers = IntStream.range(from, batches.size()).boxed().toList();
        boolean beside = canBeSideBySide() && model.concurrent() != ConcurrentBatches.NEVER;
        if (!beside || numbers.size() < 2) {
            numbers.forEach(each -> addedIn(batches, each, session, parts.further(batches.get(each)), Turn.ALWAYS));
            return;
        }
        RelationState now = observed();
        new BatchesAbreast(spare, session, (number, in) -> {
                    Part part = parts.further(batches.get(number)).beside(now);
                    addedIn(batches, number, in, part, Turn.ALWAYS);
                })
                .run(numbers);
    }

    /**
     * @return whether it did well
     * @throws NotBesideException when the part cannot be done side by side with others
     */
    private boolean ended(List<TimeInterval> batches, int number, NodeSession in, Part part, Turn turn) {
        List<NodeResult> ended = run(part, in, turn);
        results.ended(batches.get(number), ended, number + 1, batches.size());
        return ended.get(0).outcome() instanceof Outcome.Success;
    }

    private List<NodeResult> run(Part part, NodeSession in, Turn turn) {
        return new NodeRun(scope, build(part, in), in, turn).run();
    }

    private NodeBuild build(Part part, NodeSession in) {
        return new NodeBuild(scope, node, in, part);
    }
}
