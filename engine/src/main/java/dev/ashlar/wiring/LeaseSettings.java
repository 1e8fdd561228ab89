package dev.ashlar.wiring;

import dev.ashlar.manifest.Durations;
import dev.ashlar.manifest.Target;
import dev.ashlar.port.RunLocks;
import dev.ashlar.port.RunLocks.Holder;
import dev.ashlar.run.LeaseRules;
import dev.ashlar.run.LeaseRules.Meeting;
import dev.ashlar.run.Leasing;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How runs on a target keep out of each other's way, as its profile says. */
final class LeaseSettings {
    /** How long a run that gives no sign of life keeps what it holds: {@code -Dashlar.lease=10s}. For tests. */
    private static final String LENGTH = "ashlar.lease";

    private LeaseSettings() {}

    /** Empty where the target says {@code run_lock: off}. */
    static Optional<Leasing> of(Target target, RunLocks locks, Holder holder, Map<String, String> environment) {
        // YAML reads the bare word off as a flag
        String said = String.valueOf(target.options().getOrDefault("run_lock", "wait"))
                .toLowerCase(Locale.ROOT);
        if (said.equals("off") || said.equals("false")) return Optional.empty();
        Meeting meeting = said.equals("fail") ? Meeting.FAIL : Meeting.WAIT;
        return Optional.of(
                new Leasing(locks, holder, rules(target, meeting), other -> ThisProcess.hasEnded(other, environment)));
    }

    static LeaseRules rules(Target target, Meeting meeting) {
        Duration patience = Optional.ofNullable(target.options().get("run_lock_timeout"))
                .flatMap(text -> Durations.find(String.valueOf(text)))
                .orElse(LeaseRules.PATIENCE);
        return Optional.ofNullable(System.getProperty(LENGTH))
                .flatMap(Durations::find)
                .map(length -> LeaseRules.lasting(meeting, patience, length))
                .orElseGet(() -> LeaseRules.of(meeting, patience));
    }
}
