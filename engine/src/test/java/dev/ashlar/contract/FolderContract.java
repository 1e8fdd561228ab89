package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.load.LoadOrder;
import dev.ashlar.plan.PlanContext.GateMode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Folders that are named {@code column=value} are fields of the records below them. */
public interface FolderContract extends LoadFixture {
    @Test
    default void foldersNamedLikeAColumnGiveItsValue() throws IOException {
        file("day=2026-01-01/a.csv", "id\n1\nx\n");
        file("day=2026-01-02/region=b%2Fc/a.csv.gz", "id,more\n2,y\n");
        file("day=2026-02-30/a.csv", "id\n3\n");
        file("day=__HIVE_DEFAULT_PARTITION__/a.csv", "id\n4\n");
        file("Day=2026-01-05/own.csv", "day,id\n2026-01-06,5\n");
        load(source("landing/**", idAndDay(), Map.of()), GateMode.OPEN, check -> true);
        assertThat(rows("select id, day, _row from " + relation("orders") + " order by id"))
                .containsExactly(
                        List.of(1L, LocalDate.of(2026, 1, 1), 1L),
                        List.of(2L, LocalDate.of(2026, 1, 2), 1L),
                        Arrays.asList(4L, null, 1L),
                        List.of(5L, LocalDate.of(2026, 1, 6), 1L));
        assertThat(rejects())
                .containsExactlyInAnyOrder(
                        List.of("landing/day=2026-01-01/a.csv", 2L, "id", "'x' is not a bigint", "x"),
                        List.of("landing/day=2026-02-30/a.csv", 1L, "day", "'2026-02-30' is not a date", "3"));
    }

    @Test
    default void foldersBecomeColumnsOfATableThatNobodyDescribesIfTheUserSaysSo() throws IOException {
        file("day=2026-01-01/region=b%2Fc/a.csv", "id\n1\n");
        file("day=2026-01-02/region=Z%C3%BCrich/a.csv", "id\n2\n");
        load(source("landing/**", List.of(), Map.of("partitions", true)), GateMode.OPEN, check -> true);
        assertThat(rows("select id, day, region from " + relation("orders") + " order by id"))
                .containsExactly(
                        List.of(1L, LocalDate.of(2026, 1, 1), "b/c"), List.of(2L, LocalDate.of(2026, 1, 2), "Zürich"));
    }

    @Test
    default void foldersHaveNoOrderAndThoseThatNoColumnIsNamedLikeAreToldOfIfTheUserWantsThem() throws IOException {
        file("day=2026-01-01/region=x/a.csv", "id\n1\n");
        LoadOrder order = new LoadOrder.LoadNew();
        assertThat(load(warehouse(), source("landing/**", idAndDay(), Map.of()), GateMode.OPEN, check -> true, order))
                .isEmpty();
        file("day=2026-01-02/region=y/a.csv", "id\n2\n");
        assertThat(load(
                        warehouse(),
                        source("landing/**", idAndDay(), Map.of("partitions", true)),
                        GateMode.OPEN,
                        check -> true,
                        order))
                .extracting(Diagnostic::message)
                .containsExactly("This file has columns that are not loaded: 'region'.");
    }

    @Test
    default void foldersAreOnlyFoldersIfTheUserSaysSo() throws IOException {
        file("day=2026-01-01/a.csv", "id\n1\n");
        load(source("landing/**", idAndDay(), Map.of("partitions", false)), GateMode.OPEN, check -> true);
        assertThat(rows("select id, day from " + relation("orders"))).containsExactly(Arrays.asList(1L, null));
    }
}
