package dev.ashlar.contract;

import dev.ashlar.port.RunLocks;
import dev.ashlar.port.RunLocks.Holder;
import dev.ashlar.port.RunRecords;
import dev.ashlar.port.Warehouse;
import dev.ashlar.run.LeaseRules;
import dev.ashlar.run.LeaseRules.Meeting;
import dev.ashlar.run.Leasing;
import java.time.Duration;
import java.util.Optional;

/** Several runs on one schema. */
public interface Parties extends RunContract {
    /** The process that the tests say they are. */
    String HERE = "4711 since 2026-01-01T02:00:00Z";

    /** A process that is no more: what it left expires. */
    String GONE = "4710 since 2026-01-01T01:00:00Z";

    /** The schema as another run sees it, with sessions of its own under the label of the invocation. */
    Party party(String invocation);

    /** One of several runs. */
    record Party(Warehouse warehouse, RunRecords records, RunLocks locks, Runnable closing) implements AutoCloseable {
        @Override
        public void close() {
            closing.run();
        }
    }

    static Holder holder(String invocation, String process) {
        return new Holder(invocation, "build", "anna", "host7", process);
    }

    /** Nobody loses a lease for want of time, and everybody sees soon what others did. */
    static LeaseRules rules(Meeting meeting, Duration patience) {
        return new LeaseRules(
                meeting,
                patience,
                Duration.ofMinutes(10),
                Duration.ofMillis(100),
                Duration.ofMillis(20),
                Duration.ofSeconds(60));
    }

    /** A workshop that works as the party, and keeps others away. */
    default Workshop leased(Party party, String invocation, LeaseRules rules) {
        return leased(party, invocation, rules, party.warehouse());
    }

    default Workshop leased(Party party, String invocation, LeaseRules rules, Warehouse warehouse) {
        Workshop shop = new Workshop(new Engine(party.warehouse(), renderer(), party.records(), schema()), warehouse);
        shop.leasing = Optional.of(new Leasing(
                party.locks(),
                holder(invocation, HERE),
                rules,
                other -> other.process().equals(GONE)));
        return shop;
    }
}
