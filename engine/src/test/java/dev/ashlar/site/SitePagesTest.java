package dev.ashlar.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.ashlar.adapter.site.SiteServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The site in a browser, opened from its folder. */
@EnabledIf("dev.ashlar.site.Chromium#isThere")
@ResourceLock("chromium")
class SitePagesTest {
    private static final List<String> PAGES = List.of(
            "#/",
            "#/band/sources",
            "#/band/layer-analytics",
            "#/node/model.shop.fact_orders",
            "#/node/model.shop.dim_customers",
            "#/node/source.shop.files.orders",
            "#/node/snapshot.shop.orders_history",
            "#/node/seed.shop.customers",
            "#/node/exposure.shop.board",
            "#/tests",
            "#/tests?test=0",
            "#/runs",
            "#/run/0",
            "#/macros",
            "#/graph");

    /** Of tests that open the site in a way of their own. */
    private static final String OWN_VISIT = "own-visit";

    private ShopSite shop;
    private Visit visit;

    @BeforeEach
    void open(TestInfo test) {
        shop = ShopSite.built();
        if (!test.getTags().contains(OWN_VISIT)) visit = Visit.of(shop.folder().resolve("index.html"));
    }

    @AfterEach
    void close() {
        if (visit != null) visit.close();
    }

    @Test
    void everyPageIsShownAndAsksForNothingOutsideItsFolder() {
        for (String page : PAGES) {
            visit.go(page);
            assertThat(visit.text("h1")).as(page).isNotBlank().isNotEqualTo("Not here");
        }
        visit.drawn(1);
        assertThat(visit.problems).isEmpty();
        assertThat(visit.requests)
                .isNotEmpty()
                .allMatch(url -> url.startsWith("file://" + shop.folder())
                        || url.startsWith("blob:")
                        || url.startsWith("data:"));
    }

    @Test
    void aNodesPageLoadsOnlyThePartThatHoldsIt() {
        visit.go("#/node/model.shop.fact_orders");
        assertThat(visit.requests.stream()
                        .filter(url -> url.contains("/data/"))
                        .map(url -> url.replaceAll(".*/data/|\\?.*", "")))
                .containsExactlyInAnyOrder("index.js", "nodes-0.js");
    }

    @Test
    void theOverviewTellsHowTheWarehouseStandsToday() {
        assertThat(visit.text(".wall")).contains("Exposures", "analytics", "staging", "Sources");
        assertThat(visit.text(".overview")).contains("1 test failed", "1 source late");
        assertThat(visit.text(".overview")).contains("fact_orders sql", "build, 20");
        assertThat(visit.text(".course:has-text('analytics')")).contains("1 failing");
    }

    @Test
    void aNodesPageTellsWhatItIsAndWhetherItCanBeTrusted() {
        visit.go("#/node/model.shop.fact_orders");
        String page = visit.text("main");
        assertThat(page).contains("One row an order.", "Finance", "finance@shop.example", "public", "dev_analytics");
        assertThat(page).contains("What was paid, with tax.", "models/analytics/fact_orders.sql");
        assertThat(visit.text("#at-lineage")).contains("stg_orders", "dim_customers", "mart_01", "and 8 more");
        assertThat(visit.text("#at-columns")).contains("gross_amount").containsIgnoringCase("bigint");
        assertThat(visit.text("#at-tests")).contains("expression is true", "warned", "2 rows");
        assertThat(visit.text("#at-sql")).contains("amounts in euros");
        visit.page.click("role=tab[name=Compiled]");
        assertThat(visit.text("#at-sql")).contains("\"stg_orders\"").doesNotContain("${ref");
    }

    @Test
    void aSourcesPageTellsItsFilesAndItsAge() {
        visit.go("#/node/source.shop.files.orders");
        assertThat(visit.text("#at-load")).contains("landing/orders.csv", "csv");
        assertThat(visit.text("#at-freshness")).contains("late", "1 day", "2026-01-02");
    }

    @Test
    void aFailedTestLeadsToItsRowsAndItsQuery() {
        visit.go("#/tests");
        assertThat(visit.text("tbody tr:first-child")).contains("accepted values email", "failed", "1");
        visit.page.click("tbody tr:first-child a");
        visit.page.waitForSelector("article.test");
        assertThat(visit.text("main")).contains("Failing rows", "ashlar show --select", "dim_customers");
    }

    @Test
    void aRunIsShownAsAWaterfall() {
        visit.go("#/run/0");
        assertThat(visit.<Integer>ask("document.querySelectorAll('.fall i').length"))
                .isGreaterThan(20);
        assertThat(visit.text(".waterfall")).contains("fact_orders", "2 results", "✕");
        assertThat(visit.<Double>ask("document.querySelector('.fall').getBoundingClientRect().width + 0.5"))
                .isGreaterThan(100);
    }

    @Test
    void aColumnLeadsByClicksToWhereItComesFrom() {
        visit.go("#/node/model.shop.fact_orders");
        assertThat(visit.text("#at-columns tr:has-text('gross_amount')")).contains("stg_orders.amount transformed");
        visit.page.click("#at-columns a:has-text('email') >> nth=0");
        visit.page.waitForSelector("article.column h1:has-text('email')");
        assertThat(visit.text("article.column"))
                .contains("Begins as customers.email", "personal data", "Where to write to.");
        visit.page.click(".step:has-text('dim_customers')");
        visit.page.waitForFunction("document.querySelector('.board').innerText.includes('fact_orders')");
        assertThat(visit.page.url()).endsWith("#/column/model.shop.dim_customers/email");
        visit.go("#/column/source.shop.files.orders/amount");
        assertThat(visit.text(".board"))
                .contains("stg_orders amount passed on", "fact_orders gross_amount transformed", "Goes into, step 2");
    }

    @Test
    void searchFindsWhatIsTypedWronglyAndGoesThereByTheKeyboard() {
        visit.page.keyboard().press("/");
        visit.page.keyboard().type("fcat ordres");
        visit.page.waitForSelector("#found a:has-text('fact_orders')");
        visit.page.keyboard().press("Enter");
        visit.page.waitForSelector("h1:has-text('fact_orders')");
        assertThat(visit.page.url()).endsWith("#/node/model.shop.fact_orders");
    }

    @Test
    void searchFindsColumnsDescriptionsAndSql() {
        Map<String, String> wanted = Map.of(
                "gross",
                "gross_amount",
                "arrive",
                "files.orders",
                "euros",
                "fact_orders",
                "in_eur",
                "in_euros",
                "thousand",
                "has_a_thousand_rows");
        visit.page.keyboard().press("Control+k");
        wanted.forEach((typed, found) -> {
            visit.page.fill("dialog input", typed);
            visit.page.waitForSelector("dialog[data-answered='" + typed + "']");
            assertThat(visit.text("#found")).as(typed).contains(found);
        });
        visit.page.fill("dialog input", "gross");
        visit.page.waitForSelector("dialog[data-answered='gross']");
        visit.page.keyboard().press("ArrowDown");
        visit.page.keyboard().press("Enter");
        visit.page.waitForSelector("tr.found:has-text('gross_amount')");
    }

    @Test
    void aUnitTestShowsWhatItGivesAndExpects() {
        visit.go("#/tests");
        visit.page.click("a:has-text('keeps_every_order')");
        visit.page.waitForSelector("article.test");
        assertThat(visit.text("article.test"))
                .contains("Given for source('files', 'orders') id customer_id amount 1 1 5", "Expected id 1");
    }

    @Test
    void namesAndDescriptionsWithMarkupAreText() {
        List<String> hostile = new ArrayList<>(PAGES);
        hostile.add("#/node/" + "model.shop.odd%3Cb%3Ename");
        hostile.add("#/graph?select=tag%3A%3Cb%3Ebold%3C%2Fb%3E");
        hostile.add("#/node/%3Cimg%20src=x%20onerror=window.hacked=1%3E");
        for (String page : hostile) {
            visit.go(page);
            assertThat(
                            visit.<Integer>ask(
                                    "document.querySelectorAll('main img, main script, main b, main i:not(.stone, .bar i, .fall i)').length"))
                    .as(page)
                    .isZero();
            assertThat(visit.<Integer>ask("document.querySelectorAll('[href^=\"javascript\" i]').length"))
                    .isZero();
        }
        visit.go("#/node/model.shop.dim_customers");
        assertThat(visit.text("main")).contains(ShopSite.MARKUP, "<b>bold</b>");
        visit.go("#/node/model.shop.odd%3Cb%3Ename");
        assertThat(visit.text("h1")).isEqualTo("odd<b>name");
        assertThat(visit.text("#at-columns")).contains("<i>column</i>");
        visit.go("#/node/exposure.shop.board");
        assertThat(visit.text("h1")).isEqualTo("<script>window.hacked = true</script>Board");
        assertThat(visit.<Object>ask("window.hacked")).isNull();
    }

    @Test
    void personalDataAndSecretsAreNowhere() throws Exception {
        assertThat(shop.read("app.js")).doesNotContain(ShopSite.SECRET);
        List<String> parts = new ArrayList<>();
        try (var files = Files.list(shop.folder().resolve("data"))) {
            for (Path file : files.toList())
                parts.add(file.getFileName().toString().replace(".js", ""));
        }
        assertThat(parts).contains("index", "nodes-0", "tests", "run-0", "search");
        for (String part : parts) {
            String text = part.equals("index")
                    ? shop.read("data/index.js")
                    : visit.ask("name => ashlar.load(name).then(JSON.stringify)", part);
            assertThat(text)
                    .as(part)
                    .doesNotContain(ShopSite.SECRET)
                    .doesNotContain(ShopSite.PERSON)
                    .doesNotContain("ann_private");
        }
        visit.go("#/node/model.shop.dim_customers");
        assertThat(visit.text("#at-columns tr:has-text('email')")).contains("personal data");
        visit.go("#/node/model.shop.fact_orders");
        assertThat(visit.text("#at-sql")).contains("key *****");
    }

    @Test
    @Tag(OWN_VISIT)
    void everyControlHasANameAndEveryTextEnoughContrast() {
        for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (Visit reader = Visit.of("file://" + shop.folder().resolve("index.html"), theme, 1280, 900)) {
                for (String page : PAGES) {
                    reader.go(page);
                    assertThat(reader.<List<Object>>ask(Accessibility.POOR_CONTRAST))
                            .as("%s %s", theme, page)
                            .isEmpty();
                    assertThat(reader.<List<Object>>ask(Accessibility.NAMELESS))
                            .as("%s %s", theme, page)
                            .isEmpty();
                }
                reader.page.keyboard().press("Control+k");
                reader.page.fill("dialog input", "orders");
                reader.page.waitForSelector("dialog[data-answered='orders']");
                assertThat(reader.<List<Object>>ask(Accessibility.POOR_CONTRAST))
                        .as("%s search", theme)
                        .isEmpty();
            }
        }
    }

    @Test
    void theThemeThatTheReaderChoseIsKept() {
        String light = visit.ask("getComputedStyle(document.body).backgroundColor");
        visit.page.click("button.theme");
        String dark = visit.ask("getComputedStyle(document.body).backgroundColor");
        assertThat(dark).isNotEqualTo(light);
        visit.open("#/tests");
        assertThat(visit.<String>ask("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(dark);
    }

    @Test
    @Tag(OWN_VISIT)
    void oneFileHoldsTheWholeSite() {
        try (Visit reader = Visit.of(shop.singleFile())) {
            for (String page : PAGES) {
                reader.go(page);
                assertThat(reader.text("h1")).as(page).isNotBlank().isNotEqualTo("Not here");
            }
            reader.drawn(1);
            reader.page.keyboard().press("Control+k");
            reader.page.fill("dialog input", "gross");
            reader.page.waitForSelector("#found a:has-text('gross_amount')");
            assertThat(reader.problems).isEmpty();
            assertThat(reader.requests)
                    .allMatch(url -> url.equals("file://" + shop.singleFile())
                            || url.startsWith("file://" + shop.singleFile() + "#")
                            || url.startsWith("blob:")
                            || url.startsWith("data:"));
        }
    }

    @Test
    @Tag(OWN_VISIT)
    void worksBelowAPathOfAServer(@TempDir Path root) throws Exception {
        copy(shop.folder(), root.resolve("docs"));
        Files.writeString(root.resolve("index.html"), "elsewhere");
        try (SiteServer server = SiteServer.start(root, 0);
                Visit reader = Visit.of(server.address() + "docs/index.html")) {
            reader.go("#/node/model.shop.fact_orders").go("#/graph").drawn(1);
            assertThat(reader.problems).isEmpty();
            assertThat(reader.requests)
                    .allMatch(url -> url.startsWith(server.address() + "docs/")
                            || url.startsWith("blob:")
                            || url.startsWith("data:"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList())
                Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
    }

    @Test
    @Tag(OWN_VISIT)
    void aNarrowScreenHidesNothingBesideThePage() {
        try (Visit reader = Visit.of("file://" + shop.folder().resolve("index.html"), ColorScheme.LIGHT, 380, 800)) {
            for (String page : PAGES) {
                reader.go(page);
                assertThat(reader.<Integer>ask("document.documentElement.scrollWidth - innerWidth"))
                        .as(page)
                        .isLessThanOrEqualTo(0);
            }
            reader.page.click("button.menu");
            reader.page.click("#nav a:has-text('Tests')");
            reader.page.waitForSelector("h1:has-text('Tests')");
        }
    }
}
