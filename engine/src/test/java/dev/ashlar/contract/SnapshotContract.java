package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.SnapshotColumns;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.Interruption;
import dev.ashlar.run.RunOptions.Flag;
import dev.ashlar.run.RunOptions.Verb;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A history is continued in one transaction, never rebuilt, and not at all when its tests fail. */
public interface SnapshotContract extends RunContract {
    String VERSIONS = "id, v, valid_from, valid_to, is_current";
    Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");
    Instant SECOND = Instant.parse("2026-03-02T00:00:00Z");

    private static SnapshotHistory checked(HardDeletes deletes) {
        return new SnapshotHistory(
                new SnapshotStrategy.Check(List.of()),
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

    private RunReport at(Instant time, HardDeletes deletes, String select, Flag... flags) {
        shop().snapshot("s", checked(deletes), select);
        return shop().runAt(time, Verb.BUILD, new Interruption(), flags);
    }

    @Test
    default void aChangeEndsOneVersionAndBeginsTheNext() {
        at(FIRST, HardDeletes.IGNORE, "select 1 as id, 'a' as v union all select 2, 'b'");
        at(SECOND, HardDeletes.IGNORE, "select 1 as id, 'A' as v union all select 2, 'b'");
        assertThat(shop().rows("s", VERSIONS))
                .containsExactly(
                        "1,A,2026-03-02T00:00,null,true",
                        "1,a,2026-03-01T00:00,2026-03-02T00:00,false",
                        "2,b,2026-03-01T00:00,null,true");
    }

    @Test
    default void runningTwiceChangesNothing() {
        at(FIRST, HardDeletes.INVALIDATE, "select 1 as id, 'a' as v");
        List<String> before = shop().rows("s", "*");
        RunReport report = at(SECOND, HardDeletes.INVALIDATE, "select 1 as id, 'a' as v");
        assertThat(Workshop.words(report)).isEqualTo(Map.of("s", "success"));
        assertThat(shop().rows("s", "*")).isEqualTo(before).hasSize(1);
    }

    @Test
    default void aFullRefreshDoesNotRebuildAHistory() {
        at(FIRST, HardDeletes.IGNORE, "select 1 as id, 'a' as v");
        at(SECOND, HardDeletes.IGNORE, "select 1 as id, 'A' as v", Flag.FULL_REFRESH);
        assertThat(shop().rows("s", "v, is_current")).containsExactly("A,true", "a,false");
    }

    @Test
    default void aKeyThatIsGoneIsClosed() {
        at(FIRST, HardDeletes.INVALIDATE, "select 1 as id, 'a' as v union all select 2, 'b'");
        at(SECOND, HardDeletes.INVALIDATE, "select 2 as id, 'b' as v");
        assertThat(shop().rows("s", "id, valid_to, is_current"))
                .containsExactly("1,2026-03-02T00:00,false", "2,null,true");
    }

    @Test
    default void duplicateKeysFailBeforeAnythingIsWritten() {
        at(FIRST, HardDeletes.IGNORE, "select 1 as id, 'a' as v");
        RunReport report = at(SECOND, HardDeletes.IGNORE, "select 1 as id, 'x' as v union all select 1, 'y'");
        assertThat(Workshop.words(report).get("s")).contains("(id=1)");
        assertThat(shop().rows("s", "v")).containsExactly("a");
    }

    @Test
    default void aGateThatFailsLeavesTheHistory() {
        shop().snapshot("s", checked(HardDeletes.IGNORE), "select 1 as id, 'a' as v");
        shop().test("no_x", "s", "select * from {this} as t where v = 'x'");
        at(FIRST, HardDeletes.IGNORE, "select 1 as id, 'a' as v");
        RunReport report = at(SECOND, HardDeletes.IGNORE, "select 1 as id, 'x' as v");
        assertThat(Workshop.words(report))
                .isEqualTo(Map.of("s", "error: Snapshot 's' not published: 1 test failed (no_x).", "no_x", "fail 1"));
        assertThat(shop().rows("s", "v, valid_to")).containsExactly("a,null");
    }
}
