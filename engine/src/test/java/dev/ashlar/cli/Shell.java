package dev.ashlar.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A project in a folder, and commands typed in it; each runs in this process. */
final class Shell {
    private final Path project;
    private final Map<String, String> environment = new HashMap<>();
    private String typed = "";

    private Shell(Path project) {
        this.project = project;
        environment.put("HOME", project.resolve("no-home").toString());
    }

    /** What a command said and how it ended. */
    record Ran(int code, String out, String err) {
        List<String> outLines() {
            return out.lines().toList();
        }
    }

    static Shell in(Path project) {
        return new Shell(project);
    }

    /** The project that {@code ashlar init} makes. */
    static Shell shop(Path folder) {
        Shell shell = new Shell(folder.resolve("shop"));
        Ran made = shell.type("init", shell.project.toString());
        if (made.code() != 0) throw new IllegalStateException(made.err());
        return shell;
    }

    /** One layer and one view {@code orders} with the column {@code id}. */
    static Shell small(Path project) {
        return new Shell(project)
                .file("ashlar.yml", """
                        name: shop
                        profile: shop
                        layers:
                          staging: { materialized: view, reads: [staging, seeds, sources] }
                          analytics: { materialized: table, reads: [staging, analytics, seeds] }
                        """)
                .file("profiles.yml", """
                        shop:
                          target: dev
                          outputs:
                            dev: { type: duckdb, path: .ashlar/dev.duckdb, schema: dev, threads: 2 }
                        """)
                .file("models/staging/orders.sql", "select 1 as id\n");
    }

    Path project() {
        return project;
    }

    Shell file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Shell file(String path, byte[] bytes) {
        try {
            Path file = project.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Shell replaced(String path, String from, String to) {
        String text = read(path);
        if (!text.contains(from)) throw new IllegalArgumentException(path + " lacks " + from);
        return file(path, text.replace(from, to));
    }

    Shell without(String path) {
        try (Stream<Path> below = Files.walk(project.resolve(path))) {
            for (Path each : (Iterable<Path>) below.sorted(java.util.Comparator.reverseOrder())::iterator) {
                Files.delete(each);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Somebody sits there and answers with these lines. */
    Shell answering(String lines) {
        typed = lines;
        return with("ASHLAR_ASK", "yes");
    }

    String read(String path) {
        try {
            return Files.readString(project.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String path) {
        return Files.exists(project.resolve(path));
    }

    /** Files below the folder, whole paths within it. */
    List<String> files(String folder) {
        Path start = project.resolve(folder);
        if (!Files.exists(start)) return List.of();
        try (Stream<Path> below = Files.walk(start)) {
            return below.filter(Files::isRegularFile)
                    .map(file -> start.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command on this project. */
    Ran run(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of("--project-dir", project.toString()));
        words.addAll(List.of(more));
        return type(words.toArray(String[]::new));
    }

    /** Nothing is added to what is typed. */
    Ran type(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new AshlarCli(
                        environment,
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(words);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** First column of the first row of a query on the warehouse. */
    String value(String sql) {
        Ran ran = run("show", "--output", "csv", "--limit", "1", "--inline", sql);
        if (ran.code() != 0) throw new IllegalStateException(ran.err());
        return ran.outLines().get(1);
    }
}
