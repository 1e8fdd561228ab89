package dev.ashlar.adapter.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.port.WarehouseException.Position;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DuckDbErrorsTest extends DuckDbEngine {
    private WarehouseException failing(String sql) {
        try (WarehouseSession session = warehouse.open()) {
            return catchThrowableOfType(WarehouseException.class, () -> session.runText(sql));
        }
    }

    @Test
    void namesLineAndColumnOfAnUnknownColumn() {
        WarehouseException e = failing("select 1,\n  2,\n     nope\nfrom range(3) as t(a)");
        assertThat(e.position()).contains(new Position(3, 6));
        assertThat(e.kind()).isEqualTo(Kind.STATEMENT);
        assertThat(e.getMessage())
                .startsWith("Binder Error: Referenced column \"nope\" not found")
                .doesNotContain("LINE");
    }

    @Test
    void namesTheColumnOfAFaultFarToTheRightOfALongLine() {
        String before = "select " + "a + ".repeat(80);
        WarehouseException e = failing(before + "nope" + " + a".repeat(80) + " from range(3) as t(a)");
        assertThat(e.position()).contains(new Position(1, before.length() + 1));
    }

    @Test
    void namesThePlaceOfASyntaxErrorAfterWideCharacters() {
        WarehouseException e = failing("select 'größe 客户' selec from");
        assertThat(e.position().map(Position::line)).contains(1);
        assertThat(e.getMessage()).startsWith("Parser Error");
    }

    @Test
    void aFailureWithoutPlaceHasNone() {
        WarehouseException e = failing("select error('amounts do not add up')");
        assertThat(e.position()).isEmpty();
        assertThat(e.getMessage()).isEqualTo("Invalid Input Error: amounts do not add up");
    }

    @Test
    void aStreamedQueryThatFailsBeforeOrAfterItsFirstRowsSaysWhy() {
        try (WarehouseSession session = warehouse.open()) {
            String late = "select case when i > 2000000 then error('late') else i end from range(3000000) t(i)";
            for (String sql : List.of("select error('soon')", late, "select\n 'abc'::int")) {
                WarehouseException e =
                        catchThrowableOfType(WarehouseException.class, () -> session.query(sql, new IgnoresRows()));
                assertThat(e.getMessage()).containsAnyOf("soon", "late", "Could not convert string 'abc'");
            }
            assertThatThrownBy(() -> session.read("select\n 'abc'::int", 5))
                    .isInstanceOfSatisfying(
                            WarehouseException.class,
                            e -> assertThat(e.position()).contains(new Position(2, 7)));
        }
    }

    private static final class IgnoresRows implements WarehouseSession.RowSink {
        @Override
        public void columns(List<CatalogColumn> columns) {}

        @Override
        public void row(List<Object> values) {}
    }

    @Test
    void saysThatTheDiskIsFull() {
        String message = "IO Error: Could not write file \"/x/w.duckdb\": No space left on device";
        assertThat(DuckDbErrors.explain(new java.sql.SQLException(message), "").getMessage())
                .startsWith("The disk that holds the warehouse is full. Free some space and run again.");
    }

    @Test
    void tellsWhatMayBeTriedAgainFromWhatIsLost() {
        assertThat(DuckDbErrors.kind("TransactionContext Error: Conflict on update!"))
                .isEqualTo(Kind.RETRYABLE);
        assertThat(
                        DuckDbErrors.kind(
                                "TransactionContext Error: Catalog write-write conflict on alter with \"Schema\\0main\\0Table\\0main\\0k\""))
                .isEqualTo(Kind.RETRYABLE);
        assertThat(DuckDbErrors.kind(
                        "FATAL Error: Failed: database has been invalidated because of a previous fatal error"))
                .isEqualTo(Kind.CONNECTION);
        assertThat(DuckDbErrors.kind("Constraint Error: Duplicate key \"a: 1\" violates primary key constraint."))
                .isEqualTo(Kind.STATEMENT);
    }
}
