package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.Arrival;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.SnapshotColumns;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.RowOperations;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RowCounts;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.Interruption;
import dev.ashlar.run.RunOptions.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A changelog becomes the same versions on every engine, in whatever order its changes arrive. */
public interface ChangelogContract extends RunContract {
    String VERSIONS_OF_CHANGES = "id, v, valid_from, valid_to, case when is_current then 1 else 0 end";
    Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

    /** @param day of March on which it happened */
    private static String change(int id, String v, String op, int seq, int day, int loaded) {
        return "select cast(" + id + " as integer) as id, cast('" + v + "' as varchar(20)) as v, cast('" + op
                + "' as varchar(1)) as op, cast(" + seq + " as integer) as seq, timestamp '2026-03-0" + day
                + " 00:00:00' as happened, timestamp '2026-04-0" + loaded + " 00:00:00' as _loaded_at";
    }

    private static SnapshotHistory history(
            HardDeletes deletes, List<String> sequence, List<String> checked, Optional<Duration> retention) {
        SnapshotStrategy strategy = new SnapshotStrategy.Changelog(
                new ColumnName("happened"),
                Optional.of(new RowOperations(new ColumnName("op"), RowOperations.USUAL)),
                sequence.stream().map(ColumnName::new).toList(),
                new Arrival.IfPresent(new ColumnName("_loaded_at")),
                checked.stream().map(ColumnName::new).toList(),
                retention);
        return new SnapshotHistory(
                strategy,
                List.of(new ColumnName("id")),
                new SnapshotColumns(
                        new ColumnName("valid_from"),
                        new ColumnName("valid_to"),
                        new ColumnName("is_current"),
                        new ColumnName("scd_id"),
                        new ColumnName("scd_updated_at"),
                        new ColumnName("is_deleted")),
                deletes,
                Optional.empty(),
                Optional.empty(),
                "UTC",
                Optional.empty());
    }

    private static SnapshotHistory plain() {
        return history(HardDeletes.INVALIDATE, List.of("seq"), List.of(), Optional.empty());
    }

    private RunReport at(Instant time, SnapshotHistory history, List<String> changes) {
        shop().snapshot("s", history, String.join("\nunion all\n", changes));
        return shop().runAt(time, Verb.BUILD, new Interruption());
    }

    private static RowCounts rows(RunReport report) {
        NodeId id = NodeId.of(NodeKind.SNAPSHOT, "shop", "s");
        return ((Outcome.Success) Workshop.result(report, id).outcome()).rows();
    }

    private static String refusal(RunReport report) {
        return Workshop.words(report).get("s");
    }

    @Test
    default void lateChangesAndLateDeletesFallIntoPlace() {
        List<String> first =
                List.of(change(1, "a", "I", 1, 1, 1), change(1, "c", "U", 3, 5, 1), change(2, "x", "I", 1, 1, 1));
        at(MONDAY, plain(), first);
        List<String> second = Stream.concat(
                        first.stream(),
                        Stream.of(
                                change(1, "b", "U", 2, 3, 2),
                                change(1, "-", "D", 2, 4, 2),
                                change(3, "-", "D", 1, 4, 2),
                                change(1, "a", "I", 1, 1, 2)))
                .toList();
        RunReport report = at(MONDAY.plusSeconds(60), plain(), second);
        assertThat(shop().rows("s", VERSIONS_OF_CHANGES))
                .containsExactly(
                        "1,a,2026-03-01T00:00,2026-03-03T00:00,0",
                        "1,b,2026-03-03T00:00,2026-03-04T00:00,0",
                        "1,c,2026-03-05T00:00,null,1",
                        "2,x,2026-03-01T00:00,null,1");
        assertThat(rows(report)).isEqualTo(new RowCounts(1, 1, 0));
        List<String> before = shop().rows("s", "*");
        RunReport again = at(MONDAY.plusSeconds(120), plain(), second);
        assertThat(rows(again)).isEqualTo(RowCounts.NONE);
        assertThat(shop().rows("s", "*")).isEqualTo(before);
    }

    @Test
    default void aDeletionCanBeAVersionOfItsOwnAndCanBePassedOver() {
        List<String> changes =
                List.of(change(1, "a", "I", 1, 1, 1), change(1, "-", "D", 2, 2, 1), change(1, "a", "U", 3, 3, 1));
        at(MONDAY, history(HardDeletes.NEW_RECORD, List.of(), List.of("v"), Optional.empty()), changes);
        assertThat(shop().rows("s", VERSIONS_OF_CHANGES + ", case when is_deleted then 1 else 0 end, op"))
                .containsExactly(
                        "1,a,2026-03-01T00:00,2026-03-02T00:00,0,0,I",
                        "1,a,2026-03-02T00:00,2026-03-03T00:00,0,1,D",
                        "1,a,2026-03-03T00:00,null,1,0,U");
        shop().execute("drop table {schema}.s");
        at(MONDAY, history(HardDeletes.IGNORE, List.of(), List.of("v"), Optional.empty()), changes);
        assertThat(shop().rows("s", VERSIONS_OF_CHANGES)).containsExactly("1,a,2026-03-01T00:00,null,1");
    }

    @Test
    default void theLastOfOneInstantIsToldByTheSequenceAndTextsByTheirBytes() {
        List<String> changes = List.of(
                change(1, "B", "U", 7, 1, 1),
                change(1, "a", "U", 7, 1, 1),
                change(1, "z", "U", 6, 1, 1),
                change(1, "a", "U", 7, 1, 1));
        SnapshotHistory undecided = history(HardDeletes.INVALIDATE, List.of("seq"), List.of(), Optional.empty());
        assertThat(refusal(at(MONDAY, undecided, changes)))
                .isEqualTo("error: Cannot build snapshot 's': its query gives 1 instant with changes of one key that"
                        + " differ, for example (id=1, happened=2026-03-01T00:00).");
        assertThat(shop().exists("s")).isFalse();
        at(MONDAY, history(HardDeletes.INVALIDATE, List.of("seq", "v"), List.of(), Optional.empty()), changes);
        assertThat(shop().rows("s", VERSIONS_OF_CHANGES)).containsExactly("1,a,2026-03-01T00:00,null,1");
    }

    @Test
    default void whatCannotBeTakenIsRefusedBeforeAnythingIsWrittenFiveShown() {
        at(MONDAY, plain(), List.of(change(1, "a", "I", 1, 1, 1)));
        List<String> before = shop().rows("s", "*");
        List<String> faulty = new ArrayList<>(List.of(change(1, "a", "I", 1, 1, 1)));
        for (int i = 1; i < 8; i++) faulty.add(change(i, "v", "" + i, 1, 2, 2));
        assertThat(refusal(at(MONDAY.plusSeconds(60), plain(), faulty)))
                .contains("its query gives 7 operations that are none of D, I, U, for example (op=1), (op=2), (op=3),"
                        + " (op=4), (op=5).");
        List<String> keyless = List.of(
                change(1, "a", "I", 1, 1, 1),
                "select null, cast('n' as varchar(20)), cast('I' as varchar(1)), 1, timestamp '2026-03-01 00:00:00',"
                        + " timestamp '2026-04-02 00:00:00'",
                "select 4, cast('n' as varchar(20)), cast('I' as varchar(1)), 1, null, timestamp '2026-04-02 00:00:00'");
        assertThat(refusal(at(MONDAY.plusSeconds(60), plain(), keyless)))
                .contains("its query gives 1 row without a unique_key (id), for example (id=null)");
        assertThat(refusal(at(MONDAY.plusSeconds(60), plain(), List.of(keyless.get(0), keyless.get(2)))))
                .contains("its query gives 1 change without a time, for example (id=4)");
        assertThat(shop().rows("s", "*")).isEqualTo(before);
    }

    @Test
    default void aSourceThatForgetsLeavesOlderVersionsAndOlderChangesAreRefused() {
        SnapshotHistory forgetting =
                history(HardDeletes.INVALIDATE, List.of("seq"), List.of(), Optional.of(Duration.ofDays(3)));
        Instant sixth = Instant.parse("2026-03-06T00:00:00Z");
        at(MONDAY, forgetting, List.of(change(1, "a", "I", 1, 1, 1), change(1, "b", "U", 2, 2, 1)));
        List<String> later = List.of(change(1, "c", "U", 3, 4, 2), change(2, "x", "I", 1, 5, 2));
        at(sixth, forgetting, later);
        assertThat(shop().rows("s", VERSIONS_OF_CHANGES))
                .containsExactly(
                        "1,a,2026-03-01T00:00,2026-03-02T00:00,0",
                        "1,b,2026-03-02T00:00,2026-03-04T00:00,0",
                        "1,c,2026-03-04T00:00,null,1",
                        "2,x,2026-03-05T00:00,null,1");
        List<String> tooOld = Stream.concat(later.stream(), Stream.of(change(2, "w", "I", 0, 2, 3)))
                .toList();
        assertThat(refusal(at(sixth.plusSeconds(60), forgetting, tooOld)))
                .isEqualTo("error: Cannot build snapshot 's': its query gives 1 change from before"
                        + " 2026-03-03T00:01:00Z, which is as far back as retention reaches, that the history does not"
                        + " know, for example (id=2, happened=2026-03-02T00:00).");
    }

    @Test
    default void columnsThatComeAndGoAreFollowed() {
        at(MONDAY, plain(), List.of(change(1, "a", "I", 1, 1, 1), change(2, "x", "I", 1, 1, 1)));
        String wider = "select id, op, seq, happened, _loaded_at, cast(v as varchar(40)) as city from (%s) as c";
        List<String> changes = Stream.of(
                        change(1, "a", "I", 1, 1, 1), change(2, "x", "I", 1, 1, 1), change(1, "b", "U", 2, 3, 2))
                .map(c -> String.format(java.util.Locale.ROOT, wider, c))
                .toList();
        at(MONDAY.plusSeconds(60), plain(), changes);
        assertThat(shop().rows("s", "id, v, city, valid_to"))
                .containsExactly("1,a,a,2026-03-03T00:00", "1,null,b,null", "2,x,x,null");
    }

    @Test
    default void aGateThatFailsLeavesTheVersionsAsTheyWere() {
        at(MONDAY, plain(), List.of(change(1, "a", "I", 1, 1, 1)));
        shop().test("no_x", "s", "select * from {this} as t where v = 'x'");
        RunReport report = at(
                MONDAY.plusSeconds(60), plain(), List.of(change(1, "a", "I", 1, 1, 1), change(1, "x", "U", 2, 2, 2)));
        assertThat(Workshop.words(report))
                .isEqualTo(Map.of("s", "error: Snapshot 's' not published: 1 test failed (no_x).", "no_x", "fail 1"));
        assertThat(shop().rows("s", "v, valid_to")).containsExactly("a,null");
        assertThat(shop().rows("s__failed", "v")).containsExactly("a", "x");
    }
}
