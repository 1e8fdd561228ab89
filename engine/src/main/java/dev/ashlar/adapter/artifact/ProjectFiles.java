package dev.ashlar.adapter.artifact;

import dev.ashlar.manifest.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Texts of the project that artifacts quote, and the names under which its SQL is written. */
final class ProjectFiles {
    /** dbt hashes the path of a larger seed instead of its content, so that writing a manifest stays quick. */
    private static final long LARGEST_HASHED = 1 << 20;

    private final Path project;
    private final Path target;
    private final Map<String, String> texts = new HashMap<>();

    ProjectFiles(Path project, Path target) {
        this.project = project;
        this.target = target;
    }

    String seedChecksum(String file) {
        Path path = project.resolve(file);
        try {
            if (!Files.isRegularFile(path)) return "";
            return Files.size(path) > LARGEST_HASHED
                    ? Checksum.sha256(file)
                    : Checksum.sha256(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a macro file; empty for macros that come with the engine. */
    String text(String file) {
        return texts.computeIfAbsent(file, name -> {
            Path path = project.resolve(name);
            if (!Files.isRegularFile(path)) return "";
            try {
                return Files.readString(path, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * Where a run has put the node's compiled SQL: beside its source, and for a node defined together with others below a
     * folder named like that file.
     */
    String compiledPath(Node node) {
        String file = node.header().location().file();
        String path = file.endsWith(".sql") ? file : file + "/" + node.name() + ".sql";
        return shown(target.resolve("compiled").resolve(SafePath.of(node.id(), path)));
    }

    /** Relative to the project folder, with forward slashes. */
    String shown(Path path) {
        Path from = project.toAbsolutePath().normalize();
        Path to = path.toAbsolutePath().normalize();
        boolean related = from.getRoot() != null && from.getRoot().equals(to.getRoot());
        return (related ? from.relativize(to) : to).toString().replace('\\', '/');
    }
}
