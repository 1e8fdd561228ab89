package dev.ashlar.site;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The browser that the tests look at pages with: the one that the machine has, or on a Debian where the tests run as root its
 * package, which is then installed. One for the whole JVM. Playwright drives it by the machine's own Node.
 */
public final class Chromium {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final long INSTALL_MINUTES = 5;

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static Optional<Browser> running;
    private static boolean looked;

    private Chromium() {}

    /** For {@code @EnabledIf}. */
    static boolean isThere() {
        return running().isPresent();
    }

    /** Empty where there is none and none can be installed; then it is said once, loudly. */
    public static synchronized Optional<Browser> running() {
        if (!looked) {
            looked = true;
            running = start();
            if (running.isEmpty()) {
                System.out.println("""

                        *** THE BROWSER TESTS DID NOT RUN: there is no Chromium and no Node on this machine. ***
                        *** Debian: apt-get install chromium nodejs. CONFORMANCE_REQUIRED=chromium demands them. ***
                        """);
            }
        }
        return running;
    }

    private static Optional<Browser> start() {
        Optional<Path> browser = found(NAMES);
        Optional<Path> node = found(List.of("node", "nodejs"));
        if ((browser.isEmpty() || node.isEmpty()) && mayInstall()) {
            install(browser.isEmpty() ? "chromium" : "", node.isEmpty() ? "nodejs" : "");
            browser = found(NAMES);
            node = found(List.of("node", "nodejs"));
        }
        if (browser.isEmpty() || node.isEmpty()) return Optional.empty();
        return Optional.of(launch(browser.get(), node.get()));
    }

    @SuppressWarnings("resource") // ends with the JVM
    private static Browser launch(Path browser, Path node) {
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node.toString(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser launched = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(browser)
                        .setArgs(FLAGS));
        System.out.println("Browser for the tests: " + browser + ", " + launched.version());
        return launched;
    }

    private static Optional<Path> found(List<String> names) {
        String path = System.getenv().getOrDefault("PATH", "");
        return names.stream()
                .flatMap(name -> Arrays.stream(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean mayInstall() {
        return Files.exists(Path.of("/etc/debian_version")) && "root".equals(System.getProperty("user.name"));
    }

    private static void install(String... packages) {
        List<String> command = new java.util.ArrayList<>(List.of("apt-get", "install", "-y", "-q"));
        Arrays.stream(packages).filter(name -> !name.isEmpty()).forEach(command::add);
        System.out.println("Installing what the browser tests need: " + String.join(" ", command));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            Process process = builder.start();
            if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) process.destroyForcibly();
        } catch (IOException noPackageManager) {
            System.out.println("It could not be installed: " + noPackageManager.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
