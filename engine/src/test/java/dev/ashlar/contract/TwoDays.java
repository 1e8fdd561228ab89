package dev.ashlar.contract;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.SnapshotColumns;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.Interruption;
import dev.ashlar.run.RunOptions.Verb;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A project of every materialization, built on two days between which its seed changes and a view becomes a table. Rows
 * that were applied twice show: one of its models only ever adds.
 */
public final class TwoDays {
    private TwoDays() {}

    /** @return how the run ended; a run of a day that was done changes nothing */
    public static RunReport build(Workshop shop, int day) {
        shop.seed(
                "s",
                List.of(
                        CatalogColumn.of("id", "bigint"),
                        CatalogColumn.of("v", "varchar"),
                        CatalogColumn.of("day", "bigint")),
                day == 1
                        ? List.of(List.of(1L, "a", 1L), List.of(2L, "b", 1L))
                        : List.of(List.of(1L, "A", 2L), List.of(3L, "c", 2L)));
        shop.view("stg", "select id, v, day from {s} as s", "s");
        shop.indexed("t", "id", "select id, v, day from {stg} as stg", "stg");
        shop.test("t_whole", "t", "select * from {this} as t where id is null");
        String all = "select id, v, day from {stg} as stg";
        String newer = all + " where day > (select coalesce(max(day), 0) from {this} as t)";
        shop.incremental("f", IncrementalContract.by(IncrementalContract.MERGE, "id"), all, newer, "stg");
        shop.test(
                "f_batch",
                "not_null",
                "f",
                "select * from {this} as t where v is null",
                Workshop.rules(Node.TestSeverity.ERROR, "!= 0", "!= 0"));
        shop.test("f_whole", "f", "select count(*) as n from {this} as t having count(*) > 9");
        shop.incremental("log", IncrementalContract.by(new IncrementalStrategy.Append()), all, newer, "stg");
        shop.snapshot("h", history(), "select id, v from {stg} as stg", "stg");
        if (day == 1) shop.view("x", "select count(*) as n from {f} as f", "f");
        else shop.table("x", "select count(*) as n from {f} as f", "f");
        return shop.runAt(Instant.parse("2026-03-0" + day + "T02:00:00Z"), Verb.BUILD, new Interruption());
    }

    private static SnapshotHistory history() {
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
                HardDeletes.INVALIDATE,
                Optional.empty(),
                Optional.empty(),
                "UTC",
                Optional.empty());
    }

    /** Every relation of the schema with its kind and rows, and whether a marker knows it. */
    public static Map<String, String> standing(RunContract.Engine engine) {
        Map<String, String> found = new TreeMap<>();
        Set<RelationName> ours = engine.records().readMarkers().keySet();
        try (WarehouseSession session = engine.warehouse().open()) {
            for (CatalogRelation relation :
                    engine.warehouse().catalog(List.of(engine.schema())).relations()) {
                String rows = session.read("select * from " + relation.name(), 1000).rows().stream()
                        .map(String::valueOf)
                        .sorted()
                        .collect(Collectors.joining(" "));
                boolean marked = ours.contains(relation.name());
                found.put(
                        relation.name().identifier(),
                        relation.kind() + (marked ? " of ours " : " of nobody ") + relation.columnNames() + " " + rows);
            }
        }
        return found;
    }
}
