package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.RunLocks.Holder;
import dev.ashlar.port.RunLocks.Lease;
import dev.ashlar.port.RunLocks.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said about leases. */
public final class LeaseWords {
    /** Relations named of a lease before the rest is only counted. */
    private static final int NAMED = 5;

    private LeaseWords() {}

    /** For example {@code run 0f3a ('ashlar build' of anna on host7, process 4711)}. */
    public static String run(Holder holder) {
        return "run " + holder.invocation() + " (" + command(holder) + ", process " + holder.process() + ")";
    }

    private static String command(Holder holder) {
        return "'ashlar " + holder.command() + "' of " + holder.user() + " on " + holder.host();
    }

    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code 10m}, {@code 1m 30s}, {@code 250ms}. */
    static String length(Duration length) {
        if (length.isZero()) return "0s";
        if (length.compareTo(Duration.ofSeconds(1)) < 0) return length.toMillis() + "ms";
        StringBuilder out = new StringBuilder();
        if (length.toDays() > 0) out.append(length.toDays()).append("d ");
        if (length.toHoursPart() > 0) out.append(length.toHoursPart()).append("h ");
        if (length.toMinutesPart() > 0) out.append(length.toMinutesPart()).append("m ");
        if (length.toSecondsPart() > 0) out.append(length.toSecondsPart()).append("s ");
        return out.toString().strip();
    }

    static Diagnostic waits(String thing, Lease by, RelationName relation, LeaseRules rules) {
        return Diagnostic.note(
                thing + " waits, for " + length(rules.patience()) + " at most: " + run(by.holder()) + " holds "
                        + relation.plain() + " since " + time(by.since()) + ".",
                "");
    }

    static String tooLong(Lease by, RelationName relation, LeaseRules rules) {
        return run(by.holder()) + " holds " + relation.plain() + " since " + time(by.since())
                + " and did not let go of it within " + length(rules.patience()) + " (run_lock_timeout).";
    }

    static String held(Lease by, RelationName relation) {
        return run(by.holder()) + " holds " + relation.plain() + " since " + time(by.since())
                + ", and run_lock is 'fail'.";
    }

    static String goOn(Lease by) {
        return "Run 'ashlar retry' when it has ended; if it hangs, 'ashlar unlock "
                + by.holder().invocation() + " --yes' ends it.";
    }

    /** What a lease says, in lines for a person. @param now the server's time */
    public static List<String> shown(Lease lease, Instant now) {
        Holder holder = lease.holder();
        return List.of(
                "run " + holder.invocation() + ": " + standing(lease, now),
                "  " + command(holder) + ", process " + holder.process() + ", user '" + lease.databaseUser()
                        + "' of the warehouse",
                "  since " + time(lease.since()) + ", still to do: " + named(lease));
    }

    private static String standing(Lease lease, Instant now) {
        String heard = "last sign of life " + length(whole(Duration.between(lease.heartbeat(), now))) + " ago";
        return switch (lease.standing()) {
            case Standing.Live live -> "alive, " + heard;
            case Standing.Expired expired -> "expired, " + heard;
            case Standing.Taken taken ->
                "being shut out by " + command(taken.by()) + " since " + time(taken.at()) + ", " + heard;
        };
    }

    /** Clocks of servers may step back. */
    private static Duration whole(Duration length) {
        return length.isNegative() ? Duration.ZERO : length.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String named(Lease lease) {
        if (lease.relations().isEmpty()) return "nothing";
        List<String> names =
                lease.relations().stream().map(RelationName::plain).sorted().toList();
        String some = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() <= NAMED ? some : some + " and " + (names.size() - NAMED) + " more";
    }

    static Diagnostic shutOut(Lease lease) {
        return Diagnostic.warning(
                run(lease.holder()) + ", last alive at " + time(lease.heartbeat())
                        + ", was shut out: what it held is free. Its sessions were ended, so it writes nothing more.",
                "");
    }

    static Diagnostic notReleased(LeaseRules rules, String reason) {
        return Diagnostic.warning(
                "The lease of this run is not released: " + reason,
                "It ends by itself within " + length(rules.length()) + ".");
    }

    /** @param own this run's lease, as far as it still stands */
    static Diagnostic lost(Optional<Lease> own) {
        String what = own.map(Lease::standing)
                .filter(Standing.Taken.class::isInstance)
                .map(Standing.Taken.class::cast)
                .map(taken -> "The lease of this run was taken by " + command(taken.by()) + " (run "
                        + taken.by().invocation() + ") at " + time(taken.at()) + ", after its last sign of life at "
                        + time(own.get().heartbeat()) + ": nothing more is written.")
                .orElse("The lease of this run is gone, so another run may be at work: nothing more is written.");
        return Diagnostic.error(what, "Run 'ashlar retry' to do what is left.");
    }

    static Diagnostic mayNotEnd(Lease lease, List<Long> sessions, String reason) {
        return Diagnostic.error(
                notTaken(lease) + sessions(sessions) + " could not be ended: " + reason,
                "Let user '" + lease.databaseUser() + "' of the warehouse, or an administrator, run 'ashlar unlock "
                        + lease.holder().invocation() + " --yes', then 'ashlar retry'.");
    }

    static Diagnostic doNotEnd(Lease lease, List<Long> sessions, Duration within) {
        return Diagnostic.error(
                notTaken(lease) + sessions(sessions) + " did not end within " + length(within) + " of being told to.",
                "End them at the server, then run 'ashlar retry'.");
    }

    private static String notTaken(Lease lease) {
        return "Cannot take over from " + run(lease.holder()) + ", last alive at " + time(lease.heartbeat()) + ": ";
    }

    private static String sessions(List<Long> sessions) {
        if (sessions.isEmpty()) return "its sessions";
        return (sessions.size() == 1 ? "its session " : "its sessions ")
                + sessions.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
