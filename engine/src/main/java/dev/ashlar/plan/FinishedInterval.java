package dev.ashlar.plan;

import dev.ashlar.manifest.TimeInterval;
import java.time.Instant;

/**
 * Event time that a run has worked on and committed.
 *
 * @param at time of that run: what happened later was not seen
 */
public record FinishedInterval(TimeInterval interval, Instant at) {
    /** How far it is complete. */
    Instant seenUntil() {
        return at.isBefore(interval.end()) ? at : interval.end();
    }
}
