package dev.ashlar.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contract.IncrementalContract;
import dev.ashlar.contract.WatchedWarehouse;
import dev.ashlar.contract.Workshop;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.RunReport;
import dev.ashlar.wire.CuttingProxy;
import dev.ashlar.wire.Fault;
import dev.ashlar.wire.SeenStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session that dies, or a transaction that another is in the way of, costs its own node at most. */
@Timeout(120)
final class PostgresLostSessionTest extends PostgresRuns {
    private void endSessions() {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = '"
                    + label + "'");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void aModelThatEndsItsOwnSessionFailsAloneAfterItsRetries() {
        Workshop shop = shop().table("deadly", "select pg_terminate_backend(pg_backend_pid()) as gone")
                .table("after", "select 1 as id from {deadly}", "deadly");
        for (int i = 0; i < 6; i++) shop.table("t" + i, "select " + i + " as id");

        RunReport report = shop.build();

        Map<String, String> words = Workshop.words(report);
        assertThat(words.remove("deadly"))
                .isEqualTo("error: Cannot build model 'deadly': terminating connection due to administrator command");
        assertThat(words.remove("after")).isEqualTo("skipped");
        assertThat(words).hasSize(6);
        assertThat(words.values()).containsOnly("success");
        NodeResult deadly = Workshop.result(report, Workshop.id("deadly"));
        assertThat(deadly.notes())
                .hasSize(3)
                .extracting(Diagnostic::message)
                .containsOnly("The connection was lost; model 'deadly' was begun again.");
        assertThat(shop.rows("t5", "id")).containsExactly("5");
    }

    @Test
    void whenAllSessionsDieWhileNodesAreAtWorkEveryNodeIsStillBuiltOnce() {
        AtomicInteger swaps = new AtomicInteger();
        Workshop shop = new Workshop(engine(), new WatchedWarehouse(warehouse, new WatchedWarehouse.Watch() {
            @Override
            public void before(String statement) {
                if (statement.equals("RenameTable") && swaps.incrementAndGet() % 4 == 2) endSessions();
            }

            @Override
            public void after(String statement) {}
        }));
        shop.threads = 3;
        for (int i = 0; i < 8; i++) shop.table("t" + i, "select " + i + " as id");

        Map<String, String> words = Workshop.words(shop.build());

        assertThat(words).hasSize(8);
        assertThat(words.values()).containsOnly("success");
        assertThat(swaps).hasValueGreaterThan(8);
        for (int i = 0; i < 8; i++) assertThat(shop.rows("t" + i, "id")).containsExactly("" + i);
        assertThat(rows("select count(*) from " + schema + "_meta.node_runs where status = 'success'"))
                .containsExactly(List.of(8L));
    }

    /** All sessions die right after a commit, so the one that would ask for its marker is dead too. */
    @Test
    void anIncrementWhoseCommitIsNotAcknowledgedIsNotAddedTwice() {
        Incremental append = IncrementalContract.by(new IncrementalStrategy.Append());
        shop().incremental("log", append, "select 'first' as row", "select 'never' as row")
                .build();
        AtomicInteger commits = new AtomicInteger();
        Workshop shop = new Workshop(engine(), new WatchedWarehouse(warehouse, new WatchedWarehouse.Watch() {
            @Override
            public void before(String statement) {
                if (statement.equals("Commit")) records().readMarkers();
            }

            @Override
            public void after(String statement) {
                if (!statement.equals("Commit") || commits.incrementAndGet() > 1) return;
                endSessions();
                throw new WarehouseException(
                        WarehouseException.Kind.CONNECTION, "the answer was lost", Optional.empty(), null);
            }
        }));

        Map<String, String> words =
                Workshop.words(shop.incremental("log", append, "select 'first' as row", "select 'second' as row")
                        .build());

        assertThat(words).isEqualTo(Map.of("log", "success"));
        assertThat(shop().rows("log", "row")).containsExactly("first", "second");
        assertThat(rows("select status from " + schema + "_meta.invocations where status <> 'success'"))
                .isEmpty();
    }

    /** The server is at work on the commit when the connection is cut, and would come to an end with it a while later. */
    @Test
    void aCommitThatIsStillUnderWayIsEndedBeforeItIsDoneAgain() throws Exception {
        Incremental append = IncrementalContract.by(new IncrementalStrategy.Append());
        shop().incremental("log", append, "select 'first' as row", "select 'never' as row")
                .build();
        shop().execute("create sequence {schema}.turns;"
                + " create function {schema}.wait() returns trigger language plpgsql as"
                + " $$ begin if nextval('{schema}.turns') = 1 then perform pg_sleep(3); end if; return null; end $$;"
                + " create constraint trigger t after insert on {schema}.log deferrable initially deferred"
                + " for each row execute function {schema}.wait()");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (CuttingProxy proxy = CuttingProxy.before(server.host(), server.port());
                PostgresWarehouse behind = open(Map.of("host", proxy.host(), "port", proxy.port()))) {
            AtomicInteger commits = new AtomicInteger();
            AtomicReference<Future<?>> cut = new AtomicReference<>();
            Workshop shop = new Workshop(engine(), new WatchedWarehouse(behind, new WatchedWarehouse.Watch() {
                @Override
                public void before(String statement) {
                    if (!statement.equals("Commit") || commits.incrementAndGet() > 1) return;
                    cut.set(thread.submit(() -> {
                        while (committing() == 0) Thread.sleep(5);
                        proxy.cutAll();
                        return null;
                    }));
                }

                @Override
                public void after(String statement) {}
            }));

            Map<String, String> words =
                    Workshop.words(shop.incremental("log", append, "select 'first' as row", "select 'second' as row")
                            .build());

            cut.get().get(1, TimeUnit.MINUTES);
            assertThat(words).isEqualTo(Map.of("log", "success"));
            while (committing() > 0) Thread.sleep(5);
            assertThat(shop().rows("log", "row")).containsExactly("first", "second");
            assertThat(commits).hasValue(2);
        } finally {
            thread.shutdownNow();
        }
    }

    private long committing() throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*) from pg_stat_activity where application_name = '"
                                + label + "' and state = 'active' and wait_event = 'PgSleep'")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A shop that works through the proxy, with one table {@code t} of one row, {@code u} beside it. */
    private static Workshop through(Workshop shop, int day) {
        shop.threads = 1;
        return shop.table("t", "select " + day + " as id").table("u", "select " + day + " as id");
    }

    private Map<String, String> conflicting(String sqlState, String message, int times, CuttingProxy proxy) {
        try (PostgresWarehouse behind = open(Map.of("host", proxy.host(), "port", proxy.port()))) {
            Workshop shop = new Workshop(engine(), behind);
            assertThat(Workshop.words(through(shop, 1).build())).isEqualTo(Map.of("t", "success", "u", "success"));
            proxy.reset();
            for (int i = 0; i < times; i++) {
                proxy.when(this::isDrop, Fault.fail(sqlState, message));
            }
            return Workshop.words(through(shop, 2).build());
        }
    }

    private boolean isDrop(SeenStatement seen) {
        return seen.text().startsWith("drop table " + relation("t"));
    }

    private static long begins(CuttingProxy proxy) {
        return proxy.statements().stream()
                .filter(seen -> seen.text().equals("begin"))
                .count();
    }

    private static long builds(CuttingProxy proxy) {
        return proxy.statements().stream()
                .filter(seen ->
                        seen.text().startsWith("create table") && seen.text().contains("t__new"))
                .count();
    }

    @Test
    void aSwapThatMeetsAnotherIsTriedAsOftenAsTheTargetSaysAndTheCandidateKept() {
        try (CuttingProxy proxy = CuttingProxy.before(server.host(), server.port())) {
            assertThat(conflicting("40001", "could not serialize access", 3, proxy))
                    .isEqualTo(Map.of("t", "success", "u", "success"));
            assertThat(begins(proxy)).as("four for t, one for u").isEqualTo(5);
            assertThat(builds(proxy)).isEqualTo(1);
        }
        assertThat(shop().rows("t", "id")).containsExactly("2");
    }

    @Test
    void oneThatMeetsOthersTooOftenFailsAloneAndThePublishedTableStands() {
        try (CuttingProxy proxy = CuttingProxy.before(server.host(), server.port())) {
            assertThat(conflicting("40P01", "deadlock detected", 4, proxy))
                    .isEqualTo(Map.of("t", "error: Cannot build model 't': deadlock detected", "u", "success"));
            assertThat(proxy.pendingFaults()).isZero();
        }
        assertThat(shop().rows("t", "id")).containsExactly("1");
        assertThat(shop().exists("t__new")).isFalse();
    }

    /** In one turn, and then one by one, so that the statement is known that fails. */
    @Test
    void whatIsNobodysConflictIsNotTriedAgain() {
        try (CuttingProxy proxy = CuttingProxy.before(server.host(), server.port())) {
            assertThat(conflicting("42501", "must be owner of table t", 2, proxy))
                    .isEqualTo(Map.of("t", "error: Cannot build model 't': must be owner of table t", "u", "success"));
            assertThat(begins(proxy)).as("two for t, one for u").isEqualTo(3);
        }
        assertThat(shop().rows("t", "id")).containsExactly("1");
    }
}
