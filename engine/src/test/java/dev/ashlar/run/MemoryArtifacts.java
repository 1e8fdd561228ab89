package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.port.ArtifactStore;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.Lineage;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.PastRun;
import dev.ashlar.report.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps in memory what would go to {@code target/}. */
public class MemoryArtifacts implements ArtifactStore {
    public final List<NodeResult> journal = new ArrayList<>();
    public final List<RunReport> reports = new ArrayList<>();
    public final Map<String, String> sent = new ConcurrentHashMap<>();

    /** Whether there is no room for what is sent. */
    public boolean full;

    @Override
    public void writeManifest(Project project, Invocation invocation, Map<NodeId, String> compiled, Lineage lineage) {}

    @Override
    public void writeCatalog(Project project, Invocation invocation, Catalog catalog) {}

    @Override
    public void writeRunResults(Project project, RunReport report) {
        reports.add(report);
    }

    @Override
    public void writeSources(Project project, RunReport report, List<FreshnessRow> rows) {}

    @Override
    public String writeCompiled(NodeId node, String path, String sql) {
        return "target/compiled/" + path;
    }

    @Override
    public String writeRun(NodeId node, String path, String sql) {
        if (full) throw new DiagnosticException(Diagnostic.error("Cannot write " + path + ": disk full.", ""));
        sent.put(path, sql);
        return "target/run/" + path;
    }

    @Override
    public void journal(Invocation invocation, NodeResult result) {
        journal.add(result);
    }

    @Override
    public Optional<Journal> lastJournal() {
        return Optional.empty();
    }

    @Override
    public Map<NodeId, Double> durations() {
        return Map.of();
    }

    @Override
    public List<PastRun> history() {
        return List.of();
    }

    @Override
    public List<FreshnessRow> freshness() {
        return List.of();
    }

    @Override
    public Optional<String> findCompiled(NodeId node, String path) {
        return Optional.empty();
    }

    @Override
    public void empty() {}
}
