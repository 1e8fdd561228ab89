package dev.ashlar.adapter.postgres;

import dev.ashlar.adapter.jdbc.JdbiRunLocks;
import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.contract.Parties;
import dev.ashlar.port.RunLocks.Holder;
import java.time.InstantSource;
import java.util.Map;

/** Several runs on one server. */
abstract class PostgresParties extends PostgresRuns implements Parties {
    @Override
    public Party party(String invocation) {
        return party(invocation, Map.of());
    }

    /** @param options of the target, besides the server's */
    Party party(String invocation, Map<String, Object> options) {
        PostgresWarehouse other = PostgresWarehouse.open(target(options), RENDERER, Holder.sessionLabel(invocation));
        JdbiRunRecords records = other.records(schema + "_meta", InstantSource.system());
        JdbiRunLocks locks = other.locks(schema + "_meta");
        return new Party(other, records, locks, () -> {
            locks.close();
            records.close();
            other.close();
        });
    }
}
