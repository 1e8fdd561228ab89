package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.SnapshotColumns;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.Interruption;
import dev.ashlar.run.RunOptions.Verb;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What else may be said of a snapshot means the same on every engine. */
public interface SnapshotDetailsContract extends RunContract {
    Instant SUNDAY = Instant.parse("2026-11-01T12:00:00Z");
    SnapshotColumns RENAMED = new SnapshotColumns(
            new ColumnName("since"),
            new ColumnName("until"),
            new ColumnName("now"),
            new ColumnName("version_id"),
            new ColumnName("seen"),
            new ColumnName("gone"));
    SnapshotColumns USUAL = new SnapshotColumns(
            new ColumnName("valid_from"),
            new ColumnName("valid_to"),
            new ColumnName("is_current"),
            new ColumnName("scd_id"),
            new ColumnName("scd_updated_at"),
            new ColumnName("is_deleted"));

    private static SnapshotHistory byTime(SnapshotColumns columns, HardDeletes deletes, String zone, String... keys) {
        return new SnapshotHistory(
                new SnapshotStrategy.Timestamp(new ColumnName("u")),
                Stream.of(keys).map(ColumnName::new).toList(),
                columns,
                deletes,
                Optional.empty(),
                Optional.empty(),
                zone,
                Optional.empty());
    }

    private RunReport day(int day, SnapshotHistory history, String... rows) {
        shop().snapshot("s", history, String.join("\nunion all\n", rows));
        return shop().runAt(SUNDAY.plusSeconds(86_400L * day), Verb.BUILD, new Interruption());
    }

    private static String row(int id, String v, String updated) {
        return "select cast(" + id + " as integer) as id, cast('" + v + "' as varchar(10)) as v, timestamp '" + updated
                + "' as u";
    }

    /** 02:30 did not exist on the first day and came twice on the second. */
    @Test
    default void aClockThatIsPutForwardOrBackIsReadTheSameEverywhere() {
        day(
                0,
                byTime(USUAL, HardDeletes.IGNORE, "Europe/Vienna", "id"),
                row(1, "before", "2026-03-29 01:59:59.999999"),
                row(2, "gap", "2026-03-29 02:30:00"),
                row(3, "after", "2026-03-29 03:00:00"),
                row(4, "before", "2026-10-25 01:59:59"),
                row(5, "twice", "2026-10-25 02:30:00"),
                row(6, "after", "2026-10-25 03:00:00"),
                row(7, "old", "1899-12-31 23:00:00"));
        assertThat(shop().rows("s", "id, valid_from"))
                .containsExactly(
                        "1,2026-03-29T00:59:59.999999",
                        "2,2026-03-29T01:30",
                        "3,2026-03-29T01:00",
                        "4,2026-10-24T23:59:59",
                        "5,2026-10-25T01:30",
                        "6,2026-10-25T02:00",
                        "7,1899-12-31T22:00");
    }

    @Test
    default void theColumnsAddedMayBeCalledOtherwise() {
        SnapshotHistory history = byTime(RENAMED, HardDeletes.NEW_RECORD, "UTC", "id");
        day(0, history, row(1, "a", "2026-10-01 00:00:00"), row(2, "x", "2026-10-01 00:00:00"));
        day(1, history, row(2, "y", "2026-10-02 00:00:00"));
        assertThat(
                        shop().rows(
                                        "s",
                                        "id, v, since, until, case when now then 1 else 0 end, seen, case when gone then 1 else 0 end"))
                .containsExactly(
                        "1,a,2026-10-01T00:00,2026-11-02T12:00,0,2026-10-01T00:00,0",
                        "1,a,2026-11-02T12:00,null,1,2026-11-02T12:00,1",
                        "2,x,2026-10-01T00:00,2026-10-02T00:00,0,2026-10-01T00:00,0",
                        "2,y,2026-10-02T00:00,null,1,2026-10-02T00:00,0");
        assertThat(shop().rows("s", "count(distinct version_id)")).containsExactly("4");
    }

    @Test
    default void aKeyOfSeveralColumnsIsOneKeyWhateverStandsInThem() {
        SnapshotHistory history = byTime(USUAL, HardDeletes.INVALIDATE, "UTC", "id", "v");
        day(
                0,
                history,
                row(1, "1|", "2026-10-01 00:00:00"),
                row(11, "|", "2026-10-01 00:00:00"),
                row(1, "", "2026-10-01 00:00:00"));
        day(
                1,
                history,
                row(1, "1|", "2026-10-02 00:00:00"),
                row(11, "|", "2026-10-01 00:00:00"),
                row(1, "", "2026-10-01 00:00:00"));
        assertThat(shop().rows("s", "id, v, valid_to"))
                .containsExactly("1,,null", "1,1|,2026-10-02T00:00", "1,1|,null", "11,|,null");
        assertThat(shop().rows("s", "count(distinct scd_id)")).containsExactly("4");
    }

    @Test
    default void aColumnThatComesWithADeletionIsFilledWhereKeysLive() {
        SnapshotHistory history = byTime(USUAL, HardDeletes.NEW_RECORD, "UTC", "id");
        String more = ", cast('c' as varchar(10)) as city";
        day(
                0,
                history,
                row(1, "a", "2026-10-01 00:00:00"),
                row(2, "x", "2026-10-01 00:00:00"),
                row(3, "p", "2026-10-01 00:00:00"));
        day(1, history, row(1, "a", "2026-10-01 00:00:00") + more, row(3, "q", "2026-10-02 00:00:00") + more);
        assertThat(
                        shop().rows(
                                        "s",
                                        "id, v, city, case when is_current then 1 else 0 end, case when is_deleted then 1 else 0 end"))
                .containsExactly("1,a,c,1,0", "2,x,null,0,0", "2,x,null,1,1", "3,p,null,0,0", "3,q,c,1,0");
    }

    @Test
    default void aColumnThatIsGoneStaysAndAWiderOneWidensTheHistory() {
        SnapshotHistory history = byTime(USUAL, HardDeletes.IGNORE, "UTC", "id");
        day(0, history, row(1, "a", "2026-10-01 00:00:00"), row(2, "x", "2026-10-01 00:00:00"));
        day(
                1,
                history,
                "select cast(5000000000 as bigint) as id, timestamp '2026-10-02 00:00:00' as u",
                "select cast(1 as bigint), timestamp '2026-10-02 00:00:00'");
        assertThat(shop().rows("s", "id, v, valid_to"))
                .containsExactly("1,a,2026-10-02T00:00", "1,null,null", "2,x,null", "5000000000,null,null");
        RunReport report =
                day(2, history, "select cast('text' as varchar(10)) as id, timestamp '2026-10-02 00:00:00' as u");
        assertThat(Workshop.words(report).get("s")).contains("column 'id' is ").contains(" in the query and ");
    }

    @Test
    default void historiesMayBeginAndEndAtMarks() {
        SnapshotHistory marked = new SnapshotHistory(
                new SnapshotStrategy.Timestamp(new ColumnName("u")),
                List.of(new ColumnName("id")),
                USUAL,
                HardDeletes.INVALIDATE,
                Optional.of("timestamp '1900-01-01 00:00:00'"),
                Optional.of("timestamp '9999-12-31 00:00:00'"),
                "UTC",
                Optional.empty());
        day(0, marked, row(1, "a", "2026-10-01 00:00:00"), row(2, "x", "2026-10-01 00:00:00"));
        day(1, marked, row(1, "b", "2026-10-02 00:00:00"));
        day(2, marked, row(1, "b", "2026-10-02 00:00:00"), row(2, "y", "2026-10-03 00:00:00"));
        assertThat(shop().rows("s", "id, v, valid_from, valid_to, case when is_current then 1 else 0 end"))
                .containsExactly(
                        "1,a,1900-01-01T00:00,2026-10-02T00:00,0",
                        "1,b,2026-10-02T00:00,9999-12-31T00:00,1",
                        "2,x,1900-01-01T00:00,2026-11-02T12:00,0",
                        "2,y,2026-11-02T12:00,9999-12-31T00:00,1");
    }

    @Test
    default void aTruncatedExtractAndAnOlderRunAreRefusedBeforeAnythingIsWritten() {
        SnapshotHistory plain = byTime(USUAL, HardDeletes.INVALIDATE, "UTC", "id");
        SnapshotHistory cautious = new SnapshotHistory(
                plain.strategy(),
                plain.uniqueKey(),
                USUAL,
                HardDeletes.INVALIDATE,
                Optional.empty(),
                Optional.empty(),
                "UTC",
                Optional.of(0.5));
        String[] all = Stream.of(1, 2, 3)
                .map(id -> row(id, "a", "2026-10-01 00:00:00"))
                .toArray(String[]::new);
        day(1, cautious, all);
        List<String> before = shop().rows("s", "*");
        assertThat(Workshop.words(day(2, cautious, all[0])))
                .isEqualTo(Map.of(
                        "s",
                        "error: Cannot build snapshot 's': 2 of 3 living keys are gone from the source, more than"
                                + " max_hard_deletes (50 %) lets go."));
        assertThat(Workshop.words(day(0, cautious, all)).get("s"))
                .contains("the run's time 2026-11-01T12:00:00Z is older than its newest versions");
        assertThat(shop().rows("s", "*")).isEqualTo(before).hasSize(3);
        assertThat(Workshop.words(day(2, cautious, all[0], all[1]))).isEqualTo(Map.of("s", "success"));
    }
}
