package dev.ashlar.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.ConcurrentBatches;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.plan.PlanContext.Rebuild;
import dev.ashlar.plan.Situation.Published;
import dev.ashlar.report.CatalogColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a batch must not do while others of its model are at work. */
class BatchBesideTest {
    private static final Situation STANDS =
            new Situation(Published.OUR_TABLE, Set.of(), GateMode.OPEN, Rebuild.AS_NEEDED);
    private static final TimeInterval DAY =
            new TimeInterval(Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z"));

    private static String planned(
            PlanEngine engine, CompiledNode node, Portion.Place place, List<CatalogColumn> columns) {
        return engine.planned(
                node,
                STANDS,
                new Portion.Batch(DAY, place, Portion.Entry.WRITTEN),
                engine.columns(),
                PlanEngine.shape(columns));
    }

    private static CompiledNode of(ConcurrentBatches concurrent, boolean namesItself) {
        Microbatch daily = (Microbatch) PlanNodes.microbatch("id");
        Microbatch how = new Microbatch(
                daily.eventTime(), daily.size(), daily.begin(), daily.lookback(), daily.zone(), concurrent);
        return new CompiledNode(
                PlanNodes.model(PlanNodes.incremental(how, OnSchemaChange.APPEND_NEW_COLUMNS)),
                "select id, name from shop.raw",
                SourceMap.EMPTY,
                RenderedHooks.NONE,
                "",
                StatementMacros.NONE,
                namesItself);
    }

    @ParameterizedTest
    @EnumSource(names = {"DUCKDB", "POSTGRES"})
    void itDoesNotChangeTheColumnsOfTheTable(PlanEngine engine) {
        List<CatalogColumn> more = new ArrayList<>(engine.columns());
        more.add(engine.column("extra", PlanEngine.Type.INTEGER));
        CompiledNode node = of(ConcurrentBatches.ALWAYS, false);
        assertThatThrownBy(() -> planned(engine, node, Portion.Place.BESIDE, more))
                .isInstanceOf(NotBesideException.class)
                .hasMessage("the columns of the table change");
        assertThat(planned(engine, node, Portion.Place.BETWEEN, more)).contains("add column");
        assertThat(planned(engine, node, Portion.Place.BESIDE, engine.columns()))
                .contains("delete from");
    }

    @ParameterizedTest
    @EnumSource(names = {"DUCKDB", "POSTGRES"})
    void itDoesNotReadTheTableUnlessTheModelSaysThatItMay(PlanEngine engine) {
        assertThatThrownBy(() ->
                        planned(engine, of(ConcurrentBatches.WHERE_SAFE, true), Portion.Place.BESIDE, engine.columns()))
                .isInstanceOf(NotBesideException.class)
                .hasMessage("the query reads the table itself");
        assertThat(planned(engine, of(ConcurrentBatches.ALWAYS, true), Portion.Place.BESIDE, engine.columns()))
                .contains("delete from");
    }
}
