package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model in several versions, as https://docs.getdbt.com/docs/mesh/govern/model-versions describes them. */
class VersionsTest {
    private static final String PROPERTIES = "models/analytics/dim.yml";

    @TempDir
    Path folder;

    private Shell shop;

    @BeforeEach
    void project() {
        shop = Shell.small(folder)
                .file("models/analytics/dim_v1.sql", "select id, 'one' as made, 1 as old_one from ${ref('orders')}")
                .file("models/analytics/dim_now.sql", "select id, 'two' as made from ${ref('orders')}")
                .file("models/analytics/dim_v3.sql", "select id, 'three' as made, 3 as extra from ${ref('orders')}")
                .file("models/analytics/reader.sql", "select * from ${ref('dim')}")
                .file("models/analytics/pinned.sql", "select * from ${ref('dim', {'v': 1})}")
                .file(PROPERTIES, """
                        models:
                          - name: dim
                            latest_version: 2
                            config: { contract: { enforced: true } }
                            columns:
                              - { name: id, data_type: integer, data_tests: [unique] }
                              - { name: made, data_type: varchar }
                            versions:
                              - v: 1
                                deprecation_date: 2020-01-31
                                columns:
                                  - include: all
                                  - { name: old_one, data_type: integer }
                              - v: 2
                                defined_in: dim_now
                                config: { alias: dim }
                              - v: 3
                                columns: [{ name: extra, data_type: integer }]
                        """);
    }

    private List<String> selected(String selector) {
        Ran ran = shop.run("ls", "--select", selector, "--resource-type", "model", "--output", "selector");
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran.outLines();
    }

    @Test
    void eachVersionIsARelationAndARefMeansTheLatest() {
        Ran ran = shop.run("build");
        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        assertThat(ran.out()).contains("dev_analytics.dim_v1", "dev_analytics.dim ", "dev_analytics.dim_v3");
        assertThat(shop.value("select made from ${ref('reader')}")).isEqualTo("two");
        assertThat(shop.value("select made from ${ref('pinned')}")).isEqualTo("one");
        assertThat(shop.value("select made from ${ref('dim', {'version': 3})}")).isEqualTo("three");
        assertThat(shop.value("select made from ${ref('shop', 'dim', {'version': '3'})}"))
                .isEqualTo("three");
        assertThat(shop.value("select made from dev_analytics.dim_v3")).isEqualTo("three");
    }

    @Test
    void oldVersionsAndThoseWhoReadThemAreWarnedOf() {
        Ran ran = shop.run("parse");
        assertThat(ran.code()).isZero();
        assertThat(ran.out() + ran.err())
                .contains(
                        "models/analytics/dim_v1.sql:1:1 The deprecation date of model 'dim' (version 1) has passed: it was"
                                + " 2020-01-31. Disable it, or take it away.")
                .contains(
                        "models/analytics/pinned.sql:1:1 model 'pinned' reads model 'dim' (version 1), which was deprecated"
                                + " on 2020-01-31. Read its latest version, ref('dim').")
                .doesNotContain("'reader' reads");
        shop.replaced(PROPERTIES, "2020-01-31", "2999-12-31 23:00:00+01:00");
        assertThat(shop.run("parse").err())
                .contains("which is to be deprecated on 2999-12-31.")
                .doesNotContain("has passed");
    }

    @Test
    void selectorsTellVersionsApart() {
        assertThat(selected("dim")).hasSize(3);
        assertThat(selected("dim.v2")).singleElement().asString().endsWith("dim.v2");
        assertThat(selected("dim_v1")).singleElement().asString().endsWith("dim.v1");
        assertThat(selected("version:latest")).singleElement().asString().endsWith("dim.v2");
        assertThat(selected("version:old")).singleElement().asString().endsWith("dim.v1");
        assertThat(selected("version:prerelease")).singleElement().asString().endsWith("dim.v3");
        assertThat(selected("version:none")).hasSize(3);
        assertThat(selected("dim.v1+")).hasSize(2);
    }

    @Test
    void withoutLatestVersionTheHighestIsTheLatest() {
        shop.replaced(PROPERTIES, "    latest_version: 2\n", "");
        assertThat(selected("version:latest")).singleElement().asString().endsWith("dim.v3");
        assertThat(selected("version:prerelease")).isEmpty();
    }

    @Test
    void theManifestHoldsVersionsAsDbtWritesThem() throws IOException {
        assertThat(shop.run("parse").code()).isZero();
        String manifest =
                Files.readString(folder.resolve("target/manifest.json")).replaceAll("\\s+", "");
        assertThat(manifest)
                .contains("\"model.shop.dim.v1\":{", "\"model.shop.dim.v2\":{", "\"model.shop.dim.v3\":{")
                .contains("\"version\":1,\"latest_version\":2,\"deprecation_date\":\"2020-01-31T00:00:00Z\"")
                .contains("\"version\":3,\"latest_version\":2,\"deprecation_date\":null")
                .contains("\"version\":null,\"latest_version\":null");
    }

    @Test
    void testsAndContractsAreThoseOfTheVersion() {
        assertThat(shop.run("ls", "--resource-type", "test", "--output", "name").outLines())
                .hasSize(3)
                .allMatch(name -> name.matches("unique_dim_v[123]_id"));
        shop.replaced(PROPERTIES, "{ name: extra, data_type: integer }", "{ name: other, data_type: integer }");
        assertThat(shop.run("build", "--select", "orders dim").out())
                .contains(
                        "model 'dim' breaks its contract: column 'other' is missing; column 'extra' is not declared.");
    }

    @Test
    void aUnitTestIsOfEveryVersionOrOfThoseItNames() {
        shop.file("models/analytics/units.yml", """
                unit_tests:
                  - name: keeps_ids
                    model: dim
                    versions: { exclude: [3] }
                    given:
                      - { input: ref('orders'), rows: [{ id: 7 }] }
                    expect: { rows: [{ id: 7 }] }
                """);
        Ran built = shop.run("build", "--select", "orders+");
        assertThat(built.code()).as(built.err()).isZero();
        Ran ran = shop.run("test", "--select", "test_type:unit");
        assertThat(ran.out()).as(ran.err()).contains("Done").contains("2 passed");
        shop.replaced("models/analytics/units.yml", "    versions: { exclude: [3] }\n", "");
        assertThat(shop.run("test", "--select", "test_type:unit").out()).contains("3 passed");
        assertThat(shop.run("test", "--select", "dim.v2,test_type:unit").out()).contains("1 passed");

        shop.replaced(
                "models/analytics/units.yml", "    model: dim\n", "    model: dim\n    versions: { include: [4] }\n");
        assertThat(shop.run("parse").err())
                .contains(
                        "models/analytics/units.yml:4:15 Unit test 'keeps_ids' names version 4 of model 'dim', which there"
                                + " is not. Its versions are 1, 2, 3.");
    }

    @Test
    void mistakesAreToldWithTheirRemedies() {
        shop.file("models/analytics/a.sql", "select * from ${ref('dim', {'version': 9})}")
                .file("models/analytics/b.sql", "select * from ${ref('dim_v3')}")
                .file("models/analytics/dim.sql", "select 1 as id");
        shop.replaced(PROPERTIES, "      - v: 3\n", "      - v: 4\n      - v: 3\n");
        Ran ran = shop.run("parse");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains(
                        "models/analytics/a.sql:1:17 Cannot resolve version '9' of ref('dim'). Its versions are 1, 2, 3.")
                .contains(
                        "models/analytics/b.sql:1:17 Cannot resolve ref('dim_v3'): a version is no name of its own. Write"
                                + " ref('dim', {'version': '3'}).")
                .contains("models/analytics/dim.sql Model 'dim' has versions, and this file is none of them. Name it in"
                        + " 'defined_in' of the version it holds.")
                .contains(
                        "Version 4 of model 'dim' has no file 'dim_v4.sql'. Add it, or name its file with 'defined_in'.");
    }

    @Test
    void aDateThatIsNoneAndALatestThatIsNoneAreTold() {
        shop.replaced(PROPERTIES, "2020-01-31", "soon");
        assertThat(shop.run("parse").err())
                .contains(
                        "'deprecation_date' of model 'dim' (version 1) must be a date, but it is 'soon'. Write for example"
                                + " 2026-12-31, or 2026-12-31T18:00:00+01:00.");
        shop.replaced(PROPERTIES, "soon", "2020-01-31");
        shop.replaced(PROPERTIES, "latest_version: 2", "latest_version: 5");
        assertThat(shop.run("parse").err())
                .contains(
                        "'latest_version' of model 'dim' is 5, which is none of its versions. Its versions are 1, 2, 3.");
    }
}
