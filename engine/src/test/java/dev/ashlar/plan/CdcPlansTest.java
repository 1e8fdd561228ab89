package dev.ashlar.plan;

import dev.ashlar.manifest.Materialization.CdcDeletes;
import dev.ashlar.manifest.Materialization.CdcUpdate;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.OnOrphan;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Materialization.OnStale;
import dev.ashlar.manifest.Materialization.Orphans;
import dev.ashlar.report.CatalogColumn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole plans of change streams, on every engine. */
class CdcPlansTest {
    private static final String QUERY = "select id, name, s, op from shop.raw";

    /** A stream of {@code id, name} by {@code op} and {@code s}; states of the table, then what may be asked for. */
    @ParameterizedTest
    @EnumSource
    void changeStreams(PlanEngine engine) {
        GoldenPlans golden = new GoldenPlans(engine, "incremental_cdc");
        List<CatalogColumn> table = new ArrayList<>(engine.columns());
        table.add(engine.column("s", PlanEngine.Type.INTEGER));
        List<CatalogColumn> stream = new ArrayList<>(table);
        stream.add(engine.column("op", PlanEngine.Type.TEXT));
        List<Situation> situations = new ArrayList<>(Situation.remembering());
        Situation.ofOneself(engine).stream().filter(s -> s.traces().isEmpty()).forEach(situations::add);
        for (Situation situation : situations) {
            golden.add(
                    situation.toString(),
                    engine.planned(
                            stream(PlanNodes.cdc(CdcDeletes.HARD, "s"), OnSchemaChange.IGNORE),
                            situation,
                            table,
                            PlanEngine.shape(stream)));
        }
        golden.compare();
    }

    private static CompiledNode stream(IncrementalStrategy.Cdc cdc, OnSchemaChange change) {
        return PlanNodes.compiled(PlanNodes.model(PlanNodes.incremental(cdc, change, "id")), QUERY);
    }

    /** What may be asked of a change stream, on a table that stands and on one that is built. */
    @ParameterizedTest
    @EnumSource
    void optionsOfChangeStreams(PlanEngine engine) {
        GoldenPlans golden = new GoldenPlans(engine, "incremental_cdc_options");
        List<CatalogColumn> table = new ArrayList<>(engine.columns());
        table.add(engine.column("s", PlanEngine.Type.INTEGER));
        List<CatalogColumn> stream = List.of(
                engine.column("op", PlanEngine.Type.TEXT),
                engine.column("id", PlanEngine.Type.INTEGER),
                engine.column("name", PlanEngine.Type.TEXT),
                engine.column("city", PlanEngine.Type.TEXT),
                engine.column("s", PlanEngine.Type.INTEGER),
                engine.column("_loaded_at", PlanEngine.Type.TIMESTAMP));
        List<CatalogColumn> other = List.of(
                engine.column("op", PlanEngine.Type.TEXT),
                engine.column("id", PlanEngine.Type.BIGINT),
                engine.column("s", PlanEngine.Type.BIGINT));
        for (PlanContext.Rebuild rebuild : PlanContext.Rebuild.values()) {
            Situation situation = new Situation(
                    Situation.Published.OUR_TABLE,
                    Set.of(Situation.Trace.KEPT_DELETED),
                    PlanContext.GateMode.OPEN,
                    rebuild);
            String when = ", " + rebuild.name().toLowerCase(Locale.ROOT);
            CompiledNode changed = stream(
                    PlanNodes.cdc(CdcDeletes.HARD, CdcUpdate.CHANGED, OnStale.FAIL, Duration.ofDays(30), "s"),
                    OnSchemaChange.APPEND_NEW_COLUMNS);
            golden.add("changed columns" + when, engine.planned(changed, situation, table, PlanEngine.shape(stream)));
            golden.add("wider types" + when, engine.planned(changed, situation, table, PlanEngine.shape(other)));
            CompiledNode soft =
                    stream(PlanNodes.cdc(CdcDeletes.SOFT, "s", "_loaded_at"), OnSchemaChange.SYNC_ALL_COLUMNS);
            golden.add("soft deletes" + when, engine.planned(soft, situation, table, PlanEngine.shape(stream)));
        }
        golden.compare();
    }

    /** Rows of a change stream that point nowhere: reported, or set aside beside a table that stands or is built. */
    @ParameterizedTest
    @EnumSource
    void orphansOfChangeStreams(PlanEngine engine) {
        GoldenPlans golden = new GoldenPlans(engine, "incremental_cdc_orphans");
        List<CatalogColumn> table = new ArrayList<>(engine.columns());
        table.add(engine.column("s", PlanEngine.Type.INTEGER));
        List<CatalogColumn> stream = new ArrayList<>(table);
        stream.add(engine.column("city", PlanEngine.Type.TEXT));
        stream.add(engine.column("op", PlanEngine.Type.TEXT));
        for (Set<Situation.Trace> traces : List.of(
                Set.of(Situation.Trace.KEPT_DELETED),
                Set.of(Situation.Trace.KEPT_DELETED, Situation.Trace.KEPT_ORPHANS),
                Set.of(Situation.Trace.FOREIGN_ORPHANS))) {
            for (PlanContext.Rebuild rebuild : PlanContext.Rebuild.values()) {
                Situation situation =
                        new Situation(Situation.Published.OUR_TABLE, traces, PlanContext.GateMode.GATED, rebuild);
                for (OnOrphan on : List.of(OnOrphan.REPORT, OnOrphan.QUARANTINE)) {
                    golden.add(
                            on.name().toLowerCase(Locale.ROOT) + ", " + situation,
                            engine.planned(pointing(CdcDeletes.HARD, on), situation, table, PlanEngine.shape(stream)));
                }
            }
        }
        Situation standing = new Situation(
                Situation.Published.OUR_TABLE,
                Set.of(Situation.Trace.KEPT_ORPHANS),
                PlanContext.GateMode.OPEN,
                PlanContext.Rebuild.AS_NEEDED);
        golden.add(
                "soft deletes",
                engine.planned(
                        pointing(CdcDeletes.SOFT, OnOrphan.QUARANTINE), standing, table, PlanEngine.shape(stream)));
        golden.add(
                "nobody looks any more",
                engine.planned(
                        stream(PlanNodes.cdc(CdcDeletes.HARD, "s"), OnSchemaChange.IGNORE),
                        standing,
                        table,
                        PlanEngine.shape(stream)));
        for (OnOrphan on : List.of(OnOrphan.REPORT, OnOrphan.QUARANTINE)) {
            golden.add(
                    "within itself, " + on.name().toLowerCase(Locale.ROOT),
                    engine.planned(
                            pointing(CdcDeletes.SOFT, PlanNodes.orphansWithin(on)),
                            standing,
                            table,
                            PlanEngine.shape(stream)));
        }
        golden.compare();
    }

    private static CompiledNode pointing(CdcDeletes deletes, OnOrphan on) {
        return pointing(deletes, PlanNodes.orphans(on));
    }

    private static CompiledNode pointing(CdcDeletes deletes, Orphans orphans) {
        IncrementalStrategy.Cdc plain = PlanNodes.cdc(deletes, "s");
        IncrementalStrategy.Cdc looking = new IncrementalStrategy.Cdc(
                plain.operations(),
                plain.sequence(),
                plain.deletes(),
                plain.update(),
                plain.onStale(),
                plain.tombstoneRetention(),
                Optional.of(orphans));
        return PlanNodes.pointing(
                PlanNodes.model(PlanNodes.incremental(looking, OnSchemaChange.APPEND_NEW_COLUMNS, "id")),
                "select id, name, s, city, op from shop.raw");
    }
}
