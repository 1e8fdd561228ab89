package dev.ashlar.run;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.BatchChoice;
import dev.ashlar.plan.BatchChoice.Asked;
import dev.ashlar.plan.CandidateNames;
import dev.ashlar.plan.EventCalendar;
import dev.ashlar.plan.FinishedInterval;
import dev.ashlar.plan.PlanContext.Rebuild;
import dev.ashlar.plan.Planners;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.RelationState.Adoption;
import dev.ashlar.port.RunRecords.Marker;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which batches of a model a run works on, and in which way.
 *
 * @param begun the candidate that the run which this one goes on with left, with what it has taken
 */
record MicrobatchWork(Way way, List<TimeInterval> batches, List<Diagnostic> notes, Optional<Begun> begun) {
    private static final int SHOWN = 3;

    enum Way {
        /** Batch after batch takes its place in the published table. */
        ADDS,
        /** The table is made anew. */
        MAKES
    }

    /**
     * A candidate that another run began.
     *
     * @param taken the batches that are in it
     * @param marker what it was begun from, and when
     */
    record Begun(List<TimeInterval> taken, Marker marker) {}

    static MicrobatchWork of(RunScope scope, Node.Model node, Microbatch model) {
        RelationState state = scope.state()
                .observe(
                        node,
                        node.build().relation(),
                        Adoption.REFUSED,
                        scope.request().project());
        boolean refresh = scope.options().has(RunOptions.Flag.FULL_REFRESH);
        boolean adds = Planners.adds(node, state, refresh ? Rebuild.FULL_REFRESH : Rebuild.AS_NEEDED);
        MicrobatchWork work = of(
                node,
                model,
                scope.request().reach(),
                scope.request().invocation().startedAt(),
                adds ? Optional.of(scope.state().finished(node.build().relation())) : Optional.empty());
        return adds ? work : new MicrobatchWork(work.way(), work.batches(), work.notes(), begun(scope, node));
    }

    private static Optional<Begun> begun(RunScope scope, Node.Model node) {
        Optional<Instant> since = scope.request().reach().since();
        if (since.isEmpty() || scope.request().reach().sampled()) return Optional.empty();
        RelationName candidate = CandidateNames.of(
                        node.build().relation(), scope.ports().warehouse().identifierLimit())
                .candidate();
        Instant at = since.get().truncatedTo(ChronoUnit.MICROS);
        return scope.state()
                .marker(candidate)
                .filter(marker -> scope.state().relation(candidate).isPresent()
                        && marker.node().equals(node.id())
                        && !marker.at().isBefore(at))
                .map(marker -> new Begun(
                        scope.state().finished(candidate).stream()
                                .map(FinishedInterval::interval)
                                .toList(),
                        marker))
                .filter(begun -> !begun.taken().isEmpty());
    }

    /** @param standing what the ledger knows of the table; empty where there is none, or where it is made anew */
    static MicrobatchWork of(
            Node.Model node,
            Microbatch model,
            EventReach reach,
            Instant runTime,
            Optional<List<FinishedInterval>> standing) {
        EventCalendar calendar = EventCalendar.of(model);
        List<Diagnostic> notes = new ArrayList<>();
        Asked asked = asked(node, calendar, reach, runTime, notes);
        if (standing.isEmpty()) {
            return new MicrobatchWork(
                    Way.MAKES, BatchChoice.making(calendar, asked).batches(), notes, Optional.empty());
        }
        BatchChoice choice = BatchChoice.adding(calendar, model.lookback(), standing.get(), asked);
        if (!choice.gaps().isEmpty() && !reach.sampled()) notes.add(gaps(node, calendar, choice.gaps()));
        return new MicrobatchWork(Way.ADDS, choice.batches(), notes, Optional.empty());
    }

    private static Asked asked(
            Node.Model node, EventCalendar calendar, EventReach reach, Instant runTime, List<Diagnostic> notes) {
        // as the ledger keeps times
        Instant at = reach.since().orElse(runTime).truncatedTo(ChronoUnit.MICROS);
        switch (reach.sampling()) {
            case EventReach.Sampling.None s -> {}
            case EventReach.Sampling.Within sample -> {
                return new Asked(
                        Optional.of(sample.interval().start()),
                        Optional.of(sample.interval().end()),
                        BatchChoice.Gaps.LEFT,
                        at,
                        false);
            }
            case EventReach.Sampling.Empty s -> {
                Instant last = calendar.floor(at);
                return new Asked(
                        Optional.of(last), Optional.of(calendar.after(last)), BatchChoice.Gaps.LEFT, at, false);
            }
        }
        Optional<Instant> start = reach.start().map(moment -> moment.in(calendar.zone()));
        Optional<Instant> end = reach.end().map(moment -> moment.in(calendar.zone()));
        start.filter(time -> !calendar.floor(time).equals(time))
                .ifPresent(
                        time -> notes.add(widened(node, calendar, "--event-time-start", time, calendar.floor(time))));
        end.filter(time -> !calendar.ceiling(time).equals(time))
                .ifPresent(
                        time -> notes.add(widened(node, calendar, "--event-time-end", time, calendar.ceiling(time))));
        return new Asked(start, end, reach.gaps(), at, reach.since().isPresent());
    }

    private static Diagnostic widened(
            Node.Model node, EventCalendar calendar, String flag, Instant said, Instant bound) {
        return Diagnostic.note(
                flag + " " + calendar.shown(said) + " is widened to " + calendar.shown(bound) + " for model '"
                        + node.name() + "', whose batches are "
                        + calendar.size().word() + " by "
                        + calendar.size().word() + ".",
                "");
    }

    private static Diagnostic gaps(Node.Model node, EventCalendar calendar, List<TimeInterval> gaps) {
        return Diagnostic.warning(
                node.header().location(),
                "Model '" + node.name() + "' has " + Counted.of(gaps.size(), "batch", "batches")
                        + " that no run finished: " + BatchChoice.words(calendar, gaps, SHOWN) + ".",
                "Fill " + (gaps.size() == 1 ? "it" : "them") + " with 'ashlar build --select " + node.name()
                        + " --fill-gaps'.");
    }
}
