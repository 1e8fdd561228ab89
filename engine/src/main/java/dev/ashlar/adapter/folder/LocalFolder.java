package dev.ashlar.adapter.folder;

import dev.ashlar.port.FilePlace;
import dev.ashlar.port.PathPattern;
import dev.ashlar.port.PlaceException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
     * @param pattern a {@link PathPattern}
     */
    public LocalFolder(Path projectFolder, String pattern) {
        this.projectFolder = projectFolder.toAbsolutePath().normalize();
        this.pattern = pattern;
    }

    /** Regular files. Labels are relative to the project folder where they lie below it, with forward slashes. */
    @Override
    public Listing list() throws IOException {
        PathPattern paths = PathPattern.of(pattern);
        Path start = projectFolder
                .resolve(paths.isPlain() ? pattern : paths.folder())
                .normalize();
        if (!Files.exists(start)) return new Listing(List.of(), List.of());
        if (paths.isPlain()) {
            return new Listing(Files.isRegularFile(start) ? List.of(found(start)) : List.of(), List.of());
        }
        PathPattern below = PathPattern.of(pattern.substring(paths.folder().length()));
        try (Stream<Path> files = Files.walk(start)) {
            List<StoredFile> found = new ArrayList<>();
            for (Path file : (Iterable<Path>) files::iterator) {
                if (below.matches(slashed(start.relativize(file))) && Files.isRegularFile(file)) found.add(found(file));
            }
            found.sort(Comparator.comparing(StoredFile::label));
            return new Listing(found, List.of());
        } catch (UncheckedIOException failure) {
            throw unreadable(failure.getCause());
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private PlaceException unreadable(IOException failure) {
        return new PlaceException(
                "the files of '" + pattern + "' cannot be listed: " + failure.getMessage(),
                "Give yourself the right to list every folder that the pattern leads into.",
                failure);
    }

    private static String slashed(Path path) {
        return path.toString().replace(File.separatorChar, '/');
    }

    private StoredFile found(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        String label = slashed(file.startsWith(projectFolder) ? projectFolder.relativize(file) : file);
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
}
