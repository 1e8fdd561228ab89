package dev.ashlar.adapter.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However a statement ends, the driver sends no request to cancel, which could reach the server during the next one. */
final class RedshiftQuietEndTest extends RedshiftEngine {
    @BeforeEach
    void onTheFront() {
        assumeThat(server.front()).isPresent();
    }

    private interface Ending {
        void happen(WarehouseSession session);
    }

    /** Requests to cancel come on connections of their own. */
    private void cancelsNothing(Ending ending) {
        try (WarehouseSession session = warehouse.open()) {
            session.read("select 1", 10);
            int before = front().proxy().connections();
            for (int i = 0; i < 20; i++) ending.happen(session);
            assertThat(front().proxy().connections()).isEqualTo(before);
        }
    }

    @Test
    void ofAQueryThatIsRefusedWhenItIsDescribed() {
        cancelsNothing(session -> assertThatThrownBy(() -> session.describe("select * from " + relation("nowhere")))
                .isInstanceOf(WarehouseException.class));
    }

    @Test
    void ofAResultThatIsLeftEarly() {
        String many =
                "select a.n from (select 1 as n union all select 2) as a cross join (select 1 as n union all select 2) as b";
        cancelsNothing(session -> assertThat(session.read(many, 1).rows()).hasSize(1));
    }

    @Test
    void ofAStatementWhoseRowsNobodyWants() {
        cancelsNothing(session -> session.runText("select 1 as n union all select 2"));
    }

    @Test
    void ofAViewWhoseTableIsNotThere() {
        try (WarehouseSession session = warehouse.open()) {
            session.runText(
                    "create view " + relation("v") + " as select id from " + relation("t") + " with no schema binding");
        }
        warehouse.catalogOf(relation("v"));
        int before = front().proxy().connections();
        for (int i = 0; i < 20; i++) {
            assertThat(warehouse
                            .catalogOf(relation("v"))
                            .find(relation("v"))
                            .orElseThrow()
                            .columns())
                    .isEmpty();
        }
        assertThat(front().proxy().connections()).isEqualTo(before);
    }
}
