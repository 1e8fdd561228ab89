package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.report.RunReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever statement of a run meets another transaction or loses its session, rows arrive once. */
public interface FaultContract extends RunContract {
    /** A schema of that name, new and empty. The one given before is not used any more. */
    Engine engineOn(String schema);

    /** Faults at one statement, the first time it is sent. */
    final class OneFault implements WatchedWarehouse.Watch {
        private final int at;
        private final Kind kind;
        private final Side side;
        private int seen;
        private boolean done;
        final List<String> statements = new ArrayList<>();

        OneFault(int at, Kind kind, Side side) {
            this.at = at;
            this.kind = kind;
            this.side = side;
        }

        @Override
        public synchronized void before(String statement) {
            statements.add(statement);
            fault(Side.BEFORE);
        }

        @Override
        public synchronized void after(String statement) {
            fault(Side.AFTER);
            seen++;
        }

        private void fault(Side now) {
            if (done || side != now || seen != at) return;
            done = true;
            throw new WarehouseException(kind, "a fault made by the test", Optional.empty(), null);
        }
    }

    enum Side {
        BEFORE,
        AFTER
    }

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
     * The schema is made before anything else, and that statement is nobody's node. Without {@code ashlar.deep}, statements
     * that stand before the same other are tried once.
     */
    private void everyStatement(Kind kind, Side side) {
        Engine still = engineOn("undisturbed_" + kind + "_" + side);
        OneFault none = new OneFault(-1, kind, side);
        both(still, none);
        Map<String, String> expected = TwoDays.standing(still);
        assertThat(expected).containsOnlyKeys("s", "stg", "t", "f", "log", "h", "x");
        assertThat(none.statements)
                .startsWith("CreateSchema")
                .filteredOn("Commit"::equals)
                .hasSizeGreaterThan(15);
        Set<List<String>> tried = new HashSet<>();
        for (int at = 1; at < none.statements.size(); at++) {
            if (none.statements.get(at).equals("CreateSchema")) continue;
            List<String> around = none.statements.subList(at, Math.min(at + 2, none.statements.size()));
            if (!tried.add(List.copyOf(around)) && !Boolean.getBoolean("ashlar.deep")) continue;
            Engine engine = engineOn("run_" + kind + "_" + side + "_" + at);
            OneFault fault = new OneFault(at, kind, side);
            both(engine, fault);
            assertThat(fault.done).isTrue();
            assertThat(TwoDays.standing(engine))
                    .as("%s %s statement %d: %s", kind, side, at, none.statements.get(at))
                    .isEqualTo(expected);
        }
    }

    private static void both(Engine engine, OneFault fault) {
        Workshop shop = new Workshop(engine, new WatchedWarehouse(engine.warehouse(), fault));
        shop.threads = 1;
        for (int day = 1; day <= 2; day++) {
            RunReport report = TwoDays.build(shop, day);
            assertThat(report.failed()).as("%s", Workshop.words(report)).isFalse();
        }
    }
}
