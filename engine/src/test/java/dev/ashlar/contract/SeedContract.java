package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RunReport;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A seed is loaded into a candidate and passes the gate like any other table. */
public interface SeedContract extends RunContract {
    private Workshop seed(Object... ids) {
        List<List<Object>> rows =
                Arrays.stream(ids).map(id -> Arrays.asList(id, "name of " + id)).toList();
        return shop().seed("s", List.of(CatalogColumn.of("id", "bigint"), CatalogColumn.of("name", "varchar")), rows);
    }

    @Test
    default void loadsItsRowsAndCountsThem() {
        RunReport report = seed(1L, 2L, null).build();
        Outcome.Success success = (Outcome.Success)
                Workshop.result(report, NodeId.of(NodeKind.SEED, "shop", "s")).outcome();
        assertThat(success.rows().inserted()).isEqualTo(3);
        assertThat(shop().rows("s", "id, name")).containsExactly("1,name of 1", "2,name of 2", "null,name of null");
    }

    @Test
    default void anotherLoadTakesThePlaceOfTheFirst() {
        seed(1L).build();
        seed(2L, 3L).build();
        assertThat(shop().rows("s", "id")).containsExactly("2", "3");
    }

    @Test
    default void aGateThatFailsLeavesThePublishedRows() {
        seed(1L).test("known", "s", "select * from {this} as t where id is null");
        shop().build();
        seed(2L, null);
        assertThat(Workshop.words(shop().build()))
                .isEqualTo(Map.of("s", "error: Seed 's' not published: 1 test failed (known).", "known", "fail 1"));
        assertThat(shop().rows("s", "id")).containsExactly("1");
    }

    @Test
    default void aRowThatDoesNotFitFailsTheSeedAndNothingElse() {
        seed(1L).build();
        assertThat(Workshop.words(seed("not a number").build()).get("s")).startsWith("error: Cannot build seed 's': ");
        assertThat(shop().rows("s", "id")).containsExactly("1");
        assertThat(shop().exists("s__new")).isFalse();
    }
}
