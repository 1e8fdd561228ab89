package dev.ashlar.site;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A window of the browser, with what its pages store. Opening one takes a second of processor time, so one that was left is kept,
 * emptied, for the next visit that wants its like.
 */
record Window(Page page, Look look) {
    private static final String FORGET = "localStorage.clear(); sessionStorage.clear()";

    private static final Map<Look, Window> SPARE = new ConcurrentHashMap<>();

    private record Look(ColorScheme theme, int width, int height) {}

    static Window of(ColorScheme theme, int width, int height) {
        Look look = new Look(theme, width, height);
        Window spare = SPARE.remove(look);
        if (spare != null) return spare;
        NewContextOptions options = new NewContextOptions().setViewportSize(width, height);
        // light is what it is anyway, and Playwright words it in the language of the machine: "lıght" in Turkish
        if (theme == ColorScheme.DARK) options.setColorScheme(theme);
        BrowserContext context = Chromium.running().orElseThrow().newContext(options);
        return new Window(context.newPage(), look);
    }

    /** The visitor goes: nothing that the site's pages stored or changed is met by the next. */
    void left() {
        page.evaluate(FORGET);
        page.navigate("about:blank");
        SPARE.put(look, this);
    }
}
