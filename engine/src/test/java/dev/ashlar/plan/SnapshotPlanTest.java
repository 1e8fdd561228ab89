package dev.ashlar.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.SnapshotColumns;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotPlanTest {
    private static final Instant MONDAY = Instant.parse("2026-11-02T03:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-03T03:00:00Z");
    private static final SnapshotStrategy BY_TIME = new SnapshotStrategy.Timestamp(new ColumnName("updated_at"));
    private static final SnapshotStrategy ALL_COLUMNS = new SnapshotStrategy.Check(List.of());

    private PlanDesk desk;

    @BeforeEach
    void open() {
        desk = new PlanDesk();
        desk.sql("create table shop.raw (id integer, name varchar, updated_at timestamp)");
        desk.sql("insert into shop.raw values (1, 'a', '2026-11-01 10:00:00'), (2, 'b', '2026-11-01 11:00:00')");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private boolean run(SnapshotHistory history, Instant at) {
        return desk.run(
                PlanNodes.compiled(PlanNodes.snapshot(history), "select * from shop.raw"), PlanNodes.ORDERS, at);
    }

    private static SnapshotHistory history(SnapshotStrategy strategy) {
        return PlanNodes.history(strategy, HardDeletes.INVALIDATE, "id");
    }

    private static SnapshotHistory inZone(String zone) {
        SnapshotHistory plain = history(BY_TIME);
        return new SnapshotHistory(
                BY_TIME,
                plain.uniqueKey(),
                plain.columns(),
                HardDeletes.IGNORE,
                Optional.empty(),
                Optional.empty(),
                zone,
                Optional.empty());
    }

    private void assertUnchanged(Runnable attempt, String message) {
        Object before = desk.rows("select * from shop.orders order by all");
        assertThatThrownBy(attempt::run).isInstanceOf(DiagnosticException.class).hasMessageContaining(message);
        assertThat(desk.rows("select * from shop.orders order by all")).isEqualTo(before);
    }

    @Test
    void aNaiveTimeIsReadInItsZoneAndKeptInUtc() {
        run(inZone("Europe/Vienna"), MONDAY);
        assertThat(desk.value("select valid_from::varchar from shop.orders where id = 1"))
                .isEqualTo("2026-11-01 09:00:00");
    }

    @Test
    void aTimeWithAZoneIsKeptInUtcWhateverTheOption() {
        desk.sql(
                "create or replace table shop.raw as select 1 as id, timestamptz '2026-11-01 10:00:00+05' as updated_at");
        run(inZone("Europe/Vienna"), MONDAY);
        assertThat(desk.value("select valid_from::varchar from shop.orders")).isEqualTo("2026-11-01 05:00:00");
    }

    @Test
    void anUnknownZoneIsRefusedWithTheNearestOnes() {
        assertThatThrownBy(() -> run(inZone("Europe/Viena"), MONDAY))
                .hasMessageContaining("there is no time zone 'Europe/Viena'. Did you mean 'Europe/Vienna'");
    }

    @Test
    void keysThatAreNullOrStandTwiceAreRefusedBeforeAnythingIsWrittenFiveShown() {
        desk.sql("insert into shop.raw select null, 'n', '2026-11-01' from range(7)");
        desk.sql("insert into shop.raw select i, 'n', '2026-11-01' from range(1, 9) r(i), range(3)");
        assertThatThrownBy(() -> run(history(BY_TIME), MONDAY))
                .hasMessageContaining("models/orders.sql:1:1")
                .hasMessageContaining("its query gives 7 rows without a unique_key (id), for example (id=null)")
                .hasMessageContaining("its query gives 9 values of unique_key (id) that stand on more than one row")
                .hasMessageContaining("(id=1), (id=2), (id=3), (id=4), (id=5).");
        assertThat(desk.catalog().find(PlanNodes.ORDERS)).isEmpty();
    }

    @Test
    void rowsWithoutATimeAreRefused() {
        desk.sql("insert into shop.raw values (3, 'c', null)");
        assertThatThrownBy(() -> run(history(BY_TIME), MONDAY))
                .hasMessageContaining("1 row of its query has no updated_at");
    }

    @Test
    void aRunTimeOlderThanTheNewestVersionIsRefused() {
        run(history(ALL_COLUMNS), TUESDAY);
        assertUnchanged(() -> run(history(ALL_COLUMNS), MONDAY), "older than its newest versions");
        desk.sql("delete from " + PlanDesk.MARKERS + " where relation_name = 'orders'");
        desk.adopting();
        assertUnchanged(() -> run(history(ALL_COLUMNS), MONDAY), "some were written by a later run");
    }

    @Test
    void tooManyDeletionsFailBeforeWriting() {
        run(history(BY_TIME), MONDAY);
        desk.sql("delete from shop.raw");
        assertUnchanged(
                () -> run(history(BY_TIME), TUESDAY),
                "2 of 2 living keys are gone from the source, more than max_hard_deletes (50 %) lets go");
    }

    @Test
    void aNewColumnFillsOpenVersionsAndMakesNoVersion() {
        run(history(ALL_COLUMNS), MONDAY);
        desk.sql("alter table shop.raw add column city varchar");
        desk.sql("update shop.raw set city = 'Graz'");
        run(history(ALL_COLUMNS), TUESDAY);
        assertThat(desk.rows("select id, city, is_current from shop.orders order by id"))
                .isEqualTo(List.of(List.of(1, "Graz", true), List.of(2, "Graz", true)));
    }

    @Test
    void aColumnThatIsGoneStaysAndIsNullFromThenOn() {
        run(history(BY_TIME), MONDAY);
        desk.sql("create or replace table shop.raw as select 1 as id, timestamp '2026-11-02 10:00:00' as updated_at"
                + " union all select 2, timestamp '2026-11-01 11:00:00'");
        run(history(BY_TIME), TUESDAY);
        assertThat(desk.rows("select id, coalesce(name, '-'), is_current from shop.orders order by id, valid_from"))
                .isEqualTo(List.of(List.of(1, "a", false), List.of(1, "-", true), List.of(2, "b", true)));
    }

    @Test
    void aWiderTypeWidensTheHistoryAndAnotherOneIsRefused() {
        run(history(BY_TIME), MONDAY);
        desk.sql("alter table shop.raw alter column id type bigint");
        desk.sql("insert into shop.raw values (5000000000, 'c', '2026-11-02')");
        run(history(BY_TIME), TUESDAY);
        assertThat(desk.value("select max(id) from shop.orders")).isEqualTo(5_000_000_000L);
        desk.sql("alter table shop.raw alter column id type varchar");
        assertUnchanged(
                () -> run(history(BY_TIME), TUESDAY), "column 'id' is VARCHAR in the query and BIGINT in the table");
    }

    @Test
    void checkColumnsThatAreNoColumnsAreRefused() {
        SnapshotStrategy wrong = new SnapshotStrategy.Check(List.of(new ColumnName("nmae")));
        assertThatThrownBy(() -> run(history(wrong), MONDAY))
                .hasMessageContaining("check_cols names 'nmae', which is no column of its query. Did you mean 'name'?");
    }

    @Test
    void aQueryThatBringsAColumnOfTheSnapshotIsRefused() {
        desk.sql("alter table shop.raw add column valid_from date");
        assertThatThrownBy(() -> run(history(BY_TIME), MONDAY))
                .hasMessageContaining("a column 'valid_from', which the snapshot adds itself");
    }

    @Test
    void deletionsAreSaidFromTheRunOnThatAsksForIt() {
        run(history(BY_TIME), MONDAY);
        desk.sql("delete from shop.raw where id = 1");
        run(PlanNodes.history(BY_TIME, HardDeletes.NEW_RECORD, "id"), TUESDAY);
        assertThat(desk.rows("select id, is_current, is_deleted from shop.orders order by id, valid_from"))
                .isEqualTo(List.of(List.of(1, false, false), List.of(1, true, true), List.of(2, true, false)));
    }

    @Test
    void aHistoryOfAnotherToolIsContinuedInPlaceWithItsIds() {
        desk.sql("create table shop.orders as select *, timestamp '2026-01-01' as dbt_valid_from,"
                + " cast(null as timestamp) as dbt_valid_to, 'x' || id as dbt_scd_id, updated_at as dbt_updated_at"
                + " from shop.raw");
        desk.sql("update shop.raw set name = 'z', updated_at = '2026-11-02 01:00:00' where id = 1");
        SnapshotHistory plain = history(BY_TIME);
        SnapshotHistory renamed = new SnapshotHistory(
                BY_TIME,
                plain.uniqueKey(),
                new SnapshotColumns(
                        new ColumnName("dbt_valid_from"),
                        new ColumnName("dbt_valid_to"),
                        new ColumnName("is_current"),
                        new ColumnName("dbt_scd_id"),
                        new ColumnName("dbt_updated_at"),
                        new ColumnName("dbt_is_deleted")),
                HardDeletes.INVALIDATE,
                Optional.empty(),
                Optional.empty(),
                "UTC",
                Optional.empty());
        assertThatThrownBy(() -> run(renamed, TUESDAY)).hasMessageContaining("was not made by Ashlar");
        desk.adopting();
        assertThatThrownBy(() -> run(plain, TUESDAY))
                .hasMessageContaining("has no column 'valid_from', 'valid_to', 'scd_id', 'scd_updated_at'");
        run(renamed, TUESDAY);
        assertThat(desk.rows("select id, name, dbt_scd_id in ('x1', 'x2'), is_current, dbt_valid_from::varchar,"
                        + " coalesce(dbt_valid_to::varchar, '-') from shop.orders order by id, dbt_valid_from"))
                .isEqualTo(List.of(
                        List.of(1, "a", true, false, "2026-01-01 00:00:00", "2026-11-02 01:00:00"),
                        List.of(1, "z", false, true, "2026-11-02 01:00:00", "-"),
                        List.of(2, "b", true, true, "2026-01-01 00:00:00", "-")));
    }

    @Test
    void aFailedGateChangesNothingAndKeepsTheRowsThatCame() {
        run(history(BY_TIME), MONDAY);
        desk.sql("update shop.raw set name = 'z', updated_at = '2026-11-02 10:00:00'");
        Object before = desk.rows("select * from shop.orders order by all");
        desk.gate(check -> check.scope() != Step.Scope.WHOLE);
        assertThat(run(history(BY_TIME), TUESDAY)).isFalse();
        assertThat(desk.rows("select * from shop.orders order by all")).isEqualTo(before);
        assertThat(desk.value("select count(*) from shop.orders__failed where name = 'z'"))
                .isEqualTo(2L);
        desk.gate(check -> true);
        assertThat(run(history(BY_TIME), TUESDAY)).isTrue();
        assertThat(desk.catalog().find(PlanNodes.ORDERS.named("orders__failed")))
                .isEmpty();
    }

    @Test
    void theMergedSightIsTheHistoryAsItWillBe() {
        run(history(BY_TIME), MONDAY);
        desk.sql("update shop.raw set name = 'z', updated_at = '2026-11-02 10:00:00' where id = 1");
        desk.sql("insert into shop.raw values (3, 'c', '2026-11-02 11:00:00')");
        Object[] merged = new Object[1];
        desk.gate(check -> {
            if (check.sight() instanceof Step.Sight.Batch batch)
                merged[0] = desk.rows(batch.merged() + " order by all");
            return true;
        });
        run(history(BY_TIME), TUESDAY);
        assertThat(merged[0]).isEqualTo(desk.rows("select * from shop.orders order by all"));
        assertThat(desk.value("select count(*) from shop.orders")).isEqualTo(4L);
    }
}
