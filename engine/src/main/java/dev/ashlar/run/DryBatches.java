package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.BatchChoice;
import dev.ashlar.plan.EventCalendar;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.plan.PlanContext.Rebuild;
import dev.ashlar.plan.Planners;
import dev.ashlar.run.DryRun.Ground;
import java.util.List;
import java.util.Optional;

/** What a run would send for a microbatch model. The first batch stands for all: they differ in their times alone. */
final class DryBatches {
    private static final int MOST_NAMED = 3;

    private final DryPlanning planning;
    private final Ground ground;
    private final EventReach reach;

    DryBatches(DryPlanning planning, Ground ground, EventReach reach) {
        this.planning = planning;
        this.ground = ground;
        this.reach = reach;
    }

    void add(
            Node.Model model,
            Microbatch microbatch,
            Rebuild rebuild,
            List<NodeId> gates,
            List<String> lines,
            List<Diagnostic> notes) {
        PlanContext context = ground.context(model.id(), rebuild, GateMode.OPEN);
        boolean adds = Planners.adds(model, ground.state(model, model.build().relation()), rebuild);
        MicrobatchWork work = MicrobatchWork.of(
                model,
                microbatch,
                reach,
                context.runTime(),
                adds ? Optional.of(ground.finished(model.build().relation())) : Optional.empty());
        notes.addAll(work.notes());
        List<TimeInterval> batches = work.batches();
        if (batches.isEmpty()) {
            lines.add("-- every batch that was asked for is finished");
            return;
        }
        EventCalendar calendar = EventCalendar.of(microbatch);
        BatchParts parts = new BatchParts(calendar, reach);
        lines.add("-- batch " + calendar.id(batches.get(0)) + ", 1 of " + batches.size());
        Part first = adds ? parts.published(batches, 0) : parts.candidate(batches.get(0));
        planning.add(model, rebuild, gates, first, lines, notes);
        if (batches.size() > 1) {
            lines.add(
                    "-- and so on for " + BatchChoice.words(calendar, batches.subList(1, batches.size()), MOST_NAMED));
        }
        if (!adds) planning.add(model, rebuild, gates, parts.table(batches, Optional.empty()), lines, notes);
    }
}
