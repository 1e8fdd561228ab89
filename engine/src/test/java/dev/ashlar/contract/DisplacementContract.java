package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.manifest.Materialization.Displaced;
import dev.ashlar.port.RunRecords.Marker;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.RunOptions.Flag;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table whose place another takes: kept for a rollback, or until the next run. */
public interface DisplacementContract extends RunContract {
    private Workshop built(Displaced displaced, int... values) {
        Workshop shop = shop();
        for (int value : values) table(shop, displaced, value);
        return shop;
    }

    private static void table(Workshop shop, Displaced displaced, int value) {
        shop.indexed("t", "a", "select " + value + " as a").saying("t", ModelWords.displacing(displaced));
        assertThat(Workshop.words(shop.build())).isEqualTo(Map.of("t", "success"));
    }

    @Test
    default void whatABuildReplacedIsKeptOnceAndPutBack() {
        Workshop shop = built(Displaced.KEPT, 1, 2, 3);
        assertThat(shop.rows("t__previous", "a")).containsExactly("2");
        assertThat(shop.exists("t__old")).isFalse();
        Marker before = records().readMarkers().get(relation("t"));
        Marker kept = records().readMarkers().get(relation("t__previous"));

        RunReport report = shop.rollback("t");

        assertThat(Workshop.words(report)).isEqualTo(Map.of("t", "success"));
        assertThat(shop.rows("t", "a")).containsExactly("2");
        assertThat(shop.rows("t__previous", "a")).containsExactly("3");
        assertThat(shop.exists("t__replaced")).isFalse();
        Marker after = records().readMarkers().get(relation("t"));
        assertThat(after.invocationId()).isEqualTo(report.invocation().id());
        assertThat(after.checksum()).isEqualTo(kept.checksum());
        assertThat(records().readMarkers().get(relation("t__previous")).checksum())
                .isEqualTo(before.checksum());
    }

    @Test
    default void aSecondRollbackUndoesTheFirstAndTheNextBuildPublishesAnew() {
        Workshop shop = built(Displaced.KEPT, 1, 2);
        shop.rollback("t");
        shop.rollback("t");
        assertThat(shop.rows("t", "a")).containsExactly("2");
        assertThat(shop.rows("t__previous", "a")).containsExactly("1");

        shop.rollback("t");
        table(shop, Displaced.KEPT, 3);
        assertThat(shop.rows("t", "a")).containsExactly("3");
        assertThat(shop.rows("t__previous", "a")).containsExactly("1");
    }

    @Test
    default void viewsOfOthersFollowARollback() {
        Workshop shop = shop();
        shop.table("t", "select 1 as a, 'x' as b").saying("t", ModelWords.displacing(Displaced.KEPT));
        shop.build();
        shop.execute("create view {schema}.w as select a from {schema}.t");
        shop.table("t", "select 2 as a, 5 as b").saying("t", ModelWords.displacing(Displaced.KEPT));
        assertThat(Workshop.words(shop.build())).isEqualTo(Map.of("t", "success"));
        assertThat(shop.rows("w", "a")).containsExactly("2");

        shop.rollback("t");
        assertThat(shop.rows("w", "a")).containsExactly("1");
        shop.rollback("t");
        assertThat(shop.rows("w", "a")).containsExactly("2");
        shop.table("t", "select 3 as a, 6 as b").saying("t", ModelWords.displacing(Displaced.KEPT));
        shop.build();
        assertThat(shop.rows("w", "a")).containsExactly("3");
        assertThat(shop.rows("t__previous", "a, b")).containsExactly("2,5");
    }

    @Test
    default void aRebuiltIncrementalCanBePutBackAndGrowsOn() {
        Workshop shop = shop();
        shop.incremental(
                "t",
                IncrementalContract.by(IncrementalContract.MERGE, "id"),
                "select 1 as id union all select 2",
                "select max(id) + 1 as id from {this} as t");
        shop.saying("t", ModelWords.displacing(Displaced.KEPT));
        shop.build();
        shop.build();
        assertThat(shop.exists("t__previous"))
                .as("an increment displaces nothing")
                .isFalse();

        shop.build(Flag.FULL_REFRESH);
        assertThat(shop.rows("t", "id")).containsExactly("1", "2");
        assertThat(Workshop.words(shop.rollback("t"))).isEqualTo(Map.of("t", "success"));
        shop.build();
        assertThat(shop.rows("t", "id")).containsExactly("1", "2", "3", "4");
    }

    @Test
    default void whatIsNotKeptAnyMoreIsDroppedByTheNextRun() {
        Workshop shop = built(Displaced.KEPT, 1, 2);
        table(shop, Displaced.DROPPED, 3);
        assertThat(shop.exists("t__previous")).isFalse();
        assertThat(shop.rows("t", "a")).containsExactly("3");
    }

    @Test
    default void aRollbackSaysWhatItLacks() {
        Workshop shop = built(Displaced.KEPT, 1);
        assertThatThrownBy(() -> shop.rollback("t"))
                .hasMessage("models/t.sql:1:1 Cannot roll back 't': nothing of it is kept yet. A table is kept from the"
                        + " second build on that publishes it.");
        table(shop, Displaced.KEPT, 2);
        shop.execute("drop table {schema}.t__previous");
        assertThat(Workshop.words(shop.rollback("t")).get("t"))
                .startsWith("error: Cannot roll back model 't': there is no ")
                .endsWith(".t__previous.");
        shop.table("t", "select 2 as a");
        assertThatThrownBy(() -> shop.rollback("t"))
                .hasMessage("models/t.sql:1:1 Cannot roll back 't': nothing that it replaces is kept. Write"
                        + " keep_previous: true; from then on the last build can be rolled back.");
        shop.view("t", "select 2 as a");
        assertThatThrownBy(() -> shop.rollback("t"))
                .hasMessage("models/t.sql:1:1 Cannot roll back 't': it is a view, and a view holds no rows.");
    }

    @Test
    default void aBuildThatDropsLaterLeavesTheOldTableToEarlierReaders() {
        Workshop shop = built(Displaced.DROPPED_LATER, 1);
        shop.execute("create view {schema}.w as select a from {schema}.t");
        table(shop, Displaced.DROPPED_LATER, 2);
        assertThat(shop.rows("t__old", "a")).containsExactly("1");
        assertThat(shop.rows("w", "a")).containsExactly("2");
        table(shop, Displaced.DROPPED_LATER, 3);
        assertThat(shop.rows("t__old", "a")).containsExactly("2");
        table(shop, Displaced.DROPPED, 4);
        assertThat(shop.exists("t__old")).isFalse();
        assertThat(shop.rows("w", "a")).containsExactly("4");
    }

    @Test
    default void whatWasTakenOverIsNeverTakenForATableToDropLater() {
        Workshop shop = shop();
        shop.execute("create table {schema}.u as select 42 as a");
        shop.forget().table("u", "select 1 as a").saying("u", ModelWords.displacing(Displaced.DROPPED_LATER));
        shop.build(Flag.ADOPT);
        assertThat(shop.rows("u__old", "a")).containsExactly("42");
        RunReport next = shop.build();
        assertThat(Workshop.words(next)).isEqualTo(Map.of("u", "success"));
        assertThat(Workshop.result(next, Workshop.id("u")).notes())
                .extracting(note -> note.message().replace(schema() + ".", ""))
                .isEqualTo(
                        List.of("The table that model 'u' replaces is dropped at once, not later: u__old exists and is"
                                + " not Ashlar's."));
        assertThat(shop.rows("u__old", "a")).containsExactly("42");
    }

    @Test
    default void publishingWhatFailedKeepsWhatStood() {
        Workshop shop = built(Displaced.DROPPED_LATER, 1, 2);
        shop.test("small", "t", "select * from {this} as t where a > 5");
        shop.table("t", "select 9 as a").saying("t", ModelWords.displacing(Displaced.DROPPED_LATER));
        assertThat(Workshop.words(shop.build())).containsEntry("small", "fail 1");
        assertThat(Workshop.words(shop.publish("t"))).isEqualTo(Map.of("t", "success"));
        assertThat(shop.rows("t", "a")).containsExactly("9");
        assertThat(shop.rows("t__old", "a")).containsExactly("2");
    }
}
