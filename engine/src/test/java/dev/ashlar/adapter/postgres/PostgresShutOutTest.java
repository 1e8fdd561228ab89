package dev.ashlar.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contract.Gate;
import dev.ashlar.contract.IncrementalContract;
import dev.ashlar.contract.Parties;
import dev.ashlar.contract.WatchedWarehouse;
import dev.ashlar.contract.Workshop;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Node;
import dev.ashlar.port.RunListener;
import dev.ashlar.port.RunLocks.Condition;
import dev.ashlar.port.RunLocks.Holder;
import dev.ashlar.port.RunLocks.Lease;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.LeaseRules;
import dev.ashlar.run.LeaseRules.Meeting;
import dev.ashlar.run.TakeOver;
import dev.ashlar.wire.CuttingProxy;
import dev.ashlar.wire.SeenStatement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
final class PostgresShutOutTest extends PostgresParties {
    /** No sign of life while a test lasts: its process stands still. */
    private static final LeaseRules STILL = new LeaseRules(
            Meeting.WAIT,
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofMillis(20),
            Duration.ofSeconds(60));

    private static final LeaseRules AWAKE = Parties.rules(Meeting.WAIT, Duration.ofMinutes(10));
    private static final Incremental APPEND = IncrementalContract.by(new IncrementalStrategy.Append());

    private final List<String> told = new CopyOnWriteArrayList<>();

    private String a() {
        return schema + "a";
    }

    private String b() {
        return schema + "b";
    }

    private void expire(String invocation) {
        shop().execute("update " + schema + "_meta.run_locks set expires_at = heartbeat_at where invocation_id = '"
                + invocation + "'");
    }

    private Workshop listening(Workshop shop) {
        shop.listener = new RunListener() {
            @Override
            public void note(Diagnostic diagnostic) {
                told.add(diagnostic.message());
            }
        };
        return shop;
    }

    /** One run stands still, is looked at, and wakes up. */
    private Map<String, String> stalled(Gate gate, Workshop first, Callable<Void> meanwhile) throws Exception {
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
    void rowsOfATransactionThatStoodOpenAreNotDoubledAndNothingElseIsBuilt() throws Exception {
        assertThat(Workshop.words(log(shop(), "").build())).containsEntry("log", "success");
        try (Party one = party(a());
                Party two = party(b())) {
            Gate gate = new Gate("Commit", 1);
            Workshop first = log(leased(one, a(), STILL, new WatchedWarehouse(one.warehouse(), gate)), "a")
                    .table("x", "select by from {log}", "log")
                    .table("y", "select 'a' as by");
            first.threads = 1;
            Workshop second = listening(log(leased(two, b(), AWAKE), "b"));

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
    void aSessionThatIsUsedAgainStillBearsTheNameOfItsRun() {
        try (Party one = party(a())) {
            for (int use = 1; use <= 2; use++) {
                try (WarehouseSession session = one.warehouse().open()) {
                    session.runText("create temporary table t as select 1 as id");
                    assertThat(session.read("show application_name", 1).rows())
                            .containsExactly(List.of("ashlar " + a()));
                }
            }
        }
    }

    @Test
    void aCandidateIsNotSwappedInOverWhatTheOtherPublished() throws Exception {
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
    void aSessionThatIsOpenedAfterwardsMayNotWrite() throws Exception {
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
    void byHandARunIsEndedThoughItIsAlive() throws Exception {
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
                assertThat(two.locks().sessionsLeft(lease)).isEmpty();
                assertThat(two.locks().read().find(a()).orElseThrow().relations())
                        .isEmpty();
                return null;
            });

            assertThat(ends.get("x")).matches(lostTo("unlock", b()));
            assertThat(shop().exists("x")).isFalse();
        }
    }

    @Test
    void whoMayNotEndTheSessionsOfARunSaysSoAndLeavesItItsLease() throws Exception {
        String user = schema + "_u";
        shop().execute("create role " + user + " login password 'secret'; grant all on schema {schema} to " + user
                + "; grant create on database " + server.database() + " to " + user);
        try (Party one = party(a())) {
            Gate gate = new Gate("Commit", 1);
            Workshop first = leased(one, a(), STILL, new WatchedWarehouse(one.warehouse(), gate))
                    .table("x", "select 'a' as by");

            Map<String, String> ends = stalled(gate, first, () -> {
                shop().execute("grant all on schema " + schema + "_meta to " + user
                        + "; grant all on all tables in schema " + schema + "_meta to " + user);
                expire(a());
                try (Party two = party(b(), Map.of("user", user, "password", "secret"))) {
                    RunReport report = leased(two, b(), AWAKE)
                            .table("x", "select 'b' as by")
                            .build();
                    Diagnostic why = ((dev.ashlar.report.NodeResult.Outcome.Error)
                                    Workshop.result(report, Workshop.id("x")).outcome())
                            .diagnostic();
                    assertThat(why.message())
                            .startsWith("Cannot build model 'x': Cannot take over from run " + a() + " (")
                            .containsPattern("its session \\d+ could not be ended: permission denied to terminate");
                    assertThat(why.remedy())
                            .isEqualTo("Let user '" + server.user() + "' of the warehouse, or an administrator, run"
                                    + " 'ashlar unlock " + a() + " --yes', then 'ashlar retry'.");
                }
                return null;
            });

            assertThat(ends).isEqualTo(Map.of("x", "success"));
            assertThat(shop().rows("x", "by")).containsExactly("a");
        } finally {
            shop().execute("drop owned by " + user + "; drop role " + user);
        }
    }

    @Test
    void aLeaseCostsTheSameWhateverTheNumberOfNodesAndNothingWhereItIsOff() {
        try (CuttingProxy proxy = CuttingProxy.before(server.host(), server.port());
                Party one = party(a(), Map.of("host", proxy.host(), "port", proxy.port()))) {
            one.records().prepare();
            assertThat(statements(proxy, one, 2))
                    .isEqualTo(statements(proxy, one, 9))
                    .isBetween(1, 20);

            proxy.reset();
            Workshop without = leased(one, a(), STILL).table("x", "select 1 as id");
            without.leasing = Optional.empty();
            assertThat(Workshop.words(without.build())).isEqualTo(Map.of("x", "success"));
            assertThat(proxy.statements())
                    .isNotEmpty()
                    .extracting(SeenStatement::text)
                    .noneMatch(text -> text.contains("run_locks"));
        }
    }

    /** How many statements a run with one thread sends for its lease. */
    private int statements(CuttingProxy proxy, Party party, int tables) {
        Workshop shop = leased(party, a(), STILL);
        shop.threads = 1;
        for (int i = 0; i < tables; i++) shop.table("t" + i, "select 1 as id");
        proxy.reset();
        assertThat(Workshop.words(shop.build()).values()).hasSize(tables).containsOnly("success");
        return Math.toIntExact(proxy.statements().stream()
                .filter(seen -> seen.text().contains("run_locks"))
                .count());
    }
}
