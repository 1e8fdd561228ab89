package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches of event time as the user asks for them and sees them. */
final class MicrobatchTest {
    @TempDir
    Path folder;

    private Shell shop;

    @BeforeEach
    void makeProject() {
        shop = Shell.in(folder)
                .file(
                        "ashlar.yml",
                        "name: shop\nversion: '1.0'\nprofile: shop\nlayers: { analytics: { materialized: table } }\n")
                .file(
                        "profiles.yml",
                        "shop: { target: dev, outputs: { dev: { type: duckdb, path: w.duckdb, schema: dev },"
                                + " prod: { type: duckdb, path: p.duckdb, schema: prod, protected: true } } }\n")
                .file("seeds/events.csv", """
                        id,seen,country,cents
                        1,2026-03-01 08:00:00,1,100
                        2,2026-03-02 08:00:00,1,200
                        3,2026-03-02 09:00:00,2,x
                        4,2026-03-03 08:00:00,1,400
                        """)
                .file("seeds/countries.csv", "id,seen\n1,2020-01-01 00:00:00\n2,2020-01-01 00:00:00\n")
                .file(
                        "seeds/seeds.yml",
                        "seeds: [{ name: events, config: { event_time: seen, column_types: { cents: varchar } } },"
                                + " { name: countries, config: { event_time: seen } }]\n")
                .file("models/analytics/f.sql", """
                        <@config materialized="incremental" incremental_strategy="microbatch" event_time="seen"
                            batch_size="day" begin="2026-03-01" />
                        select events.id, events.seen, cast(cents as integer) as cents,
                            '${(model.batch.id)!"none"} from ${(model.batch.event_time_start)!}' as batch
                        from ${ref("events")}
                        join ${ref("countries").render()} on countries.id = events.country
                        """);
    }

    private Ran build(String... arguments) {
        return shop.run("build", arguments);
    }

    @Test
    void aRetryDoesTheBatchesThatTheLedgerLacksAndNoOthers() throws IOException {
        assertThat(build("--run-time", "2026-03-01T12:00:00Z").code()).isZero();
        Ran failed = build("--event-time-start", "2026-03-01", "--event-time-end", "2026-03-04");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out())
                .contains("  1/3  ok       batch        f 2026-03-01")
                .contains("  2/3  ERROR    batch        f 2026-03-02")
                .contains("  3/3  ok       batch        f 2026-03-03")
                .contains("PARTLY   incremental  dev_analytics.f")
                .contains(
                        "  models/analytics/f.sql:1:1 Model 'f': 1 of 3 batches failed (2026-03-02 to 2026-03-03). The others"
                                + " are published; 'ashlar retry' does these again.")
                .contains("  compiled SQL: target/compiled/shop/models/analytics/f/f_20260302.sql")
                .contains("2 ok, 1 partly done.");
        assertThat(Files.readString(folder.resolve("target/run_results.json")))
                .contains("\"partial success\"")
                .containsPattern(
                        "\"batch_results\":\\s*\\{\\s*\"successful\":\\s*\\[\\s*\\[\\s*\"2026-03-01T00:00:00Z\"");
        assertThat(shop.value("select count(*) from ${ref('f')}")).isEqualTo("2");

        shop.replaced("seeds/events.csv", ",x", ",300");
        assertThat(shop.run("seed").code()).isZero();
        Ran again = shop.run("retry", "--invocation", invocation(failed));
        assertThat(again.out())
                .contains("1/1  ok       incremental  dev_analytics.f")
                .doesNotContain("batch        f");
        assertThat(again.code()).isZero();
        assertThat(shop.value("select sum(cents) from ${ref('f')}")).isEqualTo("1000");
        assertThat(shop.value("select min(batch) from ${ref('f')}")).isEqualTo("20260301 from 2026-03-01 00:00:00");
    }

    @Test
    void aRetryGoesOnWithAFirstBuildThatLacksABatch() throws IOException {
        Ran failed = build("--run-time", "2026-03-03T12:00:00Z");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out())
                .contains("  1/3  ok       batch        f 2026-03-01")
                .contains("  2/3  ERROR    batch        f 2026-03-02")
                .contains("  3/3  ok       batch        f 2026-03-03")
                .contains(
                        "  models/analytics/f.sql:1:1 Model 'f': 1 of 3 batches failed (2026-03-02 to 2026-03-03). The table is not"
                                + " published; 'ashlar retry' goes on with the batches that are done.");

        shop.replaced("seeds/events.csv", ",x", ",300");
        assertThat(shop.run("seed").code()).isZero();
        Ran again = shop.run("retry", "--invocation", invocation(failed));
        assertThat(again.out())
                .contains("1/1  ok       incremental  dev_analytics.f")
                .doesNotContain("batch        f");
        assertThat(again.code()).isZero();
        assertThat(shop.value("select sum(cents) from ${ref('f')}")).isEqualTo("1000");
        assertThat(shop.value("select count(*) from information_schema.tables where table_name = 'f__new'"))
                .isEqualTo("0");
    }

    private void model(String config, String columns) throws IOException {
        Files.writeString(folder.resolve("seeds/events.csv"), """
                id,seen,country,cents
                1,2026-03-01 08:00:00,1,1
                2,2026-03-02 08:00:00,1,1
                3,2026-03-03 08:00:00,1,1
                4,2026-03-04 08:00:00,1,1
                5,2026-03-05 08:00:00,1,1
                6,2026-03-06 08:00:00,1,1
                7,2026-03-07 08:00:00,1,1
                """);
        Files.writeString(folder.resolve("models/analytics/f.sql"), """
                <@config materialized="incremental" incremental_strategy="microbatch" event_time="seen"
                    batch_size="day" begin="2026-03-01" lookback=0 %s />
                select events.id, events.seen, %s
                from ${ref("events")}
                """.formatted(config, columns));
    }

    private void days() {
        assertThat(build("--run-time", "2026-03-01T12:00:00Z", "--threads", "4").code())
                .isZero();
        Ran all = build("--run-time", "2026-03-07T12:00:00Z", "--threads", "4");
        assertThat(all.err() + all.out()).contains("7/7  ok       batch        f 2026-03-07");
        assertThat(all.code()).isZero();
    }

    /** What one of them adds to the table is there for the next. */
    @Test
    void aBatchThatBringsAnotherColumnIsDoneWhenNoOtherIsAtWork() throws IOException {
        model("on_schema_change=\"append_new_columns\"", """
                1 as one<#if ((model.batch.id)!"") == "20260303">, 3 as three</#if>""");
        days();
        assertThat(shop.value("select string_agg(id || ':' || coalesce(three, 0), ' ' order by id) from ${ref('f')}"))
                .isEqualTo("1:0 2:0 3:3 4:0 5:0 6:0 7:0");
    }

    @Test
    void aModelWhoseMacroReadsItsOwnTableDoesItsBatchesOneByOne() throws IOException {
        Files.createDirectories(folder.resolve("macros"));
        Files.writeString(
                folder.resolve("macros/before.ftl"),
                "<#macro rows_before><#if is_incremental()>(select count(*) from ${this})<#else>0</#if></#macro>");
        model("", "<@rows_before /> as before");
        days();
        assertThat(shop.value("select string_agg(id || ':' || before, ' ' order by id) from ${ref('f')}"))
                .isEqualTo("1:1 2:1 3:2 4:3 5:4 6:5 7:6");
    }

    @Test
    void aModelMaySayThatItsBatchesAreDoneOneByOne() throws IOException {
        model("concurrent_batches=false", "1 as one");
        days();
        assertThat(shop.value("select count(distinct id) from ${ref('f')}")).isEqualTo("7");
    }

    /** The run that failed, by its log: the last one is that of the seeds. */
    private String invocation(Ran failed) throws IOException {
        assertThat(failed.out()).contains("-build-");
        try (var runs = Files.list(folder.resolve("target/logs"))) {
            Path log = runs.filter(
                            file -> failed.out().contains(file.getFileName().toString()))
                    .findFirst()
                    .orElseThrow();
            String name = log.getFileName().toString();
            String start = name.substring(name.lastIndexOf('-') + 1, name.indexOf(".log"));
            return shop.value(
                    "select invocation_id from dev_ashlar_meta.invocations where invocation_id like '" + start + "%'");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--event-time-start 1-3-2026 | --event-time-start cannot be '1-3-2026'. Write 2026-10-01, 2026-10-01 02:00:00 or"
                        + " 2026-10-01T02:00:00Z.",
                "--event-time-start 2026-03-02 --event-time-end 2026-03-02 | --event-time-start 2026-03-02 is not before"
                        + " --event-time-end 2026-03-02.",
                "--full-refresh --event-time-end 2026-03-02 | --full-refresh with --event-time-end would leave only a part of"
                        + " the history in the table. Leave --full-refresh out to replace these batches, or the times to build"
                        + " all of them.",
                "--sample week | --sample cannot be 'week'. Write '3 days' (or hours, weeks, months, years), or {start:"
                        + " 2026-10-01, end: 2026-10-08}.",
                "--sample {} | --sample cannot be '{}'. Write '3 days' (or hours, weeks, months, years), or {start: 2026-10-01,"
                        + " end: 2026-10-08}.",
                "--sample {} --empty | --sample and --empty exclude each other. Leave one of them out.",
                "--sample {} --event-time-end 2026-03-02 | --sample says itself which time is read. Leave --event-time-start and"
                        + " --event-time-end out.",
                "--empty --target prod | Target 'prod' is protected: --empty would put a part of the rows in the place of all."
                        + " Use another target."
            })
    void whatCannotBeAskedForIsRefusedBeforeAnythingIsDone(String flags, String message) {
        Ran ran = build(flags.split(" "));
        assertThat(ran.err()).endsWith("error: " + message + "\n");
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(2);
        assertThat(folder.resolve("w.duckdb")).doesNotExist();
    }

    @Test
    void aDryRunShowsTheFirstBatchAndNamesTheOthers() {
        Ran ran = build(
                "--dry-run",
                "--assume",
                "existing",
                "--event-time-start",
                "2026-03-01",
                "--event-time-end",
                "2026-03-04",
                "--select",
                "f");
        assertThat(ran.err()).contains("Build what it reads first, or describe every column with its data_type.");

        shop.replaced("seeds/events.csv", ",x", ",300");
        assertThat(build("--run-time", "2026-03-02").code()).isZero();
        ran = build("--dry-run", "--select", "f", "--run-time", "2026-03-04");
        assertThat(ran.out())
                .contains("-- batch 20260301, 1 of 3")
                .contains(
                        "where \"seen\" >= timestamp '2026-03-01 00:00:00' and \"seen\" < timestamp '2026-03-02 00:00:00'")
                .contains("join \"dev_seeds\".\"countries\" on")
                .contains("-- and so on for 2026-03-02 to 2026-03-04");
        assertThat(ran.code()).isZero();
    }
}
