package dev.ashlar.port;

import dev.ashlar.manifest.Tree;
import java.util.List;
import java.util.Optional;

/** The files of a project. Paths are relative to the project folder, with forward slashes. */
public interface ProjectSource {
    /** All files below the folder, sorted; empty when the folder does not exist. Never leaves the project through links. */
    List<FileEntry> files(String folder);

    Optional<FileEntry> find(String path);

    /** @throws dev.ashlar.diagnostic.DiagnosticException when it cannot be read, is binary or is too large */
    String read(String path);

    /**
     * @param path what locations in the tree name
     * @throws dev.ashlar.diagnostic.DiagnosticException for bad syntax, duplicate keys, and documents that unfold to more
     *     than they are
     */
    Tree parseYaml(String path, String text);

    /** @param modified milliseconds since 1970 */
    record FileEntry(String path, long bytes, long modified) {}
}
