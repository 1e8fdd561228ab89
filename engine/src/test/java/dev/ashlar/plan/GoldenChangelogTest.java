package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.Arrival;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.RowOperations;
import dev.ashlar.manifest.RowOperations.Operation;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.plan.PlanContext.Rebuild;
import dev.ashlar.plan.PlanEngine.Type;
import dev.ashlar.plan.Situation.Published;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.QueryResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole plans of changelogs, plain and with all that can be said of one. */
class GoldenChangelogTest {
    private static final String QUERY = "select * from shop.raw";

    private static SnapshotHistory withEveryOption(HardDeletes deletes) {
        return new SnapshotHistory(
                new SnapshotStrategy.Changelog(
                        new ColumnName("updated_at"),
                        Optional.of(new RowOperations(
                                new ColumnName("op"), Map.of("d'", Operation.DELETE, "U", Operation.UPDATE))),
                        PlanNodes.names("invoice", "name"),
                        new Arrival.Compared(),
                        PlanNodes.names("name"),
                        Optional.of(Duration.ofDays(30))),
                PlanNodes.names("id", "line"),
                PlanNodes.META,
                deletes,
                Optional.of("timestamp '1900-01-01'"),
                Optional.of("timestamp '9999-12-31'"),
                "Europe/Vienna",
                Optional.empty());
    }

    private static List<CatalogColumn> rows(PlanEngine engine) {
        return List.of(
                engine.column("id", Type.INTEGER),
                engine.column("line", Type.INTEGER),
                engine.column("invoice", Type.BIGINT),
                engine.column("name", Type.TEXT),
                engine.column("op", Type.TEXT),
                engine.column("updated_at", Type.TIMESTAMP),
                engine.column("_loaded_at", Type.TIMESTAMP));
    }

    private static List<CatalogColumn> table(PlanEngine engine, List<CatalogColumn> rows) {
        List<CatalogColumn> table = new ArrayList<>(rows);
        table.addAll(engine.meta());
        return table;
    }

    private static Shape found(List<CatalogColumn> rows) {
        Map<String, QueryResult> answers = new HashMap<>(PlanEngine.counted(
                        rows, Map.of("batch_rows", 3, "removed_rows", 2, "replaced_rows", 1, "table_rows", 9))
                .answers());
        answers.put("newest_arrival", new QueryResult(List.of(), List.of(List.of("2026-11-01 07:30:00"))));
        return new Shape(rows, answers);
    }

    private static Shape nothing(List<CatalogColumn> rows) {
        return PlanEngine.counted(rows, Map.of("batch_rows", 0, "removed_rows", 0, "replaced_rows", 0));
    }

    private static Situation gated(Published published) {
        return new Situation(published, Set.of(), GateMode.GATED, Rebuild.AS_NEEDED);
    }

    @ParameterizedTest
    @EnumSource
    void changelogs(PlanEngine engine) {
        GoldenPlans golden = new GoldenPlans(engine, "snapshot_changelog");
        List<CatalogColumn> rows = rows(engine);
        CompiledNode plain = PlanNodes.compiled(
                PlanNodes.snapshot(PlanNodes.history(PlanNodes.changelog(), HardDeletes.INVALIDATE, "id")), QUERY);
        for (Published published : List.of(Published.ABSENT, Published.OUR_TABLE, Published.ADOPTED_TABLE)) {
            golden.add(
                    "plain, " + gated(published),
                    engine.planned(plain, gated(published), table(engine, rows), found(rows)));
        }
        golden.add(
                "plain, nothing new",
                engine.planned(plain, gated(Published.OUR_TABLE), table(engine, rows), nothing(rows)));
        golden.add(
                "plain, hooked",
                engine.planned(
                        PlanNodes.hooked(plain.node(), QUERY),
                        gated(Published.OUR_TABLE),
                        table(engine, rows),
                        found(rows)));
        for (HardDeletes deletes : HardDeletes.values()) {
            CompiledNode node = PlanNodes.compiled(PlanNodes.snapshot(withEveryOption(deletes)), QUERY);
            golden.add(
                    "every option, " + deletes.name().toLowerCase(Locale.ROOT),
                    engine.planned(node, gated(Published.OUR_TABLE), table(engine, rows), found(rows)));
        }
        CompiledNode first = PlanNodes.compiled(PlanNodes.snapshot(withEveryOption(HardDeletes.NEW_RECORD)), QUERY);
        golden.add(
                "every option, first",
                engine.planned(first, gated(Published.ABSENT), table(engine, rows), found(rows)));
        List<CatalogColumn> older = new ArrayList<>(rows.subList(0, rows.size() - 1));
        older.set(0, engine.column("id", Type.SMALLINT));
        older.add(engine.column("city", Type.TEXT));
        golden.add(
                "a column new, one gone, one wider",
                engine.planned(plain, gated(Published.OUR_TABLE), table(engine, older), found(rows)));
        golden.compare();
    }
}
