package dev.ashlar.plan;

import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.plan.PlanContext.Rebuild;
import dev.ashlar.plan.Situation.Published;
import dev.ashlar.plan.Situation.Trace;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.QueryResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole plans of every planner, for every state that a node can be found in, on every engine. */
class GoldenPlansTest {
    private static final String QUERY = "select id, name from shop.raw";

    private enum Strategy {
        APPEND(new IncrementalStrategy.Append()),
        MERGE(PlanNodes.merge()),
        DELETE_INSERT(new IncrementalStrategy.DeleteInsert()),
        INSERT_OVERWRITE(new IncrementalStrategy.InsertOverwrite(PlanNodes.names("name")));

        @SuppressWarnings("ImmutableEnumChecker") // a record of immutable lists
        private final IncrementalStrategy strategy;

        Strategy(IncrementalStrategy strategy) {
            this.strategy = strategy;
        }
    }

    private static void compareStates(PlanEngine engine, String folder, Node node, List<CatalogColumn> table) {
        GoldenPlans golden = new GoldenPlans(engine, folder);
        for (Situation situation : Situation.ofOneself(engine)) {
            golden.add(
                    situation.toString(),
                    engine.planned(
                            PlanNodes.compiled(node, QUERY), situation, table, PlanEngine.shape(engine.columns())));
        }
        golden.compare();
    }

    @ParameterizedTest
    @EnumSource
    void views(PlanEngine engine) {
        compareStates(engine, "view", PlanNodes.model(new Materialization.View()), engine.columns());
    }

    @ParameterizedTest
    @EnumSource
    void tables(PlanEngine engine) {
        compareStates(engine, "table", PlanNodes.model(new Materialization.Table()), engine.columns());
    }

    static Stream<Arguments> strategies() {
        return Stream.of(PlanEngine.values())
                .flatMap(engine -> Stream.of(Strategy.values()).map(strategy -> Arguments.of(engine, strategy)));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void incrementals(PlanEngine engine, Strategy strategy) {
        compareStates(
                engine,
                "incremental_" + strategy.name().toLowerCase(Locale.ROOT),
                PlanNodes.model(PlanNodes.incremental(strategy.strategy, OnSchemaChange.IGNORE, "id")),
                engine.columns());
    }

    @ParameterizedTest
    @EnumSource
    void microbatches(PlanEngine engine) {
        GoldenPlans golden = new GoldenPlans(engine, "microbatch");
        TimeInterval day =
                new TimeInterval(Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z"));
        CompiledNode node = PlanNodes.compiled(
                PlanNodes.model(PlanNodes.incremental(PlanNodes.microbatch("id"), OnSchemaChange.IGNORE)), QUERY);
        Map<String, Portion> portions = new LinkedHashMap<>();
        portions.put("batch", new Portion.Batch(day, Portion.Place.BETWEEN, Portion.Entry.WRITTEN));
        if (engine.facts().can().contains(EngineCapability.PARALLEL_WRITERS)) {
            portions.put("batch beside others", new Portion.Batch(day, Portion.Place.BESIDE, Portion.Entry.WRITTEN));
        }
        portions.put("batch of a sample", new Portion.Batch(day, Portion.Place.BETWEEN, Portion.Entry.NONE));
        portions.put("first batch of the table", new Portion.FirstOfTable(day, Portion.Entry.WRITTEN));
        portions.put("further batch of the table", new Portion.FurtherOfTable(day, Portion.Entry.WRITTEN));
        portions.put("further batch of a sample", new Portion.FurtherOfTable(day, Portion.Entry.NONE));
        portions.put("table", new Portion.Table(day, Portion.Entry.WRITTEN, Optional.empty()));
        Optional<Instant> before = Optional.of(Instant.parse("2026-03-29T10:00:00Z"));
        portions.put("table that another run began", new Portion.Table(day, Portion.Entry.WRITTEN, before));
        portions.put("table of a sample", new Portion.Table(day, Portion.Entry.NONE, Optional.empty()));
        portions.put("table that is given up", new Portion.Abandonment());
        portions.forEach((name, portion) -> {
            for (GateMode gate : GateMode.values()) {
                for (Published published : List.of(Published.ABSENT, Published.OUR_TABLE)) {
                    boolean batch = portion instanceof Portion.Batch;
                    if (batch && published == Published.ABSENT) continue;
                    boolean begun = !batch && !(portion instanceof Portion.FirstOfTable);
                    Situation situation = new Situation(
                            published,
                            begun ? Set.of(Trace.KILLED_CANDIDATE) : Set.of(),
                            gate,
                            batch ? Rebuild.AS_NEEDED : Rebuild.FULL_REFRESH);
                    golden.add(
                            name + ", " + situation,
                            engine.planned(
                                    node, situation, portion, engine.columns(), PlanEngine.shape(engine.columns())));
                }
            }
        });
        Situation ours = new Situation(Published.OUR_TABLE, Set.of(), GateMode.OPEN, Rebuild.AS_NEEDED);
        golden.add(
                "batch with rows of other days",
                engine.planned(
                        node,
                        ours,
                        portions.get("batch"),
                        engine.columns(),
                        new Shape(
                                engine.columns(),
                                Map.of(
                                        "rows_outside",
                                        new QueryResult(List.of(), List.of(List.of("2026-03-30", 2L)))))));
        golden.add(
                "batch by a column that is none",
                engine.planned(
                        PlanNodes.compiled(
                                PlanNodes.model(
                                        PlanNodes.incremental(PlanNodes.microbatch("nam"), OnSchemaChange.IGNORE)),
                                QUERY),
                        ours,
                        portions.get("batch"),
                        engine.columns(),
                        PlanEngine.shape(engine.columns())));
        golden.compare();
    }

    @ParameterizedTest
    @EnumSource
    void strategiesOfTheProject(PlanEngine engine) {
        compareStates(
                engine,
                "incremental_custom",
                PlanNodes.model(PlanNodes.incremental(
                        new IncrementalStrategy.Custom("own"), OnSchemaChange.APPEND_NEW_COLUMNS, "id")),
                engine.columns());
    }

    @ParameterizedTest
    @EnumSource
    void materializationsOfTheProject(PlanEngine engine) {
        compareStates(engine, "custom", PlanNodes.model(new Materialization.Custom("cube")), engine.columns());
    }

    @ParameterizedTest
    @EnumSource
    void snapshotsByCheck(PlanEngine engine) {
        List<CatalogColumn> table = new ArrayList<>(engine.columns());
        table.addAll(engine.meta());
        SnapshotHistory history =
                PlanNodes.history(new SnapshotStrategy.Check(List.of()), HardDeletes.NEW_RECORD, "id");
        compareStates(engine, "snapshot_check", PlanNodes.snapshot(history), table);
    }

    @ParameterizedTest
    @EnumSource
    void seeds(PlanEngine engine) {
        GoldenPlans golden = new GoldenPlans(engine, "seed");
        for (Situation situation : Situation.ofOneself(engine))
            golden.add(situation.toString(), seeded(engine, situation));
        golden.compare();
    }

    private static String seeded(PlanEngine engine, Situation situation) {
        CompiledNode seed = CompiledNode.bare(PlanNodes.seed(PlanNodes.build(PlanNodes.ORDERS)));
        RelationState state = situation.state(seed.node().id(), "", engine.columns());
        PlanContext context = situation.context(engine);
        return PlanText.of(
                engine,
                () -> Planners.seed(seed, engine.columns(), state, context),
                shape -> Planners.seeded(seed, state, context, shape),
                PlanEngine.shape(engine.columns()),
                situation.bindings());
    }

    @ParameterizedTest
    @EnumSource
    void materializedViews(PlanEngine engine) {
        compareStates(
                engine, "materialized_view", PlanNodes.model(new Materialization.MaterializedView()), engine.columns());
    }

    /** What hangs on the published relation, whatever is built in its place. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DUCKDB")
    void whatHangsOnIt(PlanEngine engine) {
        GoldenPlans golden = new GoldenPlans(engine, "hanging");
        for (Situation situation : Situation.hanging(engine)) {
            for (Materialization one : List.of(
                    new Materialization.View(),
                    new Materialization.Table(),
                    new Materialization.MaterializedView(),
                    PlanNodes.incremental(PlanNodes.merge(), OnSchemaChange.SYNC_ALL_COLUMNS, "id"))) {
                CompiledNode node = PlanNodes.compiled(PlanNodes.model(one), QUERY);
                String name = one.word() + ", " + situation;
                golden.add(name, engine.planned(node, situation, engine.columns(), PlanEngine.shape(engine.columns())));
                List<CatalogColumn> other = List.of(
                        engine.column("id", PlanEngine.Type.INTEGER), engine.column("name", PlanEngine.Type.DATE));
                golden.add(
                        name + ", another type",
                        engine.planned(node, situation, engine.columns(), PlanEngine.shape(other)));
                golden.add(
                        name + ", column gone",
                        engine.planned(
                                node,
                                situation,
                                engine.columns(),
                                PlanEngine.shape(List.of(engine.column("id", PlanEngine.Type.INTEGER)))));
            }
            golden.add("seed, " + situation, seeded(engine, situation));
        }
        golden.compare();
    }
}
