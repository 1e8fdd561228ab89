package dev.ashlar.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contract.WatchedWarehouse;
import dev.ashlar.contract.Workshop;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;

/** Somebody reads the published table for longer than a swap may wait. */
@Timeout(120)
final class PostgresSlowReaderTest extends PostgresRuns {
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private PostgresWarehouse impatient;
    private Connection reader;

    @BeforeEach
    void connect() throws SQLException {
        impatient = open(Map.of("lock_timeout", "100ms"));
        reader = server.connect();
    }

    @AfterEach
    void disconnect() throws SQLException {
        reader.close();
        impatient.close();
    }

    /** @param drops how often a drop of the table is tried before the reader goes */
    private Workshop shop(int drops) {
        return new Workshop(engine(), new WatchedWarehouse(impatient, new WatchedWarehouse.Watch() {
            @Override
            public void before(String statement) {
                sent.add(statement);
                if (Collections.frequency(sent, "DropTable") == drops) leave();
            }

            @Override
            public void after(String statement) {}
        }));
    }

    private void leave() {
        try {
            if (!reader.getAutoCommit()) reader.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read() throws SQLException {
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement()) {
            statement.execute("select id from " + relation("t"));
        }
    }

    @Test
    void theSwapAloneIsTriedAgainAndNothingIsBuiltTwice() throws SQLException {
        shop().table("t", "select 1 as id").build();
        read();

        assertThat(Workshop.words(shop(3).table("t", "select 2 as id").build())).isEqualTo(Map.of("t", "success"));

        assertThat(Collections.frequency(sent, "DropTable")).isEqualTo(3);
        assertThat(Collections.frequency(sent, "CreateTableAs")).isEqualTo(1);
        assertThat(shop().rows("t", "id")).containsExactly("2");
    }

    /** The manual says so: the rows of the new table were written after the reader's snapshot was taken. */
    @Test
    void aTransactionWithAnOlderSnapshotFindsTheNewTableEmpty() throws SQLException {
        shop().table("t", "select 1 as id").build();
        reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement()) {
            statement.execute("select count(*) from pg_catalog.pg_class");
            shop().table("t", "select 2 as id").build();
            try (ResultSet row = statement.executeQuery("select count(*) from " + relation("t"))) {
                row.next();
                assertThat(row.getLong(1)).isZero();
            }
        }
        leave();
        assertThat(shop().rows("t", "id")).containsExactly("2");
    }

    @Test
    void whoeverStaysIsNamedAndThePublishedTableStands() throws SQLException {
        shop().table("t", "select 1 as id").build();
        read();
        Workshop shop = shop(1000).table("t", "select 2 as id");

        String said = Workshop.words(shop.build()).get("t");

        assertThat(said)
                .startsWith("error: ")
                .contains("lock timeout. The lock is held by session "
                        + reader.unwrap(PGConnection.class).getBackendPID() + " of user " + server.user())
                .contains("idle in transaction: select id from " + relation("t"));
        assertThat(Collections.frequency(sent, "CreateTableAs")).isEqualTo(1);
        assertThat(shop().rows("t", "id")).containsExactly("1");
        leave();
        assertThat(Workshop.words(shop.build())).isEqualTo(Map.of("t", "success"));
        assertThat(shop().rows("t", "id")).containsExactly("2");
    }
}
