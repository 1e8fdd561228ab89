package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is dropped is listed first; what is not ours, or still needed, stays. */
final class CleanTest {
    private static final String RELATIONS = "select coalesce(string_agg(table_schema || '.' || table_name, ' ' order by"
            + " table_schema, table_name), 'none') as n from information_schema.tables where table_schema like 'dev%'";

    @TempDir
    Path folder;

    private Shell shop;

    @BeforeEach
    void makeProject() {
        shop = Shell.small(folder)
                .replaced(
                        "ashlar.yml",
                        "analytics: {",
                        "adhoc: { materialized: view, reads: all, expires_after: 30 days }\n  analytics: {")
                .file("models/adhoc/big.sql", "select id from ${ref('orders')}")
                .file("models/adhoc/kept.sql", "<@config expires=\"2026-12-31\" />select id from ${ref('orders')}")
                .file("models/analytics/facts.sql", "select id from ${ref('orders')}");
    }

    private void built(String runTime) {
        assertThat(shop.run("build", "--run-time", runTime).err()).isEmpty();
    }

    @Test
    void withoutAFlagItEmptiesTheTargetFolderAlone() {
        built("2026-03-01T00:00:00Z");

        Ran ran = shop.run("clean");

        assertThat(ran.code()).isZero();
        assertThat(shop.files("target"))
                .filteredOn(file -> !file.startsWith("logs"))
                .isEmpty();
        assertThat(shop.value(RELATIONS)).contains("dev_adhoc.big", "dev_analytics.facts");
    }

    @Test
    void expiredModelsAreListedAndDroppedWhenTold() {
        built("2026-03-01T00:00:00Z");

        assertThat(cleanOn("2026-03-31", "--expired").out())
                .isEqualTo("Nothing that has expired stands to be dropped.\n");
        Ran listed = cleanOn("2026-04-01", "--expired");

        assertThat(listed.out()).isEqualTo("""
                        To be dropped:
                          view  dev_adhoc.big  expired on 2026-03-31
                        Nothing was dropped. Add --yes to drop 1 relation.
                        """);
        assertThat(listed.code()).isZero();
        assertThat(shop.value(RELATIONS)).contains("dev_adhoc.big");

        Ran dropped = cleanOn("2026-04-01", "--expired", "--yes");

        assertThat(dropped.out()).endsWith("Dropped 1 relation.\n");
        assertThat(shop.value(RELATIONS)).doesNotContain("dev_adhoc.big").contains("dev_adhoc.kept");
        assertThat(cleanOn("2026-04-01", "--expired").out()).startsWith("Nothing that has expired");
    }

    private Ran cleanOn(String day, String... flags) {
        String[] all = new String[flags.length + 2];
        all[0] = "--run-time";
        all[1] = day + "T00:00:00Z";
        System.arraycopy(flags, 0, all, 2, flags.length);
        return shop.run("clean", all);
    }

    @Test
    void aModelThatExpiresOnADayIsDroppedAfterIt() {
        built("2026-03-01T00:00:00Z");

        Ran dropped = cleanOn("2027-01-01", "--expired", "--yes");

        assertThat(dropped.out()).contains("dev_adhoc.kept  expired on 2026-12-31", "Dropped 2 relations.");
        assertThat(shop.value(RELATIONS)).doesNotContain("dev_adhoc.");
    }

    @Test
    void whatSomebodyElseMadeUnderTheNameStays() {
        shop.file(
                "macros/theirs.ftl",
                "<#macro theirs>create schema dev_adhoc; create table dev_adhoc.kept as select 1 as id</#macro>");
        assertThat(shop.run("run-operation", "theirs").err()).isEmpty();

        Ran ran = cleanOn("2027-01-01", "--expired", "--yes");

        assertThat(ran.out()).isEqualTo("""
                        Left alone:
                          table  dev_adhoc.kept  was not made by Ashlar
                        Nothing that has expired stands to be dropped.
                        """);
        assertThat(shop.value(RELATIONS)).isEqualTo("dev_adhoc.kept");
    }

    @Test
    void allThatTheTargetsRecordsKnowGoesWithItsSchemas() {
        built("2026-03-01T00:00:00Z");

        Ran listed = shop.run("clean", "--schemas");
        assertThat(listed.out())
                .contains("view  dev_staging.orders", "table  dev_analytics.facts", "schema  dev_ashlar_meta")
                .endsWith(
                        "Nothing was dropped. Add --yes to drop 4 relations, 4 schemas, the records of this target.\n");
        assertThat(shop.value(RELATIONS)).contains("dev_staging.orders");

        Ran dropped = shop.run("clean", "--schemas", "--yes");

        assertThat(dropped.err()).isEmpty();
        assertThat(dropped.code()).isZero();
        assertThat(shop.value(RELATIONS)).isEqualTo("none");
        assertThat(shop.value("select count(*) as n from duckdb_schemas() where schema_name like 'dev%'"))
                .isEqualTo("0");
        assertThat(shop.run("build").code()).isZero();
    }

    @Test
    void aSchemaWithSomethingOfOthersStays() {
        built("2026-03-01T00:00:00Z");
        shop.file("macros/theirs.ftl", "<#macro theirs>create table dev_staging.theirs as select 1 as id</#macro>");
        assertThat(shop.run("run-operation", "theirs").err()).isEmpty();

        Ran dropped = shop.run("clean", "--schemas", "--yes");

        assertThat(dropped.out()).contains("Left alone:\n  table  dev_staging.theirs  was not made by Ashlar\n");
        assertThat(shop.value(RELATIONS)).isEqualTo("dev_staging.theirs");
    }

    @Test
    void schemasThatOthersShareAreRefused() {
        Ran plain = shop.replaced("profiles.yml", "threads: 2", "threads: 2, schemas: plain")
                .run("clean", "--schemas", "--yes");
        assertThat(plain.code()).isEqualTo(2);
        assertThat(plain.err())
                .isEqualTo(
                        "error: The schemas of target 'dev' are not dropped: its schemas are plain, others use them"
                                + " too. Name the target of a build that is over, as in 'ashlar clean --schemas --target ci'.\n");
        Ran isProtected = shop.replaced("profiles.yml", "schemas: plain", "protected: true")
                .run("clean", "--schemas", "--yes");
        assertThat(isProtected.code()).isEqualTo(2);
        assertThat(isProtected.err()).contains("are not dropped: it is protected.");
    }

    @Test
    void anAnswerThatIsNotTheWordDropsNothing() {
        built("2026-03-01T00:00:00Z");

        Ran ran = shop.answering("yes\n").run("clean", "--schemas");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("Nothing was done: 'dev' was not typed.");
        assertThat(shop.value(RELATIONS)).contains("dev_staging.orders");
    }

    @Test
    void oneOfBothFlagsAtATime() {
        assertThat(shop.run("clean", "--schemas", "--expired").code()).isEqualTo(2);
    }
}
