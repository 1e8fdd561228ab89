package dev.ashlar.port;

import dev.ashlar.manifest.RelationName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The leases of runs, kept in the warehouse: which run may write which relations. The server's clock alone decides what
 * has expired. Each method is one transaction in which no other run changes a lease, and may be called again when its
 * answer was lost. Safe for many threads. Every method throws {@link WarehouseException}.
 */
public interface RunLocks {
    /** Takes a lease behind all that stand, for {@code length} from now. @return with the new one */
    Leases take(Holder holder, Collection<RelationName> relations, Duration length);

    /**
     * Shows that the run is alive: its lease ends {@code length} from now. Does nothing when the lease is gone or was taken
     * by somebody else; the answer tells.
     *
     * @param left relations that the run still has to do
     * @param sessions every session that the run may write through, by its number at the server
     */
    Leases renew(String invocation, Collection<RelationName> left, Collection<Long> sessions, Duration length);

    /** Changes nothing; no leases where nothing was ever recorded. */
    Leases read();

    /** Ends a lease, unless somebody took it. */
    void release(String invocation);

    /**
     * Takes another run's lease, so that the run cannot renew it any more. Its relations stay held until {@link #clear}.
     *
     * @param length how long {@code by} may take to end the run's sessions before somebody else may try
     * @return the lease as it is now; empty when it is gone, was renewed, or is being taken by somebody else
     */
    Optional<Lease> claim(String invocation, Holder by, Condition condition, Duration length);

    /**
     * Sessions of the run that the server still has, by their numbers there; for a claimed lease these are the last. Refused
     * where the sessions of another user cannot be seen.
     */
    List<Long> sessionsLeft(Lease lease);

    /** Ends a session at the server whatever it is doing; it may take a moment to go. Refused for those of other users. */
    void endSession(long session);

    /** Lets go of a claimed lease's relations, when no session is left; who took it stays for the run to read. */
    void clear(String invocation);

    /** Gives a claimed lease back as it was. */
    void giveBack(String invocation);

    enum Condition {
        EXPIRED,
        ANY
    }

    /**
     * Whose lease it is.
     *
     * @param user of the operating system
     * @param process number and start of the process on the host
     */
    record Holder(String invocation, String command, String user, String host, String process) {
        /** Under which a server lists the sessions of a run, where it lists any. */
        public String sessionLabel() {
            return sessionLabel(invocation);
        }

        public static String sessionLabel(String invocation) {
            return "ashlar " + invocation;
        }
    }

    /**
     * @param now the server's time at which they were read
     * @param all the oldest first
     */
    record Leases(Instant now, List<Lease> all) {
        public Leases {
            all = List.copyOf(all);
        }

        public Optional<Lease> find(String invocation) {
            return all.stream()
                    .filter(lease -> lease.holder().invocation().equals(invocation))
                    .findFirst();
        }
    }

    /**
     * @param place in the order in which leases were taken
     * @param databaseUser as whom the run works in the warehouse
     * @param relations still to do
     * @param heartbeat when the run last showed that it is alive
     * @param until when it ends unless it is renewed
     */
    record Lease(
            long place,
            Holder holder,
            String databaseUser,
            Set<RelationName> relations,
            Set<Long> sessions,
            Instant since,
            Instant heartbeat,
            Instant until,
            Standing standing) {
        public Lease {
            relations = Set.copyOf(relations);
            sessions = Set.copyOf(sessions);
        }
    }

    sealed interface Standing {
        record Live() implements Standing {}

        record Expired() implements Standing {}

        record Taken(Holder by, Instant at, Progress progress) implements Standing {}
    }

    enum Progress {
        /** Sessions of the run are being ended; its relations are not free yet. */
        UNDER_WAY,
        /** Who took it did not come to an end with that; somebody else may take it. */
        STALLED,
        /** The run is shut out, and its relations are free. */
        DONE
    }
}
