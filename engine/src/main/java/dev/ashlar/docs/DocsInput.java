package dev.ashlar.docs;

import dev.ashlar.graph.ProjectGraph;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.port.ArtifactStore.FreshnessRow;
import dev.ashlar.port.DocsSite.Memory;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.Lineage;
import dev.ashlar.report.PastRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a site is made of.
 *
 * @param compiled SQL of the nodes that could be compiled
 * @param runs newest first
 * @param catalog empty where the warehouse was not asked
 * @param last what the site before this one remembers
 * @param made the time of the site
 * @param target the name of the target that it shows
 */
public record DocsInput(
        Project project,
        ProjectGraph graph,
        Map<NodeId, String> compiled,
        List<PastRun> runs,
        List<FreshnessRow> freshness,
        Optional<Catalog> catalog,
        Lineage lineage,
        Optional<Memory> last,
        Instant made,
        String target,
        String ashlarVersion) {
    public DocsInput {
        compiled = Map.copyOf(compiled);
        runs = List.copyOf(runs);
        freshness = List.copyOf(freshness);
    }
}
