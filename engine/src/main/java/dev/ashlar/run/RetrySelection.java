package dev.ashlar.run;

import dev.ashlar.graph.ProjectGraph;
import dev.ashlar.graph.TransactionGroups;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.port.ArtifactStore.Journal;
import dev.ashlar.port.RunRecords.Marker;
import dev.ashlar.port.RunRecords.PastInvocation;
import dev.ashlar.report.Catalog;
import dev.ashlar.run.RunOptions.Verb;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What of an earlier run is still to do: what failed, what was skipped, what a kill kept from ending, and the tests that
 * gate any of these.
 */
public final class RetrySelection {
    private static final Set<String> DONE = Set.of("success", "pass", "warn", "no-op");

    private RetrySelection() {}

    /**
     * From the journal under {@code target/}.
     *
     * @param selected what the earlier run had selected
     */
    public static SortedSet<NodeId> of(
            Project project, ProjectGraph graph, Set<NodeId> selected, Verb verb, Journal journal) {
        return rest(project, graph, selected, verb, journal.statuses());
    }

    /**
     * From the warehouse alone. A node whose marker names the invocation was published, also where the run was killed
     * before it could record that.
     *
     * @param selected what the earlier run had selected
     * @param markers the newest of each relation
     */
    public static SortedSet<NodeId> of(
            Project project,
            ProjectGraph graph,
            Set<NodeId> selected,
            Verb verb,
            PastInvocation past,
            Collection<Marker> markers) {
        Map<NodeId, String> statuses = new HashMap<>(past.statuses());
        for (Marker marker : markers) {
            boolean own = project.find(marker.node())
                    .flatMap(Node::findRelation)
                    .map(relation -> Catalog.key(relation).equals(Catalog.key(marker.relation())))
                    .orElse(false);
            if (own && marker.invocationId().equals(past.invocation().id())) {
                statuses.putIfAbsent(marker.node(), "success");
            }
        }
        return rest(project, graph, selected, verb, statuses);
    }

    private static SortedSet<NodeId> rest(
            Project project, ProjectGraph graph, Set<NodeId> selected, Verb verb, Map<NodeId, String> statuses) {
        Errand errand = Errand.of(project, graph, selected, verb);
        SortedSet<NodeId> rest = new TreeSet<>();
        TransactionGroups groups = TransactionGroups.of(project).keeping(errand.scheduled());
        for (NodeId id : errand.scheduled()) {
            if (done(statuses, groups, id)) continue;
            rest.add(id);
            rest.addAll(errand.gates().gatesOf(id));
        }
        return rest;
    }

    /** Models that are published together were all published if one of them was, and else none. */
    private static boolean done(Map<NodeId, String> statuses, TransactionGroups groups, NodeId id) {
        return done(statuses, id)
                || groups.company(id).stream().map(statuses::get).anyMatch("success"::equals);
    }

    private static boolean done(Map<NodeId, String> statuses, NodeId id) {
        return DONE.contains(statuses.getOrDefault(id, ""));
    }
}
