package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs generate} and {@code docs serve}: what they write, and what they refuse. */
class DocsCommandTest {
    @TempDir
    Path folder;

    private Shell shop;

    @BeforeEach
    void project() {
        shop = Shell.small(folder.resolve("shop"));
    }

    @Test
    void generateNeedsNoWarehouseAndMakesNone() {
        Ran ran = shop.run("docs generate");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("Wrote the docs of 1 node to", "docs/index.html", "--with-catalog asks the warehouse");
        assertThat(shop.has(".ashlar/dev.duckdb")).isFalse();
        assertThat(shop.files("target/docs"))
                .contains("index.html", "app.js", "app.css", "data/index.js", "data/nodes-0.js");
        assertThat(shop.read("target/docs/index.html"))
                .doesNotContain("http://")
                .doesNotContain("https://");
    }

    @Test
    void typesOfColumnsComeFromTheWarehouseOnceTheProjectHasBeenRun() {
        assertThat(shop.run("build").code()).isZero();
        assertThat(shop.run("docs generate").out()).doesNotContain("--with-catalog");
        assertThat(shop.read("target/docs/data/index.js"))
                .contains("\"catalog\":true")
                .contains("\"columns\":[1]");
        assertThat(shop.read("target/catalog.json")).contains("\"model.shop.orders\"", "\"type\":\"INTEGER\"");
        assertThat(shop.run("docs generate", "--no-catalog").code()).isZero();
        assertThat(shop.read("target/docs/data/index.js")).doesNotContain("\"catalog\"");
        assertThat(shop.read("target/catalog.json")).contains("\"nodes\":{}");
    }

    @Test
    void theCatalogThatIsDemandedAndCannotBeHadIsAnError() {
        shop.file("profiles.yml", """
                shop:
                  target: dev
                  outputs:
                    dev: { type: postgres, host: localhost, port: 1, user: nobody, database: none, schema: dev }
                """);
        Ran demanded = shop.run("docs generate", "--with-catalog");
        assertThat(demanded.code()).isEqualTo(2);
        assertThat(demanded.err()).contains("localhost");
        assertThat(shop.run("docs generate").code()).isZero();
    }

    @Test
    void saysWhatHasChangedSinceTheDocsBefore() {
        shop.run("docs generate");
        shop.file("models/staging/orders.sql", "select 2 as id\n").file("models/staging/items.sql", "select 1 as id\n");
        shop.run("docs generate");
        String changed =
                "[{\"id\":\"model.shop.items\",\"what\":\"added\",\"node\":0},{\"id\":\"model.shop.orders\",\"what\":\"sql\",\"node\":1}]";
        assertThat(shop.read("target/docs/data/index.js")).contains(changed);
        shop.run("docs generate"); // nothing new: what changed last is still told
        assertThat(shop.read("target/docs/data/index.js")).contains(changed);
        shop.without("models/staging/items.sql").run("docs generate");
        assertThat(shop.read("target/docs/data/index.js"))
                .contains("[{\"id\":\"model.shop.items\",\"what\":\"removed\"}]");
    }

    @Test
    void whatAsksTheWarehouseIsNamedUntilARunHasCompiledIt() {
        shop.file("models/staging/asks.sql", "<#assign n = run_query('select 1 as one')>select ${n?size} as id\n");
        Ran first = shop.run("docs generate");
        assertThat(first.out()).as(first.err()).contains("Without compiled SQL", "asks");
        assertThat(shop.run("build").code()).isZero();
        assertThat(shop.run("docs generate").out()).doesNotContain("Without compiled SQL");
    }

    @Test
    void aFolderThatHoldsOtherFilesIsLeftAlone() {
        shop.file("site/letter.txt", "dear");
        Ran ran = shop.run(
                "docs generate", "--output", shop.project().resolve("site").toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains("Cannot write the docs to", "holds files that are not of a docs site", "--output");
        assertThat(shop.read("site/letter.txt")).isEqualTo("dear");
    }

    @Test
    void theWholeSiteFitsInOneFile() {
        Ran ran = shop.run(
                "docs generate",
                "--single-file",
                "--output",
                shop.project().resolve("one").toString());
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(shop.files("one")).containsExactly(".ashlar-docs", "index.html");
    }

    @Test
    void flagsThatContradictEachOtherAreRefused() {
        Ran ran = shop.run("docs generate", "--with-catalog", "--no-catalog");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("--with-catalog", "catalog are mutually exclusive");
        Ran none = shop.type("docs");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("Write 'ashlar docs generate' or 'ashlar docs serve'.");
    }

    @Test
    void serveTellsWhatItLacks() throws Exception {
        Ran none = shop.run("docs serve");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("Cannot serve the docs: none stand in", "ashlar docs generate");
        shop.run("docs generate");
        assertThat(shop.run("docs serve", "--port", "70000").err()).contains("--port 70000 is no port", "65535");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ran ran = shop.run("docs serve", "--port", String.valueOf(taken.getLocalPort()));
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err()).contains("Cannot serve the docs on port " + taken.getLocalPort(), "--port 0");
        }
    }
}
