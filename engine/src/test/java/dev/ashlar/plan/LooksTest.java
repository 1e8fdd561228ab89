package dev.ashlar.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.CdcDeletes;
import dev.ashlar.manifest.Materialization.CdcUpdate;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Materialization.OnStale;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How often the plan of an increment names the table it changes and the source it reads, other than to add rows: what a run
 * reads follows its batch only as long as these stay few, since an engine may scan the whole of either each time.
 */
class LooksTest {
    private static final Pattern TABLE =
            Pattern.compile("\\b(from|join|update|merge into|using)\\s+\"shop\"\\.\"orders\"(?!\\.)");
    private static final Pattern SOURCE = Pattern.compile("\\b(from|join)\\s+shop\\.raw\\b");
    private static final String QUERY = "select * from shop.raw";

    private record Looks(long table, long source) {}

    private static Looks looks(PlanEngine engine, CompiledNode node, List<CatalogColumn> table, Shape shape) {
        Situation situation = new Situation(Published.OUR_TABLE, Set.of(), GateMode.GATED, Rebuild.AS_NEEDED);
        RelationState state = situation.state(node.node().id(), node.checksum(), table);
        PlanContext context = situation.context(engine);
        List<String> sent = new ArrayList<>();
        Plan plan = Planners.begin(node, state, context);
        sent.addAll(sent(engine, plan));
        while (plan.asksForShape()) {
            Optional<Bindings> bindings = plan.bound().map(bound -> Bindings.NONE);
            plan = Planners.proceed(
                    node, state, context, new Shape(shape.columns(), PlanText.answers(plan, shape), bindings));
            sent.addAll(sent(engine, plan));
        }
        return new Looks(count(TABLE, sent), count(SOURCE, sent));
    }

    private static List<String> sent(PlanEngine engine, Plan plan) {
        List<String> sent = new ArrayList<>();
        for (Step step : plan.steps()) {
            switch (step) {
                case Step.Stage stage ->
                    stage.statements().forEach(s -> sent.add(engine.renderer().render(s)));
                case Step.Publish publish ->
                    publish.statements().forEach(s -> sent.add(engine.renderer().render(s)));
                // what is described is not run
                case Step.Read read -> read.questions().forEach(question -> sent.add(question.sql()));
                case Step.LoadRows load -> {}
                case Step.Check check -> {}
            }
        }
        return sent;
    }

    private static long count(Pattern pattern, List<String> sent) {
        return sent.stream()
                .mapToLong(sql -> pattern.matcher(sql).results().count())
                .sum();
    }

    /** For statistics the rows of the table are counted, which reads none of its columns. */
    private static int counted(PlanEngine engine) {
        return engine.facts().can().contains(EngineCapability.STATISTICS_BY_STATEMENT) ? 1 : 0;
    }

    private static List<CatalogColumn> with(List<CatalogColumn> columns, CatalogColumn... more) {
        List<CatalogColumn> all = new ArrayList<>(columns);
        all.addAll(List.of(more));
        return all;
    }

    /** The newest arrival, the touched keys' versions, and the delete; the source for new changes and for the others. */
    @ParameterizedTest
    @EnumSource
    void aChangelogReadsWhatStandsOfItsKeysOnce(PlanEngine engine) {
        List<CatalogColumn> rows = with(
                engine.columns(),
                engine.column("updated_at", Type.TIMESTAMP),
                engine.column("_loaded_at", Type.TIMESTAMP));
        List<CatalogColumn> table = with(rows, engine.meta().toArray(CatalogColumn[]::new));
        CompiledNode node = PlanNodes.compiled(
                PlanNodes.snapshot(PlanNodes.history(PlanNodes.changelog(), HardDeletes.INVALIDATE, "id")), QUERY);
        QueryResult newest = new QueryResult(List.of(), List.of(List.<Object>of("2026-11-01 07:30:00")));
        Map<String, QueryResult> answers = new HashMap<>(Map.of("newest_arrival", newest));
        assertThat(looks(engine, node, table, new Shape(rows, answers))).isEqualTo(new Looks(3 + counted(engine), 2));
        answers.put("removed_rows", new QueryResult(List.of(), List.of(List.<Object>of(0))));
        assertThat(looks(engine, node, table, new Shape(rows, answers)))
                .as("nothing to delete")
                .isEqualTo(new Looks(2 + counted(engine), 2));
    }

    /** The touched keys' versions and their closing; where keys may be gone, all living ones are compared with the source. */
    @ParameterizedTest
    @EnumSource
    void aSnapshotOfStatesReadsTheVersionsOfItsRowsOnce(PlanEngine engine) {
        List<CatalogColumn> rows = with(engine.columns(), engine.column("updated_at", Type.TIMESTAMP));
        List<CatalogColumn> table = with(rows, engine.meta().toArray(CatalogColumn[]::new));
        SnapshotStrategy byTime = new SnapshotStrategy.Timestamp(new ColumnName("updated_at"));
        CompiledNode kept =
                PlanNodes.compiled(PlanNodes.snapshot(PlanNodes.history(byTime, HardDeletes.IGNORE, "id")), QUERY);
        assertThat(looks(engine, kept, table, PlanEngine.shape(rows))).isEqualTo(new Looks(2 + counted(engine), 1));
        CompiledNode ended =
                PlanNodes.compiled(PlanNodes.snapshot(PlanNodes.history(byTime, HardDeletes.INVALIDATE, "id")), QUERY);
        assertThat(looks(engine, ended, table, PlanEngine.shape(rows))).isEqualTo(new Looks(4 + counted(engine), 1));
    }

    /** What is known of the keys, and the writing; where no MERGE deletes, whole rows take the place of whole rows. */
    @ParameterizedTest
    @EnumSource
    void aChangeStreamReadsTheRowsOfItsKeysOnceWhateverItMakesOfThem(PlanEngine engine) {
        List<CatalogColumn> table = with(engine.columns(), engine.column("s", Type.INTEGER));
        List<CatalogColumn> stream = with(table, engine.column("op", Type.TEXT));
        for (CdcUpdate update : CdcUpdate.values()) {
            IncrementalStrategy cdc = PlanNodes.cdc(CdcDeletes.HARD, update, OnStale.SKIP, Duration.ofDays(30), "s");
            CompiledNode node =
                    PlanNodes.compiled(PlanNodes.model(PlanNodes.incremental(cdc, OnSchemaChange.IGNORE, "id")), QUERY);
            assertThat(looks(engine, node, table, PlanEngine.shape(stream)))
                    .as("%s", update)
                    .isEqualTo(new Looks(2 + counted(engine), 1));
        }
    }

    /** MERGE itself; where it does not tell what it did, the known rows are counted before, or it is two statements in one. */
    @ParameterizedTest
    @EnumSource
    void aMergeLooksAtItsTableWhereItWrites(PlanEngine engine) {
        CompiledNode node = PlanNodes.compiled(
                PlanNodes.model(PlanNodes.incremental(PlanNodes.merge(), OnSchemaChange.IGNORE, "id")), QUERY);
        int expected = switch (engine) {
            case DUCKDB -> 1;
            case POSTGRES -> 2;
            case REDSHIFT -> 2 + counted(engine);
        };
        assertThat(looks(engine, node, engine.columns(), PlanEngine.shape(engine.columns())))
                .isEqualTo(new Looks(expected, 1));
    }
}
