package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.BatchSize;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.CdcDeletes;
import dev.ashlar.manifest.Materialization.CdcUpdate;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.ConcurrentBatches;
import dev.ashlar.manifest.Materialization.NullKeys;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Materialization.OnStale;
import dev.ashlar.manifest.Moment;
import dev.ashlar.manifest.Node.TestSeverity;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.Interruption;
import dev.ashlar.run.RunOptions.Verb;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code on_schema_change: sync_all_columns}: where the query gives a column in another type, what stands is cast, and the
 * tests of the gate already see it so, the batch beside the rows that stay.
 */
public interface OtherTypesContract extends RunContract {
    String TEXTS = "select cast(id as integer) as id, cast(v as varchar(9)) as v from"
            + " (select 1 as id, '10' as v union all select 2, '20') as texts";
    String NUMBERS = "select cast(id as integer) as id, cast(v as integer) as v from"
            + " (select 2 as id, 21 as v union all select 3, 30) as numbers";

    private static Incremental syncing(IncrementalStrategy strategy, String... keys) {
        return new Incremental(
                strategy,
                Stream.of(keys).map(ColumnName::new).toList(),
                NullKeys.REFUSED,
                OnSchemaChange.SYNC_ALL_COLUMNS,
                List.of());
    }

    /** Texts first, then numbers, which tests see as they will stand. */
    private List<String> synced(Incremental how, String texts, String numbers) {
        Workshop shop = shop();
        shop.incremental("t", how, texts, texts);
        assertThat(words(shop)).isEqualTo(Map.of("t", "success"));
        shop.incremental("t", how, texts, numbers)
                .test(
                        "v_unique",
                        "unique",
                        "t",
                        "select v from {this} as t group by v having count(*) > 1",
                        Workshop.rules(TestSeverity.ERROR, "!= 0", "!= 0"))
                .column("v_unique", "v")
                .test("all_positive", "t", "select v from {this} as t where v + 1 < 2")
                .test("v_known", "not_null", "t", "select v from {this} as t where v is null", rules());
        assertThat(words(shop))
                .isEqualTo(Map.of("t", "success", "v_unique", "pass", "all_positive", "pass", "v_known", "pass"));
        assertThat(rows("select sum(v) + 0 from " + relation("t"))).hasSize(1);
        return shop.rows("t", "id, v");
    }

    private static dev.ashlar.manifest.Node.TestRules rules() {
        return Workshop.rules(TestSeverity.ERROR, "!= 0", "!= 0");
    }

    private static Map<String, String> words(Workshop shop) {
        RunReport report = shop.runAt(Instant.parse("2026-03-01T12:00:00Z"), Verb.BUILD, new Interruption());
        return Workshop.words(report);
    }

    @Test
    default void mergedRowsAreCast() {
        IncrementalStrategy merge = new IncrementalStrategy.Merge(List.of(), List.of());
        assertThat(synced(syncing(merge, "id"), TEXTS, NUMBERS)).containsExactly("1,10", "2,21", "3,30");
    }

    @Test
    default void replacedRowsAreCast() {
        assertThat(synced(syncing(new IncrementalStrategy.DeleteInsert(), "id"), TEXTS, NUMBERS))
                .containsExactly("1,10", "2,21", "3,30");
    }

    @Test
    default void keysAreCastAsWell() {
        String numbers = NUMBERS.replace("cast(id as integer)", "cast(cast(id as integer) as varchar(9))");
        assertThat(synced(syncing(new IncrementalStrategy.DeleteInsert(), "id"), TEXTS, numbers))
                .containsExactly("1,10", "2,21", "3,30");
    }

    @Test
    default void rowsThatOthersAreAppendedToAreCast() {
        assertThat(synced(syncing(new IncrementalStrategy.Append()), TEXTS, NUMBERS))
                .containsExactly("1,10", "2,20", "2,21", "3,30");
    }

    @Test
    default void partitionsThatStayAreCast() {
        IncrementalStrategy overwrite = new IncrementalStrategy.InsertOverwrite(List.of(new ColumnName("id")));
        assertThat(synced(syncing(overwrite), TEXTS, NUMBERS)).containsExactly("1,10", "2,21", "3,30");
    }

    @Test
    default void intervalsThatStayAreCast() {
        IncrementalStrategy daily = new IncrementalStrategy.Microbatch(
                new ColumnName("seen"),
                BatchSize.find("day").orElseThrow(),
                Moment.find("2026-03-01").orElseThrow(),
                0,
                ZoneOffset.UTC,
                ConcurrentBatches.WHERE_SAFE);
        String seen = "select q.*, timestamp '2026-03-01 10:00:00' as seen from (";
        assertThat(synced(syncing(daily), seen + TEXTS + ") as q", seen + NUMBERS + ") as q"))
                .containsExactly("2,21", "3,30");
    }

    @Test
    default void rowsThatNoOperationTouchesAreCast() {
        for (CdcUpdate update : CdcUpdate.values()) {
            for (CdcDeletes deletes : CdcDeletes.values()) {
                shop().execute("drop table if exists {schema}.t");
                shop().execute("drop table if exists {schema}.t__deleted");
                shop().forget();
                Incremental how = syncing(CdcContract.stream(deletes, update, OnStale.SKIP), "id");
                String operations = "select q.*, cast('U' as varchar(1)) as op, cast(@ as integer) as s from (";
                assertThat(synced(
                                how,
                                operations.replace("@", "1") + TEXTS + ") as q",
                                operations.replace("@", "2") + NUMBERS + ") as q"))
                        .as(update + " " + deletes)
                        .containsExactly("1,10", "2,21", "3,30");
            }
        }
    }
}
