package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.port.RunRecords.Marker;
import dev.ashlar.report.RunReport;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a gate refused can be published after all, if nothing has changed meanwhile. */
public interface PublicationContract extends RunContract {
    private Workshop refusedTable() {
        Workshop shop = shop();
        shop.table("t", "select 1 as a").test("small", "t", "select * from {this} as t where a > 5");
        shop.build();
        shop.table("t", "select 9 as a");
        assertThat(Workshop.words(shop.build())).containsEntry("small", "fail 1");
        return shop;
    }

    @Test
    default void aWholeCandidateIsSwappedInWithTheTimeOfItsRun() {
        Workshop shop = refusedTable();
        Marker kept = records().readMarkers().get(relation("t__failed"));

        RunReport report = shop.publish("t");

        assertThat(Workshop.words(report)).isEqualTo(Map.of("t", "success"));
        assertThat(shop.rows("t", "a")).containsExactly("9");
        assertThat(shop.exists("t__failed")).isFalse();
        Marker published = records().readMarkers().get(relation("t"));
        assertThat(published.at()).isEqualTo(kept.at());
        assertThat(published.invocationId()).isEqualTo(report.invocation().id());
        assertThat(Workshop.words(shop.publish("t")).get("t"))
                .isEqualTo("error: Cannot publish model 't': no candidate of it that failed its tests is kept.");
    }

    @Test
    default void keptRowsOfAnIncrementAreApplied() {
        Workshop shop = shop();
        String full = "select 1 as id, 'a' as v";
        shop.incremental(
                "t",
                IncrementalContract.by(IncrementalContract.MERGE, "id"),
                full,
                "select 1 as id, 'A' as v union all select 2, 'b'");
        shop.test("one", "t", "select count(*) as n from {this} as t having count(*) > 1");
        shop.build();
        assertThat(Workshop.words(shop.build())).containsEntry("one", "fail 1");
        assertThat(shop.rows("t", "id, v")).containsExactly("1,a");

        assertThat(Workshop.words(shop.publish("t"))).isEqualTo(Map.of("t", "success"));

        assertThat(shop.rows("t", "id, v")).containsExactly("1,A", "2,b");
        assertThat(shop.exists("t__failed")).isFalse();
    }

    @Test
    default void codeThatChangedSinceIsRefused() {
        Workshop shop = refusedTable();
        shop.table("t", "select 10 as a");
        assertThat(Workshop.words(shop.publish("t")).get("t"))
                .isEqualTo(
                        "error: Cannot publish 't': its SQL is not the one that its failed candidate was built from.");
        assertThat(shop.rows("t", "a")).containsExactly("1");
        assertThat(shop.exists("t__failed")).isTrue();
    }
}
