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
    default void everyFileHasTheValueOfItsOwnFolderAndItsRejectsKeepTheirPlace() throws IOException {
        file("day=2026-01-03/c.csv", "id,more\n5,v\n6,w\n");
        file("day=2026-01-01/a.csv", "id,more\n1,r\nx,s\n2,\"t,\nu\"\n");
        file("day=2026-01-02/b.csv", "more,id\nr,3\ns,\nt,y\n");
        file("day=2026-01-32/d.csv", "id,more\n7,z\n");
        file("e.csv", "day,more,id\n2026-01-05,a,8\n2026-01-06,b,9\n");
        load(source("landing/**", idAndDay(), Map.of()), GateMode.OPEN, check -> true);
        assertThat(rows("select id, day, _file, _row from " + relation("orders") + " order by _file, _row"))
                .containsExactly(
                        List.of(1L, LocalDate.of(2026, 1, 1), "landing/day=2026-01-01/a.csv", 1L),
                        List.of(2L, LocalDate.of(2026, 1, 1), "landing/day=2026-01-01/a.csv", 3L),
                        List.of(3L, LocalDate.of(2026, 1, 2), "landing/day=2026-01-02/b.csv", 1L),
                        Arrays.asList(null, LocalDate.of(2026, 1, 2), "landing/day=2026-01-02/b.csv", 2L),
                        List.of(5L, LocalDate.of(2026, 1, 3), "landing/day=2026-01-03/c.csv", 1L),
                        List.of(6L, LocalDate.of(2026, 1, 3), "landing/day=2026-01-03/c.csv", 2L),
                        List.of(8L, LocalDate.of(2026, 1, 5), "landing/e.csv", 1L),
                        List.of(9L, LocalDate.of(2026, 1, 6), "landing/e.csv", 2L));
        assertThat(rejects())
                .containsExactlyInAnyOrder(
                        List.of("landing/day=2026-01-01/a.csv", 2L, "id", "'x' is not a bigint", "x,s"),
                        List.of("landing/day=2026-01-02/b.csv", 3L, "id", "'y' is not a bigint", "t,y"),
                        List.of("landing/day=2026-01-32/d.csv", 1L, "day", "'2026-01-32' is not a date", "7,z"));
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
