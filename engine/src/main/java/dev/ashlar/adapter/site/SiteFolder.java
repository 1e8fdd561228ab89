package dev.ashlar.adapter.site;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder that holds one site. A new site is written beside it and then takes its place, so that readers find the old one or
 * the new one.
 */
final class SiteFolder {
    /** By this file a folder is known as a site of ours, which may be replaced. */
    static final String MARK = ".ashlar-docs";

    private final Path folder;

    SiteFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    interface Writing {
        void into(Path folder) throws IOException;
    }

    Optional<String> mark() {
        try {
            return Optional.of(Files.readString(folder.resolve(MARK), StandardCharsets.UTF_8));
        } catch (IOException noSite) {
            return Optional.empty();
        }
    }

    void replace(Writing writing) {
        demandOurs();
        String unique = "." + folder.getFileName() + "." + UUID.randomUUID();
        Path fresh = folder.resolveSibling(unique + ".tmp");
        Path old = folder.resolveSibling(unique + ".old");
        try {
            Files.createDirectories(fresh);
            writing.into(fresh);
            if (Files.exists(folder)) Files.move(folder, old);
            Files.move(fresh, folder);
            delete(old);
        } catch (IOException e) {
            putBack(old);
            throw cannotWrite(reason(e), e);
        } finally {
            delete(fresh);
        }
    }

    private void demandOurs() {
        if (folder.getFileName() == null) throw cannotWrite("it is the root of the disk", null);
        if (!Files.exists(folder)) return;
        if (!Files.isDirectory(folder)) {
            throw new DiagnosticException(Diagnostic.error(
                    "Cannot write the docs to " + folder + ": it is a file.",
                    "Name a folder (--output), or move the file away."));
        }
        if (Files.exists(folder.resolve(MARK))) return;
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new DiagnosticException(Diagnostic.error(
                        "Cannot write the docs to " + folder + ": it holds files that are not of a docs site.",
                        "Name a folder that is empty or does not exist yet (--output)."));
            }
        } catch (IOException e) {
            throw cannotWrite(reason(e), e);
        }
    }

    private DiagnosticException cannotWrite(String why, IOException cause) {
        return new DiagnosticException(
                Diagnostic.error(
                        "Cannot write the docs to " + folder + ": " + why + ".",
                        "Check that there is room on the disk and that the folder may be written to, or name another one"
                                + " (--output)."),
                cause);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "access denied";
            case NoSuchFileException missing -> "no such folder";
            case FileAlreadyExistsException taken -> "a file stands where a folder is needed";
            case NotDirectoryException taken -> "a file stands where a folder is needed";
            default -> String.valueOf(e.getMessage());
        };
    }

    private void putBack(Path old) {
        if (!Files.exists(old) || Files.exists(folder)) return;
        try {
            Files.move(old, folder);
        } catch (IOException ignored) { // the failure that led here is the one to tell
            old.toFile().deleteOnExit();
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) return;
        try (Stream<Path> entries = Files.walk(folder)) {
            List<Path> deepestFirst = entries.sorted(Comparator.reverseOrder()).toList();
            for (Path entry : deepestFirst) Files.deleteIfExists(entry);
        } catch (IOException ignored) { // a reader may hold a file; what is left lies hidden beside the site
            folder.toFile().deleteOnExit();
        }
    }
}
