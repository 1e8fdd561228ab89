package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Before a run on a target that is not simply the developer's own, its place and its schemas are said. */
final class WritesToTest {
    @TempDir
    Path folder;

    private Shell shop;
    private String lines;

    @BeforeEach
    void makeProject() {
        shop = Shell.small(folder)
                .file("profiles.yml", """
                        shop:
                          target: dev
                          outputs:
                            dev: { type: duckdb, path: dev.duckdb, schema: dev }
                            prod: { type: duckdb, path: prod.duckdb, schema: analytics, schemas: plain, settings: { secret_directory: hidden-place } }
                            kept: { type: duckdb, path: dev.duckdb, schema: dev, protected: true }
                        """)
                .file("models/analytics/facts.sql", "select id from ${ref('orders')}")
                .file("seeds/countries.csv", "code\nde\n")
                .file("tests/good.sql", "select id from ${ref('facts')} where id is null");
        lines = "Writes to target 'prod' (duckdb): " + folder.resolve("prod.duckdb") + ".\n  Schemas: ";
    }

    @Test
    void theProfilesOwnTargetGoesWithoutSaying() {
        assertThat(shop.run("build").err()).isEmpty();
    }

    @Test
    void aTargetThatIsNamedIsSaid() {
        assertThat(shop.run("build", "--target", "prod").err())
                .isEqualTo(lines + "analytics, ashlar_meta, seeds, staging.\n");
        assertThat(shop.with("ASHLAR_TARGET", "prod").run("build").err()).startsWith(lines);
    }

    @Test
    void onlyTheSchemasOfWhatIsBuiltAreNamed() {
        assertThat(shop.run("seed", "--target", "prod").err()).isEqualTo(lines + "ashlar_meta, seeds.\n");
        assertThat(shop.run("build", "--target", "prod", "--select", "orders").err())
                .isEqualTo(lines + "ashlar_meta, staging.\n");
        assertThat(shop.run("run", "--target", "prod", "--store-failures").err())
                .isEqualTo(lines + "analytics, ashlar_meta, staging.\n");
        assertThat(shop.run("test", "--target", "prod").err()).isEqualTo(lines + "ashlar_meta.\n");
        assertThat(shop.run("test", "--target", "prod", "--store-failures").err())
                .isEqualTo(lines + "analytics_failures, ashlar_meta.\n");
    }

    @Test
    void aProtectedTargetIsSaidEvenAsTheProfilesOwn() {
        shop.replaced("profiles.yml", "target: dev", "target: kept");

        assertThat(shop.run("run").err())
                .isEqualTo("Writes to target 'kept' (duckdb, protected): " + folder.resolve("dev.duckdb")
                        + ".\n  Schemas: dev_analytics, dev_ashlar_meta, dev_staging.\n");
    }

    @Test
    void whatAMacroSendsIsNotKnown() {
        shop.file("macros/ops.ftl", "<#macro touch>create or replace table t as select 1 as a</#macro>");

        assertThat(shop.run("run-operation touch", "--target", "prod").err())
                .isEqualTo("Writes to target 'prod' (duckdb): " + folder.resolve("prod.duckdb") + ".\n");
    }

    @Test
    void whatWritesNothingSaysNothing() {
        for (String looks : new String[] {"ls", "build --dry-run", "compile", "build --quiet"}) {
            assertThat(shop.run(looks, "--target", "prod").err()).as(looks).isEmpty();
        }
    }

    @Test
    void aJsonLogAlwaysHasItAsItsFirstEvent() throws IOException {
        JsonNode named = first(shop.run("build", "--target", "prod", "--log-format", "json"));
        assertThat(named.get("event").asText()).isEqualTo("writes_to");
        assertThat(named.get("target").asText()).isEqualTo("prod");
        assertThat(named.get("engine").asText()).isEqualTo("duckdb");
        assertThat(named.get("address").asText())
                .isEqualTo(folder.resolve("prod.duckdb").toString());
        assertThat(named.get("protected").asBoolean()).isFalse();
        assertThat(named.get("schemas"))
                .extracting(JsonNode::asText)
                .containsExactly("analytics", "ashlar_meta", "seeds", "staging");

        assertThat(first(shop.run("seed", "--log-format", "json")).get("schemas"))
                .extracting(JsonNode::asText)
                .containsExactly("dev_ashlar_meta", "dev_seeds");
    }

    private static JsonNode first(Shell.Ran ran) throws IOException {
        assertThat(ran.err()).isEmpty();
        return new ObjectMapper().readTree(ran.outLines().get(0));
    }

    @Test
    void theLogFileHasItToo() {
        shop.run("run");

        List<String> logs = shop.files("target/logs");
        assertThat(shop.read("target/logs/" + logs.get(0)))
                .contains("Writes to target 'dev' (duckdb): " + folder.resolve("dev.duckdb") + ".")
                .contains("Schemas: dev_analytics, dev_ashlar_meta, dev_staging.");
    }
}
