package dev.ashlar.compile.properties;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.port.ProjectSource;
import dev.ashlar.port.ProjectSource.FileEntry;
import java.util.Map;
import java.util.TreeMap;

/** Rows of unit tests in files of their own: {@code tests/fixtures/<name>.csv} or {@code .sql}. Safe for many threads. */
public final class FixtureFiles {
    /** Where they stand, with a slash at the end. */
    public static final String FOLDER = "tests/fixtures/";

    private final ProjectSource source;
    private Map<String, String> byName;

    public FixtureFiles(ProjectSource source) {
        this.source = source;
    }

    /** @param path of the file, relative to the project folder */
    record Found(String path, String text) {}

    /**
     * @param format csv or sql, which is also the file's ending
     * @throws DiagnosticException when there is no such file, or it cannot be read
     */
    Found load(String name, String format, SourceLocation at) {
        String file = name.endsWith("." + format) ? name : name + "." + format;
        String path = paths().get(file);
        if (path == null) {
            String near = NearestName.didYouMean(file, paths().keySet());
            throw new DiagnosticException(Diagnostic.error(
                    at,
                    "There is no fixture '" + name + "' of format " + format + ".",
                    near.isEmpty() ? "Write it in " + FOLDER + file + "." : near));
        }
        return new Found(path, source.read(path));
    }

    /** By file name; folders below are for order only. */
    private synchronized Map<String, String> paths() {
        if (byName == null) {
            byName = new TreeMap<>();
            for (FileEntry file : source.files(FOLDER.substring(0, FOLDER.length() - 1))) {
                byName.put(file.path().substring(file.path().lastIndexOf('/') + 1), file.path());
            }
        }
        return byName;
    }
}
