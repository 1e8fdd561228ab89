package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.ConcurrentBatches;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.EngineCapability;
import dev.ashlar.plan.EventCalendar;
import dev.ashlar.plan.NotBesideException;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.RelationState.Adoption;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Builds a microbatch model: batch after batch in the published table, or all of them in a candidate that takes its place.
 * A batch that fails undoes no other. Once a batch has been done by itself, and the table is as it is to be, the next ones
 * may be done side by side; the last one of a published table, after which hooks run, is done when they have ended.
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
            case MAKES -> made(batches);
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
        if (in.cancelled().isPresent()) {
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

    private List<NodeResult> made(List<TimeInterval> batches) {
        boolean beside = canBeSideBySide() && model.concurrent() != ConcurrentBatches.NEVER;
        List<Integer> further =
                new ArrayList<>(IntStream.range(1, batches.size()).boxed().toList());
        if (ended(batches, 0, session, parts.candidate(batches, 0), Turn.ALWAYS)) {
            if (beside && further.size() > 1) further = madeBeside(batches, further);
            for (int number : further) {
                if (results.lackAny()) break;
                ended(batches, number, session, parts.candidate(batches, number), Turn.ALWAYS);
            }
        }
        if (!results.lackAny()) return results.ofTable(run(parts.table(batches), session, Turn.ALWAYS));
        session.sheltered(() -> run(parts.abandonment(batches.get(0)), session, Turn.ALWAYS));
        return results.ofTableThatLacks();
    }

    /** The candidate is nobody's to read yet, so it does not matter which batch comes first. */
    private List<Integer> madeBeside(List<TimeInterval> batches, List<Integer> numbers) {
        RelationState stands = observed();
        return new BatchesAbreast(spare, session, (number, in) -> {
                    if (results.lackAny()) return;
                    Part part = parts.candidate(batches, number).beside(stands);
                    ended(batches, number, in, part, Turn.ALWAYS);
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
