package dev.ashlar.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The lineage graph in a browser. */
@EnabledIf("dev.ashlar.site.Chromium#isThere")
@ResourceLock("chromium")
class SiteGraphTest {
    private static final String FOCUS = "#/graph?focus=model.shop.fact_orders&up=1&down=1";

    private Visit visit;

    @BeforeEach
    void open() {
        visit = Visit.of(ShopSite.built().folder().resolve("index.html"));
    }

    @AfterEach
    void close() {
        assertThat(visit.problems).isEmpty();
        visit.close();
    }

    private double view(String what) {
        return Double.parseDouble(String.valueOf(visit.<Object>ask("ashlar.graph.current.view." + what)));
    }

    @Test
    void layersAreColumnsFromLeftToRight() {
        visit.go("#/graph").drawn(1);
        List<String> order = visit.ask("ashlar.graph.current.scene().bands.map(b => ashlar.index.bands[b.band].label)");
        assertThat(order).containsExactly("Sources", "Seeds", "staging", "Snapshots", "analytics", "Exposures");
        boolean forward = visit.ask("""
                (() => {
                  const s = ashlar.graph.current.scene();
                  return s.from.every((a, e) => s.x[a] < s.x[s.to[e]]);
                })()""");
        assertThat(forward).isTrue();
        boolean apart = visit.ask("""
                (() => {
                  const s = ashlar.graph.current.scene();
                  for (let a = 0; a < s.count; a++) for (let b = 0; b < a; b++) {
                    if (Math.abs(s.x[a] - s.x[b]) < s.width && Math.abs(s.y[a] - s.y[b]) < s.height) return false;
                  }
                  return true;
                })()""");
        assertThat(apart).isTrue();
    }

    @Test
    void aFocusShowsItsNeighboursAndFoldsAHub() {
        visit.open(FOCUS).drawn(1);
        assertThat(visit.text(".graph-list"))
                .contains("9 nodes", "stg_orders", "dim_customers", "mart_01")
                .doesNotContain("files.orders", "mart_20");
        assertThat(visit.text(".graph-page > .note")).contains("hubs are folded");
        visit.ask("ashlar.graph.current.choose(ashlar.graph.current.scene().count - 1)");
        assertThat(visit.text(".graph-facts")).contains("and 15 more");
        visit.page.click(".graph-facts button");
        visit.drawn(2);
        assertThat(visit.text(".graph-list")).contains("24 nodes", "mart_20");
        visit.page.fill("input[aria-label='Steps up']", "2");
        visit.drawn(3);
        assertThat(visit.text(".graph-list")).contains("files.orders", "customers");
        assertThat(visit.page.url()).contains("up=2");
    }

    @Test
    void keysWalkFromNodeToNodeAndOpenOne() {
        visit.open(FOCUS).drawn(1);
        visit.page.focus("canvas");
        assertThat(visit.text(".graph-facts h2")).isEqualTo("fact_orders");
        visit.page.keyboard().press("ArrowLeft");
        String parent = visit.text(".graph-facts h2");
        assertThat(parent).isIn("stg_orders", "dim_customers");
        visit.page.keyboard().press("ArrowRight");
        assertThat(visit.text(".graph-facts h2")).isEqualTo("fact_orders");
        double before = view("scale");
        visit.page.keyboard().press("+");
        assertThat(view("scale")).isGreaterThan(before);
        visit.page.keyboard().press("0");
        visit.page.keyboard().press("Enter");
        visit.page.waitForSelector("article.node h1:has-text('fact_orders')");
    }

    @Test
    void theWheelZoomsAndTheHandMoves() {
        visit.go("#/graph").drawn(1);
        double scale = view("scale");
        visit.page.mouse().move(600, 500);
        visit.page.mouse().wheel(0, -300);
        visit.page.waitForFunction("scale => ashlar.graph.current.view.scale > scale", scale);
        double x = view("x");
        visit.page.mouse().down();
        visit.page.mouse().move(700, 520);
        visit.page.mouse().up();
        assertThat(view("x")).isBetween(x + 99, x + 101);
    }

    @Test
    void aClickChoosesWhatStandsThere() {
        visit.open(FOCUS).drawn(1);
        Map<String, Object> at = visit.ask("""
                (() => {
                  const { view, canvas } = ashlar.graph.current;
                  const s = ashlar.graph.current.scene();
                  const k = s.label.indexOf("dim_customers");
                  const box = canvas.getBoundingClientRect();
                  return { x: box.left + (s.x[k] + 20) * view.scale + view.x, y: box.top + (s.y[k] + 10) * view.scale + view.y };
                })()""");
        visit.page
                .mouse()
                .click(
                        Double.parseDouble(at.get("x").toString()),
                        Double.parseDouble(at.get("y").toString()));
        assertThat(visit.text(".graph-facts h2")).isEqualTo("dim_customers");
    }

    @Test
    void anAddressKeepsSelectorAndColour() {
        visit.open("#/graph?select=tag%3Adaily&color=status").drawn(1);
        assertThat(visit.text(".graph-list")).contains("2 nodes", "dim_customers", "fact_orders warned");
        assertThat(visit.text(".legend")).contains("warned");
        visit.page.selectOption("select", "duration");
        assertThat(visit.page.url()).contains("color=duration").contains("select=tag%3Adaily");
        assertThat(visit.text(".legend")).contains(" s");
    }

    @Test
    void aSelectorThatCannotBeReadIsExplained() {
        visit.go("#/graph").drawn(1);
        visit.page.fill("input.selector", "tga:daily");
        visit.page.keyboard().press("Enter");
        visit.page.waitForSelector(".note.problem");
        assertThat(visit.text(".note.problem")).contains("tga:daily", "there is no method 'tga'");
        visit.page.fill("input.selector", "nothing_like_this");
        visit.page.keyboard().press("Enter");
        visit.page.waitForFunction(
                "document.querySelector('.graph-page > .note').textContent.includes('matches nothing')");
    }

    @Test
    void theDrawingIsSavedAsSvgWithNamesAsText() throws Exception {
        visit.go("#/graph").drawn(1);
        Download saved = visit.page.waitForDownload(() -> visit.page.click("text=Save as SVG"));
        assertThat(saved.suggestedFilename()).isEqualTo("shop-lineage.svg");
        String svg = Files.readString(saved.path());
        assertThat(svg)
                .startsWith("<svg")
                .contains("fact_orders", "odd&lt;b&gt;name", "Sources")
                .doesNotContain("<script");
        assertThat(svg).doesNotContain("http://www.w3.org/1999/xhtml");
    }
}
