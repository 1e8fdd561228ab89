package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.adapter.jdbc.ConnectionSource;
import dev.ashlar.adapter.jdbc.JdbiRunLocks;
import dev.ashlar.adapter.jdbc.LeaseDialect;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.RunLocks;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A machine that was suspended while it wrote its lease keeps nobody else from theirs. */
@Timeout(120)
public interface StalledTurnContract extends Parties {
    /** Of the engine, with a second's patience. */
    LeaseDialect impatient();

    JdbiRunLocks locks(LeaseDialect leases);

    /** Sessions of the same user. */
    ConnectionSource sessions();

    default Connection session() {
        try {
            return sessions().connect();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    default void aTurnWhoseHolderStandsStillIsTakenFromIt() throws Exception {
        RelationName leases = RelationName.of(schema() + "_meta", "run_locks");
        RelationName relation = relation("t");
        records().prepare();
        try (JdbiRunLocks locks = locks(impatient());
                Connection still = session();
                Statement statement = still.createStatement()) {
            locks.take(Parties.holder("a", HERE), Set.of(relation), Duration.ofMinutes(10));
            still.setAutoCommit(false);
            statement.execute(impatient().turn(leases));
            statement.executeUpdate("update " + leases + " set host = 'asleep'");

            RunLocks.Leases seen = locks.take(Parties.holder("b", HERE), Set.of(relation), Duration.ofMinutes(10));

            assertThat(seen.find("b")).isPresent();
            assertThat(seen.find("a").orElseThrow().holder().host()).isEqualTo("host7");
            assertThatThrownBy(still::commit).isInstanceOf(SQLException.class);
            assertThat(locks.read().all()).hasSize(2);
        }
    }
}
