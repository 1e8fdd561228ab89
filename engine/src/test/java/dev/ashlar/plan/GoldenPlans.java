package dev.ashlar.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Plans kept as files. Cases that give the same plan share one file, named after the first, whose head lists them all. With
 * {@code -Dgolden.update=true} the files are written anew, and the test fails once so that somebody looks at them.
 */
final class GoldenPlans {
    private static final Path ROOT = Path.of("src/test/resources/golden");

    private final String folder;
    private final Map<String, List<String>> casesByPlan = new LinkedHashMap<>();

    /** @param planner whose plans they are */
    GoldenPlans(PlanEngine engine, String planner) {
        this.folder = engine.word() + "/" + planner;
    }

    void add(String name, String plan) {
        casesByPlan.computeIfAbsent(plan, p -> new ArrayList<>()).add(name);
    }

    void compare() {
        Map<String, String> wanted = new TreeMap<>();
        casesByPlan.forEach((plan, cases) -> {
            StringBuilder text = new StringBuilder();
            cases.forEach(name -> text.append("-- case: ").append(name).append('\n'));
            wanted.put(cases.get(0).replaceAll("[^a-z0-9_]+", "-") + ".sql", text + "\n" + plan);
        });
        if (Boolean.getBoolean("golden.update")) {
            write(wanted);
            fail(
                    "The golden plans of %s were written; look at the difference and run again without -Dgolden.update",
                    folder);
        }
        assertThat(names())
                .as("files of %s; -Dgolden.update=true writes them", folder)
                .isEqualTo(wanted.keySet());
        wanted.forEach(
                (name, text) -> assertThat(read(name)).as("%s/%s", folder, name).isEqualTo(text));
    }

    private TreeSet<String> names() {
        TreeSet<String> names = new TreeSet<>();
        if (!Files.isDirectory(ROOT.resolve(folder))) return names;
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private String read(String name) {
        try {
            return Files.readString(ROOT.resolve(folder).resolve(name), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Map<String, String> wanted) {
        try {
            for (String stale : names()) Files.delete(ROOT.resolve(folder).resolve(stale));
            Files.createDirectories(ROOT.resolve(folder));
            for (Map.Entry<String, String> file : wanted.entrySet()) {
                Files.writeString(ROOT.resolve(folder).resolve(file.getKey()), file.getValue(), UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
