package dev.ashlar.port;

import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.Lineage;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.PastRun;
import dev.ashlar.report.RunReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files under {@code target/}. Each is written whole or not at all: beside the old one, then moved over it. */
public interface ArtifactStore {
    /**
     * @param compiled compiled SQL of the nodes compiled so far
     * @param lineage of the nodes whose columns have been looked at
     */
    void writeManifest(Project project, Invocation invocation, Map<NodeId, String> compiled, Lineage lineage);

    /** Without anybody having looked where columns come from. */
    default void writeManifest(Project project, Invocation invocation, Map<NodeId, String> compiled) {
        writeManifest(project, invocation, compiled, Lineage.EMPTY);
    }

    /** @param catalog of the schemas that the project's relations stand in */
    void writeCatalog(Project project, Invocation invocation, Catalog catalog);

    void writeRunResults(Project project, RunReport report);

    /** Freshness results. */
    void writeSources(Project project, RunReport report, List<FreshnessRow> rows);

    /** @return path relative to the project folder */
    String writeCompiled(NodeId node, String path, String sql);

    /** What was sent to the warehouse for a node, readable as SQL. */
    String writeRun(NodeId node, String path, String sql);

    /** Adds a finished node to the journal of the run; survives a kill right after. */
    void journal(Invocation invocation, NodeResult result);

    /** The last run's outcome by node, from its journal. */
    Optional<Journal> lastJournal();

    /** Seconds each node took in earlier runs. */
    Map<NodeId, Double> durations();

    /** Runs that wrote their results since {@link #empty}, the latest of them, newest first. */
    List<PastRun> history();

    /** What was last found by {@link #writeSources}. */
    List<FreshnessRow> freshness();

    /** Compiled SQL that was last written for the node, if any was. */
    Optional<String> findCompiled(NodeId node, String path);

    void empty();

    /** @param statuses dbt's status words by node */
    record Journal(Invocation invocation, Map<NodeId, String> statuses) {}

    /** @param maxLoadedAt ISO timestamp; empty when there are no rows */
    record FreshnessRow(
            NodeId source, String status, Optional<String> maxLoadedAt, Optional<Double> ageSeconds, String error) {}
}
