package dev.ashlar.run;

import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.EventCalendar;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import java.util.List;

/**
 * Builds a microbatch model: batch after batch in the published table, or all of them in a candidate that takes its place.
 * A batch that fails undoes no other.
 */
final class MicrobatchRun {
    private final RunScope scope;
    private final Node.Model node;
    private final Microbatch model;
    private final NodeSession session;
    private final BatchParts parts;
    private final BatchResults results;

    MicrobatchRun(RunScope scope, Node.Model node, Microbatch model, NodeSession session) {
        this.scope = scope;
        this.node = node;
        this.model = model;
        this.session = session;
        EventCalendar calendar = EventCalendar.of(model);
        this.parts = new BatchParts(calendar, scope.request().reach());
        this.results = new BatchResults(scope, node, calendar);
    }

    /** The node's own result first, then those of every test that gates it. */
    List<NodeResult> run() {
        MicrobatchWork work = MicrobatchWork.of(scope, node, model);
        results.noting(work.notes());
        List<TimeInterval> batches = work.batches();
        if (batches.isEmpty()) return results.nothing("every batch that was asked for is finished");
        return switch (work.way()) {
            case ADDS -> added(batches);
            case MAKES -> made(batches);
        };
    }

    private List<NodeResult> added(List<TimeInterval> batches) {
        for (int i = 0; i < batches.size(); i++) {
            TimeInterval batch = batches.get(i);
            if (session.cancelled().isPresent()) {
                results.leftOut(batch);
            } else {
                results.ended(batch, run(parts.published(batches, i)), i + 1, batches.size());
            }
        }
        return results.ofBatches();
    }

    private List<NodeResult> made(List<TimeInterval> batches) {
        for (int i = 0; i < batches.size(); i++) {
            TimeInterval batch = batches.get(i);
            List<NodeResult> ended = run(parts.candidate(batches, i));
            results.ended(batch, ended, i + 1, batches.size());
            if (ended.get(0).outcome() instanceof Outcome.Success) continue;
            session.sheltered(() -> run(parts.abandonment(batch)));
            return results.ofTableThatLacks(ended.get(0));
        }
        return results.ofTable(run(parts.table(batches)));
    }

    private List<NodeResult> run(Part part) {
        return new NodeRun(scope, new NodeBuild(scope, node, session, part), session).run();
    }
}
