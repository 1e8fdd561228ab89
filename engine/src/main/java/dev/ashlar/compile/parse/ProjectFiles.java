package dev.ashlar.compile.parse;

import dev.ashlar.compile.properties.FixtureFiles;
import dev.ashlar.port.ProjectSource;
import dev.ashlar.port.ProjectSource.FileEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The files of a project by what they are; where each kind stands is fixed.
 *
 * @param unread files that somebody may think are read: {@code orders.SQL}, {@code orders.py}
 */
record ProjectFiles(
        List<String> models,
        List<String> snapshots,
        List<String> singularTests,
        List<String> analyses,
        List<String> seeds,
        List<String> properties,
        List<String> docs,
        List<String> unread) {
    private static final Pattern MEANT = Pattern.compile("(?i).*\\.(sql|csv|yml|yaml|ftl)|.*\\.py");
    private static final Pattern READ = Pattern.compile(".*\\.(sql|csv|yml|yaml|ftl)");

    static ProjectFiles of(ProjectSource source) {
        List<String> models = paths(source, "models");
        List<String> snapshots = paths(source, "snapshots");
        List<String> tests = paths(source, "tests");
        List<String> analyses = paths(source, "analyses");
        List<String> seeds = paths(source, "seeds");
        List<String> all = new ArrayList<>();
        for (List<String> folder : List.of(models, snapshots, tests, analyses, seeds, paths(source, "macros"))) {
            all.addAll(folder);
        }
        return new ProjectFiles(
                ending(models, ".sql"),
                ending(snapshots, ".sql"),
                ending(tests, ".sql").stream()
                        .filter(path -> !path.startsWith("tests/generic/") && !path.startsWith(FixtureFiles.FOLDER))
                        .toList(),
                ending(analyses, ".sql"),
                ending(seeds, ".csv"),
                all.stream()
                        .filter(path -> path.endsWith(".yml") || path.endsWith(".yaml"))
                        .toList(),
                ending(all, ".md"),
                all.stream()
                        .filter(path -> MEANT.matcher(path).matches()
                                && !READ.matcher(path).matches())
                        .toList());
    }

    private static List<String> paths(ProjectSource source, String folder) {
        return source.files(folder).stream().map(FileEntry::path).toList();
    }

    private static List<String> ending(List<String> paths, String ending) {
        return paths.stream().filter(path -> path.endsWith(ending)).toList();
    }

    /** File name without folders and ending. */
    static String stem(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file.substring(0, file.lastIndexOf('.'));
    }

    /** Folders below the first: {@code models/a/b/x.sql} has a and b. */
    static List<String> folders(String path) {
        String[] parts = path.split("/");
        return List.of(parts).subList(1, parts.length - 1);
    }
}
