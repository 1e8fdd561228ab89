package dev.ashlar.run;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.port.ArtifactStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where the SQL of a node is put for a look: under the file that defines it. Safe for many threads. */
final class CompiledFiles {
    private final ArtifactStore artifacts;
    private final Map<NodeId, String> sent = new ConcurrentHashMap<>();

    CompiledFiles(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /** @return path relative to the project folder */
    String compiled(Node node, String sql) {
        return artifacts.writeCompiled(node.id(), path(node), sql);
    }

    /** Keeps it until {@link #write}: the worker that sent it has better to do. */
    void sent(Node node, String sql) {
        if (!sql.isEmpty()) sent.put(node.id(), sql);
    }

    /** Writes what was sent for the node. */
    void write(Node node) {
        String sql = sent.remove(node.id());
        if (sql != null) artifacts.writeRun(node.id(), path(node), sql);
    }

    /** Of a batch that failed, so that a later one does not write over it. */
    String compiled(Node node, String batch, String sql) {
        return artifacts.writeCompiled(node.id(), path(node, batch), sql);
    }

    void sent(Node node, String batch, String sql) {
        if (!sql.isEmpty()) artifacts.writeRun(node.id(), path(node, batch), sql);
    }

    private static String path(Node node, String batch) {
        String file = node.header().location().file();
        String folder = file.endsWith(".sql") ? file.substring(0, file.length() - ".sql".length()) : file;
        return folder + "/" + node.name() + "_" + batch + ".sql";
    }

    /** A file that defines many nodes is a folder with one file for each, as dbt has it. */
    private static String path(Node node) {
        String file = node.header().location().file();
        return file.endsWith(".sql") ? file : file + "/" + node.name() + ".sql";
    }
}
