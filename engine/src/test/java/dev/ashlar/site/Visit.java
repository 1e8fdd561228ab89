package dev.ashlar.site;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A reader who opens a site, and what the browser has to say of it. */
final class Visit implements AutoCloseable {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;

    /** One question of the browser, since each takes longer than most pages. It says so itself when a page never comes. */
    private static final String GO = """
            hash => new Promise((done, fail) => {
              ashlar.go(hash);
              const end = Date.now() + 30000;
              const look = () => {
                const at = document.querySelector("main").dataset.address;
                if (at === hash) done();
                else if (Date.now() > end) fail(new Error("at " + at + ", never at " + hash));
                else setTimeout(look, 2);
              };
              look();
            })""";

    final Page page;

    /** Addresses that the pages asked for, of whatever kind. */
    final List<String> requests = new ArrayList<>();

    /** Exceptions, and what was written to the console: refusals by the content policy, missing files. */
    final List<String> problems = new ArrayList<>();

    private final Window window;
    private final String address;
    private final Consumer<Request> asked = request -> requests.add(request.url());
    private final Consumer<String> failed = problems::add;
    private final Consumer<ConsoleMessage> said = message -> problems.add(message.text());

    private Visit(String address, Window window) {
        this.address = address;
        this.window = window;
        this.page = window.page();
        page.onRequest(asked);
        page.onPageError(failed);
        page.onConsoleMessage(said);
    }

    static Visit of(Path file) {
        return of("file://" + file, ColorScheme.LIGHT, WIDTH, HEIGHT);
    }

    static Visit of(String address) {
        return of(address, ColorScheme.LIGHT, WIDTH, HEIGHT);
    }

    static Visit of(String address, ColorScheme theme, int width, int height) {
        Visit visit = new Visit(address, Window.of(theme, width, height));
        visit.page.navigate(address);
        visit.page.waitForSelector("main[data-address]");
        return visit;
    }

    /** @param hash as it stands after the page's address: {@code #/graph} */
    Visit go(String hash) {
        page.evaluate(GO, hash);
        return this;
    }

    /** Opened anew, as from a link that somebody sent. */
    Visit open(String hash) {
        page.navigate("about:blank");
        page.navigate(address + hash);
        page.waitForSelector("main[data-address]");
        return this;
    }

    /** As it is shown, in one line. */
    String text(String selector) {
        return page.innerText(selector).replaceAll("\\s+", " ");
    }

    /** Waits until the graph has been laid out and drawn this many times on its page. */
    Visit drawn(int times) {
        page.waitForFunction("times => Number(document.querySelector('.graph-page').dataset.drawn) >= times", times);
        return this;
    }

    @SuppressWarnings("unchecked") // what the script gives is known where it is written
    <T> T ask(String script) {
        return (T) page.evaluate(script);
    }

    @SuppressWarnings("unchecked")
    <T> T ask(String script, Object argument) {
        return (T) page.evaluate(script, argument);
    }

    @Override
    public void close() {
        page.offRequest(asked);
        page.offPageError(failed);
        page.offConsoleMessage(said);
        window.left();
    }
}
