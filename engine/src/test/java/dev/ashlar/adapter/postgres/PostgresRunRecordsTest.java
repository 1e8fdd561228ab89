package dev.ashlar.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.contract.RunRecordsContract;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RowCounts;
import dev.ashlar.wire.CuttingProxy;
import dev.ashlar.wire.Fault;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PostgresRunRecordsTest extends PostgresEngine implements RunRecordsContract {
    private JdbiRunRecords records;

    @BeforeEach
    void prepare() {
        records = recordsIn(meta(), InstantSource.fixed(NOW));
        records.prepare();
    }

    @AfterEach
    void closeRecords() {
        records.close();
    }

    @Override
    public JdbiRunRecords records() {
        return records;
    }

    @Override
    public JdbiRunRecords recordsIn(String schema, InstantSource clock) {
        return warehouse.records(schema, clock);
    }

    private static final Invocation INVOCATION = new Invocation("i1", "build", List.of(), Map.of(), "ci", AT, "abc123");

    private void endsWith(Fault fault, String met) {
        try (CuttingProxy proxy = CuttingProxy.before(server.host(), server.port());
                PostgresWarehouse behind = open(Map.of("host", proxy.host(), "port", proxy.port()))) {
            JdbiRunRecords cut = behind.records(meta(), InstantSource.fixed(NOW));
            cut.invocationStarted(INVOCATION, "");
            proxy.whenBegins(met, fault);
            cut.nodeEnded(
                    INVOCATION,
                    new NodeResult(
                            ORDERS,
                            new Outcome.Success(RowCounts.NONE, 1),
                            AT,
                            NOW,
                            "worker-1",
                            Optional.empty(),
                            "",
                            List.of()));
            cut.close();
            assertThat(proxy.pendingFaults()).isZero();
        }
    }

    @Test
    void whatIsLeftAtTheEndIsWrittenThoughTheConnectionDied() {
        endsWith(Fault.cutBefore(), "copy");

        assertThat(rows("select node, status from " + meta() + ".node_runs"))
                .containsExactly(List.of(ORDERS.value(), "success"));
    }

    @Test
    void whatIsLeftAtTheEndIsWrittenOnceThoughTheAnswerToItsCommitWasLost() {
        endsWith(Fault.cutAfter(), "commit");

        assertThat(rows("select node, status from " + meta() + ".node_runs"))
                .containsExactly(List.of(ORDERS.value(), "success"));
    }

    @Test
    void whatCannotBeWrittenAtTheEndIsLetGo() {
        try (WarehouseSession session = warehouse.open()) {
            session.runText("drop table " + meta() + ".node_runs");
        }

        endsWith(Fault.cutBefore(), "copy");

        assertThat(rows("select 1 from " + meta() + ".test_results")).isEmpty();
    }
}
