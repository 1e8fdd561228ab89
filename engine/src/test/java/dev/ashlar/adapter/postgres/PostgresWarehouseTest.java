package dev.ashlar.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ashlar.plan.RelationStatement;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions of the Postgres adapter when something ends them, keeps them waiting, or leaves something behind. */
@Timeout(120)
final class PostgresWarehouseTest extends PostgresEngine {
    private static final String ENDLESS = "select pg_sleep(600)";

    private static WarehouseException failure(Runnable work) {
        return catchThrowableOfType(WarehouseException.class, work::run);
    }

    private Object one(WarehouseSession session, String sql) {
        return session.read(sql, 1).rows().get(0).get(0);
    }

    private void fromOutside(String sql) {
        try (Connection connection = server.connect();
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Waits for the server to say so, which it does at once or never. */
    private void until(String condition) throws InterruptedException {
        try (WarehouseSession session = warehouse.open()) {
            while (!Boolean.TRUE.equals(one(session, "select " + condition))) Thread.sleep(20);
        }
    }

    private void untilItRuns(String beginning) throws InterruptedException {
        until("exists (select 1 from pg_stat_activity where query like '" + beginning + "%' and state = 'active'"
                + " and pid <> pg_backend_pid() and application_name = '" + label + " own" + "')");
    }

    /** With a label of its own, so that other tests' sessions are not meant. */
    private PostgresWarehouse labelled(Map<String, Object> options) {
        return PostgresWarehouse.open(target(options), RENDERER, label + " own");
    }

    @Test
    void cancelsWhatRunsAndTheNextSessionIsSound() throws Exception {
        try (PostgresWarehouse own = labelled(Map.of())) {
            CompletableFuture<WarehouseException> ended = CompletableFuture.supplyAsync(() -> {
                try (WarehouseSession session = own.open()) {
                    return failure(() -> session.runText(ENDLESS));
                }
            });
            untilItRuns(ENDLESS);
            own.cancelAll();
            WarehouseException cancelled = ended.get(60, TimeUnit.SECONDS);
            assertThat(cancelled.kind()).isEqualTo(Kind.CANCELLED);
            try (WarehouseSession session = own.open()) {
                assertThat(one(session, "select 7")).isEqualTo(7L);
            }
        }
    }

    @Test
    void cancelsALoadOfRowsThatNeverEndsAndKeepsNoneOfThem() throws Exception {
        fromOutside("create table " + relation("t") + " (i bigint)");
        CountDownLatch begun = new CountDownLatch(1);
        Iterable<List<Object>> endless = () -> new Iterator<>() {
            private long next;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public List<Object> next() {
                if (next == 100_000) begun.countDown();
                return List.of(next++);
            }
        };
        CompletableFuture<WarehouseException> ended = CompletableFuture.supplyAsync(() -> {
            try (WarehouseSession session = warehouse.open()) {
                return failure(() -> session.load(relation("t"), List.of(CatalogColumn.of("i", "bigint")), endless));
            }
        });
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        warehouse.cancelAll();
        assertThat(ended.get(60, TimeUnit.SECONDS).kind()).isEqualTo(Kind.CANCELLED);
        assertThat(count("t")).isZero();
    }

    @Test
    void endsAStatementThatRunsLongerThanTheTargetAllows() {
        try (PostgresWarehouse own = open(Map.of("statement_timeout", "1s"));
                WarehouseSession session = own.open()) {
            WarehouseException late = failure(() -> session.runText(ENDLESS));
            assertThat(late.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(late).hasMessage("The statement ran longer than the target's statement_timeout of 1 s.");
            assertThat(one(session, "select 7")).as("the session goes on").isEqualTo(7L);
        }
    }

    @Test
    void aWaitForALockIsBoundedAndNamesWhoHoldsIt() throws Exception {
        fromOutside("create table " + relation("t") + " (i bigint)");
        try (Connection reader = server.connect();
                java.sql.Statement held = reader.createStatement();
                PostgresWarehouse own = open(Map.of("lock_timeout", "100ms"));
                WarehouseSession session = own.open()) {
            held.execute("set application_name = 'a board'");
            reader.setAutoCommit(false);
            held.execute("select *\n  from " + relation("t") + " where i > 41");
            int pid = reader.unwrap(org.postgresql.PGConnection.class).getBackendPID();

            WarehouseException waited = failure(() -> session.run(new RelationStatement.DropTable(relation("t"))));

            assertThat(waited.kind()).isEqualTo(Kind.RETRYABLE);
            assertThat(waited)
                    .hasMessage(
                            "canceling statement due to lock timeout. The lock is held by session " + pid + " of user "
                                    + server.user() + ", a board, idle in transaction: select * from " + relation("t")
                                    + " where i > 41.");
            reader.rollback();
            session.run(new RelationStatement.DropTable(relation("t")));
        }
    }

    @Test
    void oneOfTwoTransactionsThatWaitForEachOtherMayTryAgain() throws Exception {
        fromOutside("create table " + relation("a") + " (i bigint)");
        fromOutside("create table " + relation("b") + " (i bigint)");
        CompletableFuture<WarehouseException> other;
        WarehouseException mine;
        try (WarehouseSession session = warehouse.open()) {
            session.run(new TransactionStatement.Begin());
            session.runText("lock table " + relation("a"));
            CountDownLatch locked = new CountDownLatch(1);
            other = CompletableFuture.supplyAsync(() -> {
                try (WarehouseSession second = warehouse.open()) {
                    second.run(new TransactionStatement.Begin());
                    second.runText("lock table " + relation("b"));
                    locked.countDown();
                    return failure(() -> second.runText("lock table " + relation("a")));
                }
            });
            assertThat(locked.await(60, TimeUnit.SECONDS)).isTrue();
            mine = failure(() -> session.runText("lock table " + relation("b")));
        }
        WarehouseException theirs = other.get(60, TimeUnit.SECONDS);
        WarehouseException loser = mine == null ? theirs : mine;
        assertThat(loser.kind()).isEqualTo(Kind.RETRYABLE);
        assertThat(loser).hasMessageContaining("deadlock detected");
    }

    @Test
    void aSerializationFailureMayBeTriedAgain() {
        fromOutside("create table " + relation("t") + " as select 1 as i");
        try (WarehouseSession first = warehouse.open();
                WarehouseSession second = warehouse.open()) {
            for (WarehouseSession session : List.of(first, second)) {
                session.run(new TransactionStatement.Begin());
                session.runText("set transaction isolation level repeatable read");
                one(session, "select i from " + relation("t"));
            }
            first.runText("update " + relation("t") + " set i = 2");
            first.run(new TransactionStatement.Commit());
            assertThat(failure(() -> second.runText("update " + relation("t") + " set i = 3"))
                            .kind())
                    .isEqualTo(Kind.RETRYABLE);
        }
    }

    @Test
    void aSessionThatTheServerEndedIsNeverHandedOutAgain() {
        try (PostgresWarehouse own = labelled(Map.of())) {
            long lost;
            try (WarehouseSession session = own.open()) {
                lost = session.serverNumber().orElseThrow();
                session.run(new TransactionStatement.Begin());
                fromOutside("select pg_terminate_backend(" + lost + ")");
                assertThat(failure(() -> session.runText("select 1")).kind()).isEqualTo(Kind.CONNECTION);
            }
            try (WarehouseSession session = own.open()) {
                assertThat(session.serverNumber().orElseThrow()).isNotEqualTo(lost);
                assertThat(one(session, "select 7")).isEqualTo(7L);
            }
        }
    }

    @Test
    void aConnectionThatDiedWhileNobodyUsedItIsReplaced() throws Exception {
        try (PostgresWarehouse own = labelled(Map.of())) {
            long lost;
            try (WarehouseSession session = own.open()) {
                lost = session.serverNumber().orElseThrow();
            }
            fromOutside("select pg_terminate_backend(" + lost + ")");
            until("not exists (select 1 from pg_stat_activity where pid = " + lost + ")");
            // the pool tries connections that have been idle for this long
            Thread.sleep(600);
            try (WarehouseSession session = own.open()) {
                assertThat(one(session, "select 7")).isEqualTo(7L);
                assertThat(session.serverNumber().orElseThrow()).isNotEqualTo(lost);
            }
        }
    }

    @Test
    void aSessionFindsNothingOfTheOneBeforeIt() {
        fromOutside("create table " + relation("t") + " as select 1 as i");
        try (PostgresWarehouse own = open(Map.of("threads", 1, "search_path", "pg_catalog"))) {
            long number;
            try (WarehouseSession session = own.open()) {
                number = session.serverNumber().orElseThrow();
                session.run(new RelationStatement.CreateTemporaryTableAs(
                        dev.ashlar.manifest.RelationName.temporary("mine"), "select 1 as i", ""));
                session.runText(
                        "set time zone 'Pacific/Chatham'; set search_path = " + schema + "; set lock_timeout = 77");
                session.run(new TransactionStatement.Begin());
                session.runText("insert into " + relation("t") + " values (2)");
            }
            try (WarehouseSession session = own.open()) {
                assertThat(session.serverNumber()).hasValue(number);
                assertThat(session.read(
                                        "select current_setting('TimeZone'), current_setting('search_path'),"
                                                + " current_setting('lock_timeout'), to_regclass('pg_temp.mine') is null",
                                        1)
                                .rows())
                        .containsExactly(List.of("UTC", "pg_catalog", "10s", true));
                assertThat(count("t")).isEqualTo(1);
            }
        }
    }

    @Test
    void theServerListsSessionsUnderTheLabel() {
        try (PostgresWarehouse own = labelled(Map.of());
                WarehouseSession session = own.open()) {
            assertThat(one(session, "select application_name from pg_stat_activity where pid = pg_backend_pid()"))
                    .isEqualTo(label + " own");
        }
    }

    @Test
    void aTargetThatCannotBeWorkedWithSaysWhatToDo() {
        assertThatThrownBy(() -> open(Map.of("database", "no_such_database")))
                .hasMessageContaining("has no database 'no_such_database'.");
        assertThatThrownBy(() -> open(Map.of("role", "no_such_role")))
                .hasMessageContaining("refuses a setting of the target: role \"no_such_role\" does not exist");
        assertThatThrownBy(() -> open(Map.of("host", "no-such-host.invalid")))
                .hasMessageContaining("there is no such host.");
        assertThatThrownBy(() -> open(Map.of("connect_timeout", "soon", "port", 0, "database", "")))
                .hasMessageContaining("has a 'connect_timeout' of 'soon', which is no length of time")
                .hasMessageContaining("has a 'port' of 0, which is no whole number from 1 to 65535")
                .hasMessageContaining("has no database");
    }
}
