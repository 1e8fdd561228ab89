package dev.ashlar.wiring;

import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.port.ArtifactStore;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.Lineage;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.PastRun;
import dev.ashlar.report.RunReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Artifacts of what is no run: {@code retry} goes on from the run before, and its results stay. */
record UnjournaledArtifacts(ArtifactStore store) implements ArtifactStore {
    @Override
    public void writeManifest(Project project, Invocation invocation, Map<NodeId, String> compiled, Lineage lineage) {
        store.writeManifest(project, invocation, compiled, lineage);
    }

    @Override
    public void writeCatalog(Project project, Invocation invocation, Catalog catalog) {
        store.writeCatalog(project, invocation, catalog);
    }

    @Override
    public void writeRunResults(Project project, RunReport report) {
        // those of the run before stay
    }

    @Override
    public void writeSources(Project project, RunReport report, List<FreshnessRow> rows) {
        store.writeSources(project, report, rows);
    }

    @Override
    public String writeCompiled(NodeId node, String path, String sql) {
        return store.writeCompiled(node, path, sql);
    }

    @Override
    public String writeRun(NodeId node, String path, String sql) {
        return store.writeRun(node, path, sql);
    }

    @Override
    public void journal(Invocation invocation, NodeResult result) {
        // the journal is that of the run before
    }

    @Override
    public Optional<Journal> lastJournal() {
        return store.lastJournal();
    }

    @Override
    public Map<NodeId, Double> durations() {
        return store.durations();
    }

    @Override
    public List<PastRun> history() {
        return store.history();
    }

    @Override
    public List<FreshnessRow> freshness() {
        return store.freshness();
    }

    @Override
    public Optional<String> findCompiled(NodeId node, String path) {
        return store.findCompiled(node, path);
    }

    @Override
    public void empty() {
        store.empty();
    }
}
