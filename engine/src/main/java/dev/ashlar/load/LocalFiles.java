package dev.ashlar.load;

import dev.ashlar.load.format.FileBytes;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The files that a pattern names. */
final class LocalFiles {
    private static final int BUFFER = 1 << 16;

    private final Path projectFolder;

    LocalFiles(Path projectFolder) {
        this.projectFolder = projectFolder.toAbsolutePath().normalize();
    }

    /**
     * @param label relative to the project folder where it lies below it, with forward slashes
     * @param modified milliseconds since 1970
     */
    record Found(Path path, String label, long bytes, long modified) {
        FileBytes contents() {
            return FileBytes.of(path);
        }
    }

    /** Regular files by path. @param pattern with {@code *}, {@code **}, {@code ?}, {@code [..]}, <code>{a,b}</code> */
    List<Found> matching(String pattern) {
        Path start = start(pattern);
        if (!Files.exists(start)) return List.of();
        String rest = signed(pattern);
        String absolute = escaped(start.toString()) + (rest.isEmpty() ? "" : "/" + rest);
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + absolute);
        try (Stream<Path> files = Files.walk(start)) {
            List<Found> found = new ArrayList<>();
            for (Path file : (Iterable<Path>) files.filter(matcher::matches)::iterator) {
                if (Files.isRegularFile(file)) found.add(found(file));
            }
            found.sort(Comparator.comparing(Found::label));
            return found;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Found found(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        String label = (file.startsWith(projectFolder) ? projectFolder.relativize(file) : file)
                .toString()
                .replace(File.separatorChar, '/');
        return new Found(
                file, label, attributes.size(), attributes.lastModifiedTime().toMillis());
    }

    /** The deepest folder, or the file, that every match lies in. */
    private Path start(String pattern) {
        Path start = Path.of(pattern).isAbsolute() ? Path.of("/") : projectFolder;
        for (String part : pattern.split("/")) {
            if (hasSigns(part)) break;
            start = start.resolve(part);
        }
        return start.normalize();
    }

    /** What follows that folder: from the first part with a sign on. */
    private static String signed(String pattern) {
        List<String> parts = List.of(pattern.split("/"));
        int first = 0;
        while (first < parts.size() && !hasSigns(parts.get(first))) first++;
        return String.join("/", parts.subList(first, parts.size()));
    }

    static boolean hasSigns(String path) {
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

    /** SHA-256 of the bytes as they lie on disk. */
    static String checksum(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) digest.update(buffer, 0, read);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
