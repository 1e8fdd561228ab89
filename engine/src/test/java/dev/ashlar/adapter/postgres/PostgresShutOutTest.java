package dev.ashlar.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contract.Gate;
import dev.ashlar.contract.ShutOutContract;
import dev.ashlar.contract.WatchedWarehouse;
import dev.ashlar.contract.Workshop;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.RunReport;
import dev.ashlar.wire.CuttingProxy;
import dev.ashlar.wire.SeenStatement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What shutting out takes of the server, and what it costs there. */
final class PostgresShutOutTest extends PostgresParties implements ShutOutContract {
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
                            .containsPattern(
                                    "its session \\d+ could not be ended: (permission denied to terminate|must be a superuser to terminate)");
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
