package dev.ashlar.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.port.WarehouseException.Position;
import java.io.EOFException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/** Failures as the server words them; those that can be brought about in a test are in {@link PostgresWarehouseTest} too. */
class PostgresErrorsTest {
    /** @param parts of the protocol's error message: one letter, then the text */
    private static SQLException server(String... parts) {
        return new PSQLException(new ServerErrorMessage(String.join("\0", parts) + "\0"));
    }

    private static WarehouseException explained(String... parts) {
        return PostgresErrors.explain(server(parts), "select 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "40001; could not serialize access due to concurrent update; RETRYABLE",
                "40P01; deadlock detected; RETRYABLE",
                "55P03; canceling statement due to lock timeout; RETRYABLE",
                "XX000; tuple concurrently updated; RETRYABLE",
                "XX000; tuple concurrently deleted; RETRYABLE",
                "XX000; could not open relation with OID 16399; RETRYABLE",
                "XX000; cache lookup failed for relation 16399; RETRYABLE",
                "XX000; unrecognized node type: 17; STATEMENT",
                "57014; canceling statement due to statement timeout; TIMED_OUT",
                "57014; canceling statement due to user request; CANCELLED",
                "57P01; terminating connection due to administrator command; CONNECTION",
                "57P02; terminating connection because of crash of another server process; CONNECTION",
                "57P03; the database system is starting up; CONNECTION",
                "57P05; terminating connection due to idle-session timeout; CONNECTION",
                "25P03; terminating connection due to idle-in-transaction timeout; CONNECTION",
                "53300; sorry, too many clients already; CONNECTION",
                "08006; An I/O error occurred while sending to the backend.; CONNECTION",
                "42P01; relation \"t\" does not exist; STATEMENT",
                "42501; permission denied for table t; STATEMENT",
                "22012; division by zero; STATEMENT",
                "25P02; current transaction is aborted; STATEMENT"
            })
    void isOfAKindThatSaysWhatMayBeDone(String state, String message, Kind kind) {
        assertThat(explained("SERROR", "C" + state, "M" + message).kind()).isEqualTo(kind);
    }

    @Test
    void twoSessionsThatMakeOneSchemaMeetInTheCatalogAndMayTryAgain() {
        String message = "Mduplicate key value violates unique constraint \"pg_namespace_nspname_index\"";
        assertThat(explained("SERROR", "C23505", message, "spg_catalog", "tpg_namespace")
                        .kind())
                .isEqualTo(Kind.RETRYABLE);
        assertThat(explained("SERROR", "C23505", message, "sshop", "torders").kind())
                .as("a key of the user's")
                .isEqualTo(Kind.STATEMENT);
    }

    @Test
    void aConnectionThatBreaksIsOneWhateverTheDriverSays() {
        SQLException broken = new PSQLException(
                "An I/O error occurred while sending to the backend.",
                PSQLState.CONNECTION_FAILURE,
                new EOFException());
        assertThat(PostgresErrors.explain(broken, "").kind()).isEqualTo(Kind.CONNECTION);
        assertThat(PostgresErrors.explain(new SQLException("no state at all"), "")
                        .kind())
                .isEqualTo(Kind.STATEMENT);
    }

    @Test
    void theMessageHoldsDetailAndHintAndNothingOfTheDriver() {
        assertThat(explained(
                                "SERROR",
                                "C42883",
                                "Mfunction nvl(integer) does not exist",
                                "DNone has that name.",
                                "HAdd a cast.")
                        .getMessage())
                .isEqualTo("function nvl(integer) does not exist. None has that name. Add a cast.");
        assertThat(explained("SERROR", "C53100", "Mcould not extend file").getMessage())
                .isEqualTo("The disk of the server is full. Free some space there and run again."
                        + " (could not extend file)");
    }

    @Test
    void thePlaceIsCountedInTheTextThatWasSentEvenBehindLettersOfTwoUnits() {
        SQLException failure = server("SERROR", "C42703", "Mcolumn \"b\" does not exist", "P20");
        assertThat(PostgresErrors.explain(failure, "select '😀' as a,\n  b from t")
                        .position())
                .contains(new Position(2, 3));
        assertThat(PostgresErrors.explain(failure, "").position()).isEmpty();
    }
}
