package dev.ashlar.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The commit that a folder's repository stands at, read from git's files: starting git costs more than reading them. */
final class GitRevision {
    private static final String REFERENCE = "ref: ";

    private GitRevision() {}

    /** Empty outside a repository, and where the files are not as expected. */
    static String of(Path folder) {
        try {
            Path at = folder.toAbsolutePath();
            while (at != null && !Files.exists(at.resolve(".git"))) at = at.getParent();
            return at == null ? "" : read(at.resolve(".git"));
        } catch (IOException e) {
            return "";
        }
    }

    private static String read(Path git) throws IOException {
        Path own = Files.isDirectory(git) ? git : linked(git);
        String head = text(own.resolve("HEAD"));
        if (!head.startsWith(REFERENCE)) return head;
        String reference = head.substring(REFERENCE.length());
        Path shared = Files.exists(own.resolve("commondir"))
                ? own.resolve(text(own.resolve("commondir"))).normalize()
                : own;
        if (Files.exists(shared.resolve(reference))) return text(shared.resolve(reference));
        if (!Files.exists(shared.resolve("packed-refs"))) return "";
        for (String line : Files.readAllLines(shared.resolve("packed-refs"), StandardCharsets.UTF_8)) {
            if (line.endsWith(" " + reference)) return line.substring(0, line.indexOf(' '));
        }
        return "";
    }

    /** A worktree's {@code .git} is a file that names the folder. */
    private static Path linked(Path file) throws IOException {
        return file.resolveSibling(text(file).replaceFirst("^gitdir: ", ""));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }
}
