package dev.ashlar.contract;

import static dev.ashlar.contract.CutRows.source;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.Arrival;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.SnapshotColumns;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Snapshots. */
enum CutHistories implements CutShop {
    SNAPSHOT {
        @Override
        public void declare(Workshop shop, int day) {
            shop.forget().snapshot("t", history(CHECKED, HardDeletes.INVALIDATE), source(day));
        }

        @Override
        public String columns() {
            return "id, v, case when is_current then 1 else 0 end";
        }

        @Override
        public List<String> rows(int day) {
            List<String> rows = new ArrayList<>();
            for (int d = 1; d <= day; d++) {
                int current = d == day ? 1 : 0;
                rows.add("1,a" + d + "," + current);
                rows.add((d + 1) + ",n" + d + "," + current);
            }
            return rows.stream().sorted().toList();
        }
    },
    /** All that ever happened, of which each day brings two rows. */
    CHANGELOG {
        @Override
        public void declare(Workshop shop, int day) {
            String changes = IntStream.rangeClosed(1, day)
                    .mapToObj(d -> "select s.*, timestamp '" + LocalDate.EPOCH.plusDays(d)
                            + " 00:00:00' as happened from (" + source(d) + ") as s")
                    .collect(Collectors.joining(" union all "));
            shop.forget().snapshot("t", history(CHANGES, HardDeletes.IGNORE), changes);
        }

        @Override
        public String columns() {
            return "id, v, case when is_current then 1 else 0 end";
        }

        @Override
        public List<String> rows(int day) {
            List<String> rows = new ArrayList<>();
            for (int d = 1; d <= day; d++) {
                rows.add("1,a" + d + "," + (d == day ? 1 : 0));
                rows.add((d + 1) + ",n" + d + ",1");
            }
            return rows.stream().sorted().toList();
        }
    };

    private static final SnapshotStrategy CHECKED = new SnapshotStrategy.Check(List.of(new ColumnName("v")));
    private static final SnapshotStrategy CHANGES = new SnapshotStrategy.Changelog(
            new ColumnName("happened"),
            Optional.empty(),
            List.of(),
            new Arrival.Column(new ColumnName("day")),
            List.of(),
            Optional.empty());

    private static SnapshotHistory history(SnapshotStrategy strategy, HardDeletes deletes) {
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
}
