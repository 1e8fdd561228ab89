package dev.ashlar.plan;

import dev.ashlar.manifest.TimeInterval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which batches of a microbatch model a run works on.
 *
 * @param batches in the order of time
 * @param gaps earlier batches that no run has finished and this one leaves, in the order of time
 */
public record BatchChoice(List<TimeInterval> batches, List<TimeInterval> gaps) {
    public BatchChoice {
        batches = List.copyOf(batches);
        gaps = List.copyOf(gaps);
    }

    /** What to do about gaps. */
    public enum Gaps {
        LEFT,
        FILLED
    }

    /**
     * What a run was asked for.
     *
     * @param start widened to where its batch begins; empty for what the ledger says
     * @param end widened to where its batch ends; empty for the run's time
     * @param at the run's time
     * @param repeats whether the run goes on with an earlier one, whose time {@code at} is: what was finished since is left out
     */
    public record Asked(Optional<Instant> start, Optional<Instant> end, Gaps gaps, Instant at, boolean repeats) {}

    /** For a table that is not there, or is made anew: all there is. */
    public static BatchChoice making(EventCalendar calendar, Asked asked) {
        Instant from = calendar.floor(asked.start().orElse(calendar.first()));
        Instant to = asked.end().orElse(asked.at());
        // a table stands afterwards, even if nothing can have happened yet
        Instant least = calendar.after(from);
        return new BatchChoice(calendar.batches(from, to.isBefore(least) ? least : to), List.of());
    }

    /**
     * For a table that stands: from as many batches before the newest finished one as it looks back.
     *
     * @param finished what the ledger knows of the table, in any order
     */
    public static BatchChoice adding(
            EventCalendar calendar, int lookback, List<FinishedInterval> finished, Asked asked) {
        List<FinishedInterval> before = finished.stream()
                .filter(one -> !asked.repeats() || one.at().isBefore(asked.at()))
                .toList();
        Instant to = calendar.ceiling(asked.end().orElse(asked.at()));
        Instant from = asked.start().map(calendar::floor).orElseGet(() -> since(calendar, lookback, before, to));
        List<TimeInterval> gaps = from.isAfter(calendar.first())
                ? lacking(
                        calendar.batches(calendar.first(), from),
                        before.stream()
                                .map(BatchChoice::seen)
                                .flatMap(Optional::stream)
                                .toList())
                : List.of();
        List<TimeInterval> batches = calendar.batches(from, to);
        if (asked.gaps() == Gaps.FILLED) {
            batches = Stream.concat(gaps.stream(), batches.stream()).toList();
            gaps = List.of();
        }
        if (asked.repeats()) {
            List<TimeInterval> since = finished.stream()
                    .filter(one -> !one.at().isBefore(asked.at()))
                    .map(FinishedInterval::interval)
                    .toList();
            batches = lacking(batches, since);
        }
        return new BatchChoice(batches, gaps);
    }

    private static Instant since(EventCalendar calendar, int lookback, List<FinishedInterval> finished, Instant to) {
        Instant last = calendar.floor(to.minusNanos(1));
        Instant newest = finished.stream()
                .map(one -> calendar.floor(one.interval().end().minusNanos(1)))
                .max(Comparator.naturalOrder())
                .filter(start -> start.isBefore(last))
                .orElse(last);
        Instant from = calendar.before(newest, lookback);
        Instant first = calendar.first();
        return from.isBefore(first) && first.isBefore(to) ? first : from;
    }

    private static Optional<TimeInterval> seen(FinishedInterval one) {
        Instant start = one.interval().start();
        return start.isBefore(one.seenUntil())
                ? Optional.of(new TimeInterval(start, one.seenUntil()))
                : Optional.empty();
    }

    /** Those that the others together do not cover. */
    public static List<TimeInterval> lacking(List<TimeInterval> batches, List<TimeInterval> others) {
        List<TimeInterval> covered = united(others);
        return batches.stream()
                .filter(batch -> covered.stream()
                        .noneMatch(one -> !one.start().isAfter(batch.start())
                                && !one.end().isBefore(batch.end())))
                .toList();
    }

    /** The same time in as few intervals as there can be. */
    public static List<TimeInterval> united(List<TimeInterval> intervals) {
        List<TimeInterval> united = new ArrayList<>();
        for (TimeInterval one : intervals.stream().sorted().toList()) {
            int last = united.size() - 1;
            if (last < 0 || united.get(last).end().isBefore(one.start())) {
                united.add(one);
            } else if (united.get(last).end().isBefore(one.end())) {
                united.set(last, new TimeInterval(united.get(last).start(), one.end()));
            }
        }
        return united;
    }

    /** {@code 2026-03-01 to 2026-03-04}, the first few. */
    public static String words(EventCalendar calendar, List<TimeInterval> intervals, int most) {
        List<TimeInterval> united = united(intervals);
        String first = united.stream()
                .limit(most)
                .map(one -> calendar.shown(one.start()) + " to " + calendar.shown(one.end()))
                .collect(Collectors.joining(", "));
        return united.size() <= most ? first : first + " and " + (united.size() - most) + " more";
    }
}
