package dev.ashlar.adapter.yaml;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Tree;
import dev.ashlar.port.ProjectSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files below a folder. Links are followed as long as they stay within it. */
public final class FolderProjectSource implements ProjectSource {
    private static final Set<String> SKIPPED = Set.of("target", ".ashlar", ".git");

    private final Path root;
    private final String shownBefore;

    public FolderProjectSource(Path root) {
        this(root, "");
    }

    /** @param shownBefore what messages put before the paths of this folder, for example {@code ../} */
    public FolderProjectSource(Path root, String shownBefore) {
        this.root = root.toAbsolutePath().normalize();
        this.shownBefore = shownBefore;
    }

    /** Absolute. */
    public Path root() {
        return root;
    }

    @Override
    public List<FileEntry> files(String folder) {
        Path start = within(folder);
        if (!Files.isDirectory(start)) return List.of();
        List<FileEntry> found = new ArrayList<>();
        List<Diagnostic> problems = new ArrayList<>();
        try {
            Files.walkFileTree(start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), 64, new Finder(found, problems));
        } catch (IOException e) {
            throw new DiagnosticException(unreadable(folder, e), e);
        }
        if (!problems.isEmpty()) throw new DiagnosticException(problems, null);
        found.sort(Comparator.comparing(FileEntry::path));
        return found;
    }

    private final class Finder extends SimpleFileVisitor<Path> {
        private final List<FileEntry> found;
        private final List<Diagnostic> problems;

        Finder(List<FileEntry> found, List<Diagnostic> problems) {
            this.found = found;
            this.problems = problems;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (folder.getParent() != null && folder.getParent().equals(root) && isSkipped(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            return leaves(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !leaves(file)) found.add(entry(file, attributes));
            // An editor's lock on orders.sql is a link .#orders.sql that leads nowhere.
            boolean hidden = file.getFileName().toString().startsWith(".");
            if (attributes.isSymbolicLink() && !hidden) {
                problems.add(unreadable(relative(file), new NoSuchFileException(file.toString())));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            problems.add(unreadable(relative(file), e));
            return FileVisitResult.CONTINUE;
        }

        private boolean isSkipped(Path folder) {
            return SKIPPED.contains(folder.getFileName().toString());
        }

        /** Asked of links only: a path that holds none cannot leave. */
        private boolean leaves(Path path) {
            if (path.equals(root) || !Files.isSymbolicLink(path)) return false;
            try {
                if (path.toRealPath().startsWith(root.toRealPath())) return false;
            } catch (IOException e) {
                problems.add(unreadable(relative(path), e));
                return true;
            }
            problems.add(leaving(relative(path)));
            return true;
        }
    }

    @Override
    public Optional<FileEntry> find(String path) {
        Path file = within(path);
        if (!Files.isRegularFile(file)) return Optional.empty();
        try {
            if (!file.toRealPath().startsWith(root.toRealPath())) throw new DiagnosticException(leaving(path));
            return Optional.of(entry(file, Files.readAttributes(file, BasicFileAttributes.class)));
        } catch (IOException e) {
            throw new DiagnosticException(unreadable(path, e), e);
        }
    }

    @Override
    public String read(String path) {
        Path file = within(path);
        try {
            return TextFiles.read(file, shown(path));
        } catch (IOException | UncheckedIOException e) {
            throw new DiagnosticException(unreadable(path, e), e);
        }
    }

    @Override
    public Tree parseYaml(String path, String text) {
        return YamlTrees.parse(shown(path), text);
    }

    private Path within(String path) {
        Path file;
        try {
            file = root.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new DiagnosticException(
                    Diagnostic.error(
                            "'" + path + "' is no path: " + e.getReason() + ".", "Write a path within the project."),
                    e);
        }
        if (!file.startsWith(root)) throw new DiagnosticException(leaving(path));
        return file;
    }

    private FileEntry entry(Path file, BasicFileAttributes attributes) {
        return new FileEntry(
                relative(file), attributes.size(), attributes.lastModifiedTime().toMillis());
    }

    private String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private String shown(String path) {
        return shownBefore + path;
    }

    private Diagnostic leaving(String path) {
        return Diagnostic.error(
                SourceLocation.ofFile(shown(path)),
                "This path leads out of the project folder.",
                "Copy the file into the project; what a build reads must be part of it.");
    }

    private Diagnostic unreadable(String path, Exception e) {
        String reason = e instanceof NoSuchFileException
                ? "there is no such file"
                : e.getClass().getSimpleName().startsWith("AccessDenied")
                        ? "permission denied"
                        : String.valueOf(e.getMessage());
        return Diagnostic.error(
                SourceLocation.ofFile(shown(path)),
                "Cannot be read: " + reason + ".",
                "Check that the file exists and that you may read it.");
    }
}
