package dev.ashlar.plan;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.load.Seeds;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.Conduct;
import dev.ashlar.manifest.Materialization.OnError;
import dev.ashlar.manifest.Materialization.Publication;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.plan.FileLoad.Group;
import dev.ashlar.plan.FileLoad.Mode;
import dev.ashlar.plan.FileLoad.NewFile;
import dev.ashlar.plan.LoadStatement.Compression;
import dev.ashlar.plan.LoadStatement.CsvWriting;
import dev.ashlar.plan.LoadStatement.HeaderLine;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import dev.ashlar.plan.LoadStatement.Nesting;
import dev.ashlar.plan.LoadStatement.Numbering;
import dev.ashlar.plan.LoadStatement.ParquetField;
import dev.ashlar.plan.LoadStatement.ParquetFormat;
import dev.ashlar.plan.LoadStatement.Reading;
import dev.ashlar.plan.LoadStatement.RowHash;
import dev.ashlar.plan.LoadStatement.StagedField;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.plan.PlanContext.Rebuild;
import dev.ashlar.plan.Situation.Published;
import dev.ashlar.report.CatalogColumn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole plans of loads: files are read by the engine where it can, else brought to it row by row. */
class LoadPlansTest {
    private static List<LoadedColumn> columns(PlanEngine engine) {
        return List.of(
                column("id", "bigint", "bigint", Reading.CAST), column("doc", "json", json(engine), Reading.JSON));
    }

    private static LoadedColumn column(String name, String type, String declared, Reading reading) {
        return new LoadedColumn(
                new ColumnName(name), type, declared, reading, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static String json(PlanEngine engine) {
        return engine.facts().types().declared(new ColumnType.Json("json")).orElse("json");
    }

    @ParameterizedTest
    @EnumSource
    void parquetFiles(PlanEngine engine) {
        GoldenPlans golden = new GoldenPlans(engine, "load_parquet");
        for (Published published : List.of(Published.ABSENT, Published.OUR_TABLE)) {
            Situation situation = new Situation(published, Set.of(), GateMode.GATED, Rebuild.AS_NEEDED);
            golden.add(situation.toString(), planned(engine, situation));
        }
        golden.compare();
    }

    /** One file, numbered by its places; two, which the engine numbers while it reads; and one of which two records do not fit. */
    @ParameterizedTest
    @EnumSource
    void csvFiles(PlanEngine engine) {
        GoldenPlans golden = new GoldenPlans(engine, "load_csv");
        for (Published published : List.of(Published.ABSENT, Published.OUR_TABLE)) {
            Situation situation = new Situation(published, Set.of(), GateMode.GATED, Rebuild.AS_NEEDED);
            LoadPlanner one = planner(engine, situation, csv(columns(engine), List.of(FIRST), RowHash.NONE));
            LoadPlanner two = planner(engine, situation, csv(columns(engine), List.of(FIRST, SECOND), RowHash.WRITTEN));
            golden.add(situation + "-one", fitting(engine, one));
            golden.add(situation + "-two", fitting(engine, two));
            if (reads(engine)) golden.add(situation + "-unfit", unfit(engine, one));
        }
        golden.compare();
    }

    private static boolean reads(PlanEngine engine) {
        return engine.facts().can().contains(EngineCapability.READS_FILES);
    }

    private static String fitting(PlanEngine engine, LoadPlanner planner) {
        return PlanText.of(
                engine,
                reads(engine) ? planner::read : planner::fill,
                shape -> reads(engine)
                        ? planner.publishRead(Map.of(), List.of(), List.of())
                        : planner.publishFilled(Map.of(), List.of(), List.of()),
                PlanEngine.shape(List.of()),
                Bindings.NONE);
    }

    private static String unfit(PlanEngine engine, LoadPlanner planner) {
        return PlanText.of(
                engine,
                planner::stageUnfit,
                shape -> planner.publishRead(Map.of(7L, 2L), List.of(8L), List.of()),
                PlanEngine.shape(List.of()),
                Bindings.NONE);
    }

    private static LoadPlanner planner(PlanEngine engine, Situation situation, FileLoad load) {
        Node.Source source = source();
        return new LoadPlanner(
                source,
                load,
                situation.state(
                        source.id(),
                        "",
                        List.of(CatalogColumn.of("id", "bigint"), CatalogColumn.of("doc", json(engine)))),
                situation.context(engine));
    }

    private static String planned(PlanEngine engine, Situation situation) {
        LoadPlanner planner = planner(engine, situation, load(columns(engine)));
        boolean reads = reads(engine);
        return PlanText.of(
                engine,
                reads ? planner::stage : planner::fill,
                shape -> reads
                        ? planner.publish(Map.of(7L, 2L), List.of())
                        : planner.publishFilled(Map.of(7L, 2L), List.of(), List.of()),
                PlanEngine.shape(List.of()),
                Bindings.NONE);
    }

    private static final NewFile FIRST = new NewFile(
            "/landing/dt=1/a.csv", "landing/dt=1/a.csv", 120, 1_000, "abc", 7, 40, List.of(Optional.of("1")));
    private static final NewFile SECOND = new NewFile(
            "/landing/dt=2/b.csv", "landing/dt=2/b.csv", 90, 2_000, "def", 8, 30, List.of(Optional.empty()));

    private static FileLoad csv(List<LoadedColumn> columns, List<NewFile> landed, RowHash rowHash) {
        ColumnName id = new ColumnName("f0");
        ColumnName doc = new ColumnName("f1");
        Group files = new Group(
                Numbering.BY_PLACE,
                new CsvWriting(";", "\"", HeaderLine.PRESENT, Compression.NONE, List.of("", "n/a")),
                landed,
                List.of(id, new ColumnName("f2")),
                List.of(doc),
                List.of(
                        new StagedField(columns.get(0), Optional.of(id)),
                        new StagedField(columns.get(1), Optional.of(doc))));
        return new FileLoad(
                columns,
                List.of(files),
                List.of(),
                List.of(),
                Mode.APPEND,
                rowHash,
                Instant.parse("2026-11-02T03:00:00Z"));
    }

    private static FileLoad load(List<LoadedColumn> columns) {
        ColumnName id = new ColumnName("id");
        ColumnName doc = new ColumnName("doc");
        Group files = new Group(
                Numbering.BY_PLACE,
                new ParquetFormat(
                        List.of(
                                new ParquetField(id, "integer", Nesting.FLAT),
                                new ParquetField(doc, "json", Nesting.NESTED)),
                        List.of("n/a")),
                List.of(new NewFile("/landing/a.parquet", "landing/a.parquet", 120, 1_000, "abc", 7, 40, List.of())),
                List.of(id, doc),
                List.of(),
                List.of(
                        new StagedField(columns.get(0), Optional.of(id)),
                        new StagedField(columns.get(1), Optional.of(doc))));
        return new FileLoad(
                columns,
                List.of(files),
                List.of(),
                List.of(),
                Mode.APPEND,
                RowHash.NONE,
                Instant.parse("2026-11-02T03:00:00Z"));
    }

    private static Node.Source source() {
        SourceLocation at = new SourceLocation("models/sources.yml", 7, 11);
        return new Node.Source(
                Seeds.header(NodeId.of(NodeKind.SOURCE, "storefront", "shop", "orders"), "orders", at.file()),
                "shop",
                PlanNodes.ORDERS,
                List.of(),
                Optional.of(new Node.ExternalFiles("landing/*.parquet", "parquet", Map.of(), at)),
                Optional.empty(),
                new Conduct(Publication.TESTED, Optional.empty(), OnError.SKIP_CHILDREN, Optional.empty()));
    }
}
