package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.wire.CuttingProxy;
import dev.ashlar.wire.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever becomes of the connection at whatever statement of a run, those of records and catalog included: readers find the
 * old relation or the new one, whole, and the run itself or the next one brings exactly the rows that belong there.
 *
 * <p>The statements are counted on the wire in an undisturbed run, and every one of them is harmed: the connection is cut before it, and after
 * it too where it counts by then; within a transaction the session is killed as well, and another transaction in the way. Each harmed
 * run is the next day of the same project, so nothing is made anew between them.
 */
public interface CutContract extends RunContract {
    /** Between the warehouse and its server. */
    CuttingProxy proxy();

    /** To the same database, past the proxy. */
    Connection outside() throws SQLException;

    /** What the server says to a transaction that another one was in the way of. */
    Fault conflict();

    /** By the server itself: all sessions of the run. */
    void endSessions();

    /** What is done to a statement. */
    enum Harm {
        CUT_BEFORE,
        CUT_AFTER,
        /** The server ends the session just before. */
        KILLED,
        CONFLICT
    }

    /** What was harmed in other projects of this class and is the same for all: around the nodes, and sessions killed. */
    Set<String> harmedAround();

    @ParameterizedTest
    @MethodSource("dev.ashlar.contract.CutShop#all")
    @Timeout(600)
    default void everyStatementMayBeHarmed(CutShop project) throws SQLException {
        try (Connection outside = outside()) {
            CutDays days = new CutDays(this, project, outside);
            // what a new warehouse needs is made on the first days
            for (int i = 0; i < 3; i++) days.undisturbed();
            CutRun run = new CutRun(days.watched(), schema());
            assertThat(run.words()).contains("begin", "commit");
            for (int at : run.order()) {
                for (Harm harm : run.harms(at)) {
                    if (isNew(harm, run, at)) days.harmed(run.words().get(at), run.occurrence(at), harm);
                }
            }
            days.calm();
        }
    }

    /**
     * A killed session leaves what one leaves that is cut in the same place, and tells its end in the same words at every
     * statement of a kind, so one of each kind is killed.
     */
    private boolean isNew(Harm harm, CutRun run, int at) {
        if (harm == Harm.KILLED && !Boolean.getBoolean("ashlar.deep")) {
            return harmedAround().add(harm + " " + run.kind(at));
        }
        return run.isOfNode(at) || harmedAround().add(harm + " " + run.around(at));
    }
}
