package dev.ashlar.manifest;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/** A stretch of time: from its start up to, and without, its end. */
public record TimeInterval(Instant start, Instant end) implements Comparable<TimeInterval> {
    private static final Comparator<TimeInterval> ORDER =
            Comparator.comparing(TimeInterval::start).thenComparing(TimeInterval::end);

    public TimeInterval {
        Objects.requireNonNull(start);
        Objects.requireNonNull(end);
        if (!start.isBefore(end)) throw new IllegalArgumentException("An interval ends after it starts: " + start);
    }

    @Override
    public int compareTo(TimeInterval other) {
        return ORDER.compare(this, other);
    }
}
