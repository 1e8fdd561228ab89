package dev.ashlar.run;

import java.time.Duration;

/**
 * How runs that meet behave.
 *
 * @param meeting what a node does whose relation an older run holds
 * @param patience longest time a node waits
 * @param length how long a run that gives no sign of life keeps what it holds
 * @param heartbeat time between two signs of life
 * @param look how often a run looks whether what it waits for is free
 * @param ending longest time that the sessions of a run that is shut out may take to end
 */
public record LeaseRules(
        Meeting meeting, Duration patience, Duration length, Duration heartbeat, Duration look, Duration ending) {
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    public enum Meeting {
        WAIT,
        FAIL
    }

    public static LeaseRules of(Meeting meeting, Duration patience) {
        return lasting(meeting, patience, Duration.ofMinutes(2));
    }

    /** The heartbeat is a quarter of the lease, so that three may be lost. */
    public static LeaseRules lasting(Meeting meeting, Duration patience, Duration length) {
        Duration second = Duration.ofSeconds(1);
        Duration heartbeat = length.dividedBy(4);
        Duration look = heartbeat.compareTo(second) < 0 ? heartbeat : second;
        return new LeaseRules(meeting, patience, length, heartbeat, look, Duration.ofSeconds(30));
    }
}
