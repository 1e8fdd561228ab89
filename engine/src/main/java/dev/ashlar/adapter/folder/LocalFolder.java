package dev.ashlar.adapter.folder;

import dev.ashlar.port.FilePlace;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of this machine that a pattern names. */
public final class LocalFolder implements FilePlace {
    private final Path projectFolder;
    private final String pattern;

    /**
     * @param projectFolder where relative patterns start
     * @param pattern with {@code *}, {@code **}, {@code ?}, {@code [..]}, <code>{a,b}</code>
     */
    public LocalFolder(Path projectFolder, String pattern) {
        this.projectFolder = projectFolder.toAbsolutePath().normalize();
        this.pattern = pattern;
    }

    /** Regular files. Labels are relative to the project folder where they lie below it, with forward slashes. */
    @Override
    public Listing list() throws IOException {
        Path start = start();
        if (!Files.exists(start)) return new Listing(List.of(), List.of());
        String rest = signed();
        String absolute = escaped(start.toString()) + (rest.isEmpty() ? "" : "/" + rest);
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + absolute);
        try (Stream<Path> files = Files.walk(start)) {
            List<StoredFile> found = new ArrayList<>();
            for (Path file : (Iterable<Path>) files.filter(matcher::matches)::iterator) {
                if (Files.isRegularFile(file)) found.add(found(file));
            }
            found.sort(Comparator.comparing(StoredFile::label));
            return new Listing(found, List.of());
        }
    }

    private StoredFile found(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        String label = (file.startsWith(projectFolder) ? projectFolder.relativize(file) : file)
                .toString()
                .replace(File.separatorChar, '/');
        return new StoredFile(
                label,
                attributes.size(),
                attributes.lastModifiedTime().toMillis(),
                Optional.of(file),
                Optional.empty());
    }

    @Override
    public InputStream open(StoredFile file) throws IOException {
        return Files.newInputStream(file.here().orElseThrow());
    }

    @Override
    public void close() {}

    /** The deepest folder, or the file, that every match lies in. */
    private Path start() {
        Path start = Path.of(pattern).isAbsolute() ? Path.of("/") : projectFolder;
        for (String part : pattern.split("/")) {
            if (hasSigns(part)) break;
            start = start.resolve(part);
        }
        return start.normalize();
    }

    /** What follows that folder: from the first part with a sign on. */
    private String signed() {
        List<String> parts = List.of(pattern.split("/"));
        int first = 0;
        while (first < parts.size() && !hasSigns(parts.get(first))) first++;
        return String.join("/", parts.subList(first, parts.size()));
    }

    private static boolean hasSigns(String path) {
        return path.chars().anyMatch(c -> "*?[]{}\\".indexOf(c) >= 0);
    }

    private static String escaped(String path) {
        StringBuilder out = new StringBuilder();
        for (char c : path.toCharArray()) {
            if (hasSigns(String.valueOf(c))) out.append('\\');
            out.append(c);
        }
        return out.toString();
    }
}
