package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contract.NodeFaults.Side;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.report.RunReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever statement of a run meets another transaction or loses its session, rows arrive once. */
public interface FaultContract extends RunContract {
    /** A schema of that name, new and empty. The one given before is not used any more. */
    Engine engineOn(String schema);

    @Test
    @Timeout(600)
    default void everyStatementMayLoseItsSessionBeforeItArrives() {
        everyStatement(Kind.CONNECTION, Side.BEFORE);
    }

    @Test
    @Timeout(600)
    default void everyAnswerMayBeLost() {
        everyStatement(Kind.CONNECTION, Side.AFTER);
    }

    @Test
    @Timeout(600)
    default void everyTransactionMayMeetAnother() {
        everyStatement(Kind.RETRYABLE, Side.BEFORE);
    }

    /**
     * Two days of runs, in each of which every node of every day meets one fault: at its first statement in the first, at its
     * second in the second, and so on until each statement of each node has met one.
     */
    private void everyStatement(Kind kind, Side side) {
        Engine still = engineOn("undisturbed_" + kind + "_" + side);
        NodeFaults none = NodeFaults.none();
        both(still, none);
        Map<String, String> expected = TwoDays.standing(still);
        assertThat(expected).containsOnlyKeys("s", "stg", "t", "f", "log", "h", "x");
        Map<String, List<String>> statements = none.statements();
        assertThat(statements).hasSize(14);
        assertThat(statements.values().stream().flatMap(List::stream))
                .filteredOn("Commit"::equals)
                .hasSizeGreaterThan(15);
        int longest = statements.values().stream().mapToInt(List::size).max().orElseThrow();
        for (int at = 0; at < longest; at++) {
            Engine engine = engineOn("run_" + kind + "_" + side + "_" + at);
            NodeFaults faults = new NodeFaults(at, kind, side);
            both(engine, faults);
            assertThat(faults.met()).isEqualTo(NodeFaults.at(at, statements));
            assertThat(TwoDays.standing(engine))
                    .as("%s %s these: %s", kind, side, faults.met())
                    .isEqualTo(expected);
        }
    }

    private static void both(Engine engine, NodeFaults faults) {
        Workshop shop = new Workshop(engine, new WatchedWarehouse(engine.warehouse(), faults));
        shop.threads = 1;
        shop.listener = faults;
        for (int day = 1; day <= 2; day++) {
            faults.dayBegins(day);
            RunReport report = TwoDays.build(shop, day);
            assertThat(report.failed()).as("%s", Workshop.words(report)).isFalse();
        }
    }
}
