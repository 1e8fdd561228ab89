package dev.ashlar.adapter.redshift;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.redshift.util.RedshiftException;
import com.amazon.redshift.util.ServerErrorMessage;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.port.WarehouseException.Position;
import java.io.EOFException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RedshiftErrorsTest {
    /** @param parts of the protocol's error message: one letter, then the text */
    private static SQLException server(String... parts) {
        return new RedshiftException(new ServerErrorMessage(String.join("\0", parts) + "\0"));
    }

    private static SQLException said(String state, String message) {
        return server("SERROR", "C" + state, "M" + message);
    }

    private static Kind kind(SQLException failure) {
        return RedshiftErrors.explain(failure, "select 1").kind();
    }

    static Stream<SQLException> othersInTheWay() {
        return Stream.of(
                server(
                        "SERROR",
                        "CXX000",
                        "M1023",
                        "DSerializable isolation violation on table - 100088, transactions forming the cycle are: 379,"
                                + " 380 (pid:32646)"),
                said("XX000", "1023 DETAIL: Serializable isolation violation on table in Redshift"),
                server("SERROR", "CXX000", "M1018", "DRelation does not exist."),
                said("40001", "could not serialize access due to concurrent update"),
                said("XX000", "could not open relation with OID 123456789"),
                said("XX000", "table 161371 dropped by concurrent transaction"),
                said("XX000", "could not complete because of conflict with concurrent transaction"),
                said("XX000", "tuple concurrently updated"),
                said("23505", "duplicate key value violates unique constraint \"pg_namespace_nspname_index\""),
                said("40P01", "deadlock detected"));
    }

    @ParameterizedTest
    @MethodSource("othersInTheWay")
    void anotherTransactionInTheWayMayBeTriedAgain(SQLException failure) {
        assertThat(kind(failure)).isEqualTo(Kind.RETRYABLE);
    }

    static Stream<SQLException> gone() {
        return Stream.of(
                new SQLException("The connection attempt failed.", "08001"),
                new SQLException("This connection has been closed.", "08003"),
                new RedshiftException("An I/O error occurred while sending to the backend.", new EOFException()),
                said("57P01", "terminating connection due to administrator command"),
                said("57P03", "the database system is starting up"),
                said("53300", "connection limit \"500\" exceeded for non-bootstrap users"));
    }

    @ParameterizedTest
    @MethodSource("gone")
    void aSessionThatIsGoneIsSaidToBeGone(SQLException failure) {
        assertThat(kind(failure)).isEqualTo(Kind.CONNECTION);
    }

    @Test
    void aLimitOfTheServerIsToldApartFromACancellation() {
        assertThat(kind(said("57014", "canceling statement due to statement timeout")))
                .isEqualTo(Kind.TIMED_OUT);
        assertThat(kind(said("57014", "Query (3411) cancelled by WLM abort action of Query Monitoring Rule \"long\".")))
                .isEqualTo(Kind.TIMED_OUT);
        assertThat(kind(said("57014", "Query (150) canceled on user's request")))
                .isEqualTo(Kind.CANCELLED);
        assertThat(kind(said("57014", "Query (150) cancelled on user's request")))
                .isEqualTo(Kind.CANCELLED);
    }

    @Test
    void theRestIsAFaultOfTheStatement() {
        assertThat(kind(said("42703", "column \"amout\" does not exist in orders")))
                .isEqualTo(Kind.STATEMENT);
        assertThat(kind(said("XX000", "Invalid digit, Value '1', Pos 0, Type: Integer")))
                .isEqualTo(Kind.STATEMENT);
        // the number of a table that happens to be 1023
        assertThat(kind(said("42P01", "relation \"t1023\" does not exist"))).isEqualTo(Kind.STATEMENT);
    }

    @Test
    void everyMeaningNamesAPage() {
        assertThat(RedshiftErrors.MEANINGS)
                .allSatisfy(meaning -> assertThat(meaning.source()).startsWith("https://"));
    }

    @Test
    void theMessageHoldsDetailAndHintAndNoStackOfTheDriver() {
        WarehouseException said = RedshiftErrors.explain(
                server("SERROR", "C42883", "Mfunction nvl3(integer) does not exist", "HYou may need to add casts."),
                "select nvl3(1)");
        assertThat(said.getMessage()).isEqualTo("function nvl3(integer) does not exist You may need to add casts.");
        assertThat(RedshiftErrors.explain(said("53100", "Disk Full"), "").getMessage())
                .isEqualTo("The cluster's disks are full. Free some space or make the query smaller, and run again."
                        + " (Disk Full)");
    }

    @Test
    void thePlaceIsCountedWithinTheTextThatWasSent() {
        SQLException failure = server("SERROR", "C42703", "Mcolumn \"b\" does not exist", "P20");
        assertThat(RedshiftErrors.explain(failure, "select '😀' as a,\n  b from t")
                        .position())
                .contains(new Position(2, 3));
        assertThat(RedshiftErrors.explain(failure, "select 1 as aaaaa; \nselect b")
                        .position())
                .isEmpty();
        assertThat(List.of(RedshiftErrors.explain(failure, "").position())).allMatch(java.util.Optional::isEmpty);
    }
}
