package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.port.RunListener;
import dev.ashlar.port.RunLocks.Condition;
import dev.ashlar.port.RunLocks.Holder;
import dev.ashlar.port.RunLocks.Lease;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.LeaseRules;
import dev.ashlar.run.LeaseRules.Meeting;
import dev.ashlar.run.TakeOver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run that stood still for longer than its lease wakes up when another has done its work: it writes nothing. */
@Timeout(180)
public interface ShutOutContract extends Parties {
    /** No sign of life while a test lasts: its process stands still. */
    LeaseRules STILL = new LeaseRules(
            Meeting.WAIT,
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofMillis(20),
            Duration.ofSeconds(60));

    LeaseRules AWAKE = Parties.rules(Meeting.WAIT, Duration.ofMinutes(10));
    Incremental APPEND = IncrementalContract.by(new IncrementalStrategy.Append());

    default String a() {
        return schema() + "a";
    }

    default String b() {
        return schema() + "b";
    }

    default void expire(String invocation) {
        shop().execute("update " + schema() + "_meta.run_locks set expires_at = heartbeat_at where invocation_id = '"
                + invocation + "'");
    }

    /** One run stands still, is looked at, and wakes up. */
    default Map<String, String> stalled(Gate gate, Workshop first, Callable<Void> meanwhile) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<RunReport> report = thread.submit(() -> first.build());
            gate.awaitReached();
            meanwhile.call();
            gate.open();
            return Workshop.words(report.get(2, TimeUnit.MINUTES));
        } finally {
            gate.open();
            thread.shutdownNow();
        }
    }

    private String lostTo(String command, String invocation) {
        return "error: (Cannot build model 'y': )?The lease of this run was taken by 'ashlar " + command
                + "' of anna on host7 \\(run " + invocation
                + "\\) at [-0-9T:]+Z, after its last sign of life at [-0-9T:]+Z: nothing more is written\\.";
    }

    private static Workshop log(Workshop shop, String row) {
        return shop.incremental("log", APPEND, "select 'first' as by", "select '" + row + "' as by");
    }

    @Test
    default void rowsOfATransactionThatStoodOpenAreNotDoubledAndNothingElseIsBuilt() throws Exception {
        assertThat(Workshop.words(log(shop(), "").build())).containsEntry("log", "success");
        try (Party one = party(a());
                Party two = party(b())) {
            Gate gate = new Gate("Commit", 1);
            Workshop first = log(leased(one, a(), STILL, new WatchedWarehouse(one.warehouse(), gate)), "a")
                    .table("x", "select by from {log}", "log")
                    .table("y", "select 'a' as by");
            first.threads = 1;
            Workshop second = log(leased(two, b(), AWAKE), "b");
            List<String> told = new CopyOnWriteArrayList<>();
            second.listener = new RunListener() {
                @Override
                public void note(Diagnostic diagnostic) {
                    told.add(diagnostic.message());
                }
            };

            Map<String, String> ends = stalled(gate, first, () -> {
                expire(a());
                assertThat(Workshop.words(second.build())).isEqualTo(Map.of("log", "success"));
                return null;
            });

            assertThat(shop().rows("log", "by")).containsExactly("b", "first");
            assertThat(ends.get("log")).matches(lostTo("build", b()));
            assertThat(ends.get("x")).isEqualTo("skipped");
            assertThat(ends.get("y")).matches(lostTo("build", b()));
            assertThat(shop().exists("y")).isFalse();
            assertThat(told)
                    .filteredOn(line -> line.contains("was shut out"))
                    .singleElement()
                    .asString()
                    .startsWith("run " + a() + " ('ashlar build' of anna on host7, process ");
        }
    }

    @Test
    default void aCandidateIsNotSwappedInOverWhatTheOtherPublished() throws Exception {
        try (Party one = party(a());
                Party two = party(b())) {
            Gate gate = new Gate("Begin", 1);
            Workshop first = leased(one, a(), STILL, new WatchedWarehouse(one.warehouse(), gate))
                    .table("x", "select 'a' as by");
            Workshop second = leased(two, b(), AWAKE).table("x", "select 'b' as by");

            Map<String, String> ends = stalled(gate, first, () -> {
                expire(a());
                assertThat(Workshop.words(second.build())).isEqualTo(Map.of("x", "success"));
                return null;
            });

            assertThat(shop().rows("x", "by")).containsExactly("b");
            assertThat(ends.get("x")).matches(lostTo("build", b()));
        }
    }

    @Test
    default void aSessionThatIsOpenedAfterwardsMayNotWrite() throws Exception {
        try (Party one = party(a());
                Party two = party(b())) {
            Gate gate = new Gate("node", 1);
            Workshop first = leased(one, a(), STILL).table("x", "select 'a' as by");
            first.listener = new RunListener() {
                @Override
                public void nodeStarted(Node node, int index, int total) {
                    gate.before("node");
                }
            };
            Workshop second = leased(two, b(), AWAKE).table("x", "select 'b' as by");

            Map<String, String> ends = stalled(gate, first, () -> {
                expire(a());
                assertThat(Workshop.words(second.build())).isEqualTo(Map.of("x", "success"));
                return null;
            });

            assertThat(shop().rows("x", "by")).containsExactly("b");
            assertThat(ends.get("x")).matches(lostTo("build", b()));
        }
    }

    @Test
    default void aSessionThatWasEndedIsGoneWhateverItWasDoing() {
        try (Party one = party(a());
                WarehouseSession session = one.warehouse().open()) {
            session.run(new TransactionStatement.Begin());
            session.runText("create table " + relation("t") + " as select 1 as id");
            long number = session.serverNumber().orElseThrow();

            one.warehouse().endSession(number);
            one.warehouse().endSession(number);

            assertThatThrownBy(() -> session.run(new TransactionStatement.Commit()))
                    .isInstanceOfSatisfying(
                            WarehouseException.class,
                            lost -> assertThat(lost.kind()).isEqualTo(WarehouseException.Kind.CONNECTION));
            assertThat(shop().exists("t")).isFalse();
        }
    }

    @Test
    default void byHandARunIsEndedThoughItIsAlive() throws Exception {
        try (Party one = party(a());
                Party two = party(b())) {
            Gate gate = new Gate("Commit", 1);
            Workshop first = leased(one, a(), AWAKE, new WatchedWarehouse(one.warehouse(), gate))
                    .table("x", "select 'a' as by");

            Map<String, String> ends = stalled(gate, first, () -> {
                Lease lease = two.locks().read().find(a()).orElseThrow();
                Holder by = new Holder(b(), "unlock", "anna", "host7", HERE);
                assertThat(new TakeOver(two.locks(), by, AWAKE).of(lease, Condition.ANY, () -> {}))
                        .isTrue();
                assertThat(two.locks().read().find(a()).orElseThrow().relations())
                        .isEmpty();
                return null;
            });

            assertThat(ends.get("x")).matches(lostTo("unlock", b()));
            assertThat(shop().exists("x")).isFalse();
        }
    }
}
