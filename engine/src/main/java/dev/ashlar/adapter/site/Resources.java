package dev.ashlar.adapter.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The site's own code, as it lies in the jar. */
final class Resources {
    private static final String FOLDER = "/dev/ashlar/site/";

    private static final List<String> STYLES = List.of("base", "frame", "pages", "code", "graph", "search");

    /** In the order in which they are run; a later one may use what an earlier one defines. */
    private static final List<String> SCRIPTS = List.of(
            "parts",
            "dom",
            "format",
            "nodes",
            "markdown",
            "code",
            "router",
            "widgets",
            "frame",
            "columns",
            "select-parse",
            "select",
            "graph-scene",
            "graph-layout",
            "graph-draw",
            "graph-export",
            "graph-view",
            "page-overview",
            "page-node",
            "page-lists",
            "page-tests",
            "page-runs",
            "page-graph",
            "page-columns",
            "search",
            "start");

    /** Code of background threads; the page starts each from its text, since a browser opens no worker from a file. */
    private static final List<String> WORKERS = List.of("layout", "search");

    private Resources() {}

    static String page() {
        return read("page.html");
    }

    static String theme() {
        return read("theme.js");
    }

    static String styles() {
        return STYLES.stream().map(name -> read("css/" + name + ".css")).collect(Collectors.joining("\n"));
    }

    static String scripts() {
        StringBuilder out = new StringBuilder();
        for (String name : SCRIPTS) out.append(read("js/" + name + ".js")).append('\n');
        for (String name : WORKERS) {
            String code = Script.of(read("worker/" + name + ".js"), UnaryOperator.identity());
            out.append("ashlar.workers[")
                    .append(Script.of(name, UnaryOperator.identity()))
                    .append("] = ");
            out.append(code).append(";\n");
        }
        return out.append("ashlar.start();\n").toString();
    }

    private static String read(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) throw new IllegalStateException("The site lacks " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
