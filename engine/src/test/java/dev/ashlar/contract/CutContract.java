package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.wire.CuttingProxy;
import dev.ashlar.wire.Fault;
import dev.ashlar.wire.SeenStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever becomes of the connection at whatever statement of a run, those of records and catalog included: readers find the
 * old relation or the new one, whole, and the run itself or the next one brings exactly the rows that belong there.
 *
 * <p>The statements are counted on the wire in an undisturbed run, and every one of them is harmed in every way. Each harmed run is
 * the next day of the same project, so nothing is made anew between them.
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

    @ParameterizedTest
    @EnumSource(CutShop.class)
    @Timeout(600)
    default void everyStatementMayBeHarmed(CutShop project) throws SQLException {
        try (Connection outside = outside()) {
            CutDays days = new CutDays(this, project, outside);
            // what a new warehouse needs is made on the first days
            for (int i = 0; i < 3; i++) days.undisturbed();
            List<SeenStatement> statements = days.watched();
            assertThat(statements)
                    .extracting(seen -> CutDays.words(seen.text()))
                    .contains("begin", "commit");
            Map<String, Integer> occurrences = new HashMap<>();
            Set<Integer> inTransaction = new HashSet<>();
            for (SeenStatement statement : statements) {
                String words = CutDays.words(statement.text());
                int occurrence = occurrences.merge(words, 1, Integer::sum);
                Set<Harm> harms = inTransaction.contains(statement.session())
                        ? EnumSet.allOf(Harm.class)
                        : EnumSet.of(Harm.CUT_BEFORE, Harm.CUT_AFTER);
                for (Harm harm : harms) days.harmed(words, occurrence, harm);
                if (words.equals("begin")) inTransaction.add(statement.session());
                if (words.equals("commit")) inTransaction.remove(statement.session());
            }
        }
    }
}
