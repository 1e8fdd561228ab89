package dev.ashlar.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Pictures of the storefront's site for people to look at, in {@code target/screenshots}. */
@EnabledIf("dev.ashlar.site.Chromium#isThere")
@ResourceLock("chromium")
class ScreenshotsTest {
    private static final Path FOLDER = Path.of("target/screenshots");
    private static final long SMALLEST_PICTURE = 8_000;

    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    static {
        PAGES.put("overview", "#/");
        PAGES.put("node", "#/node/model.storefront.fact_order_items");
        PAGES.put("graph", "#/graph?focus=model.storefront.fact_order_items&color=status");
        PAGES.put("run", "#/run/0");
        PAGES.put("tests", "#/tests");
        PAGES.put("column", "#/column/model.storefront.mart_daily_revenue/revenue_eur");
    }

    @Test
    void lightAndDarkWideAndNarrow() throws IOException {
        Files.createDirectories(FOLDER);
        for (ColorScheme theme : ColorScheme.values()) {
            if (theme == ColorScheme.NO_PREFERENCE) continue;
            for (int width : new int[] {1440, 400}) {
                String address = "file://" + StorefrontSite.made().page();
                try (Visit visit = Visit.of(address, theme, width, 900)) {
                    for (Map.Entry<String, String> page : PAGES.entrySet()) {
                        visit.go(page.getValue());
                        if (page.getKey().equals("graph")) visit.drawn(1);
                        Path picture = FOLDER.resolve(page.getKey() + (theme == ColorScheme.DARK ? "-dark" : "-light")
                                + (width > 1000 ? "" : "-narrow") + ".png");
                        visit.page.screenshot(new Page.ScreenshotOptions().setPath(picture));
                        assertThat(picture).isNotEmptyFile();
                        assertThat(Files.size(picture))
                                .as("%s is not blank", picture)
                                .isGreaterThan(SMALLEST_PICTURE);
                    }
                    assertThat(visit.problems).isEmpty();
                }
            }
        }
    }
}
