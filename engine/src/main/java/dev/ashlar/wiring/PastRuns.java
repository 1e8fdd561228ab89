package dev.ashlar.wiring;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.port.ArtifactStore;
import dev.ashlar.port.RunRecords;
import dev.ashlar.run.Publication;
import dev.ashlar.run.RetrySelection;
import dev.ashlar.run.Rollback;
import dev.ashlar.run.RunOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** Reads what earlier runs left behind: what is still to do, and what waits to be published. */
public final class PastRuns {
    private final Workspace workspace;

    PastRuns(Workspace workspace) {
        this.workspace = workspace;
    }

    /** @throws DiagnosticException when nothing of the node is kept that could be published */
    public Publication publication(Node node) {
        return Publication.of(
                node, workspace.records().readMarkers(), workspace.warehouse().identifierLimit());
    }

    /** @throws DiagnosticException when nothing of the node is kept that could be put back */
    public Rollback rollback(Node node) {
        return Rollback.of(
                node, workspace.records().readMarkers(), workspace.warehouse().identifierLimit());
    }

    /**
     * What of an earlier run is still to do, by the journal under {@code target/}. It may hold only the end of the run's
     * story (a publication, after other runs); the rest stands in the warehouse's records.
     */
    public SortedSet<NodeId> undone(SortedSet<NodeId> selected, RunOptions.Verb verb, ArtifactStore.Journal journal) {
        Map<NodeId, String> statuses = new HashMap<>();
        workspace
                .records()
                .findInvocation(Optional.of(journal.invocation().id()))
                .ifPresent(recorded -> statuses.putAll(recorded.statuses()));
        statuses.putAll(journal.statuses());
        return RetrySelection.of(
                workspace.project(),
                workspace.graph(),
                selected,
                verb,
                new ArtifactStore.Journal(journal.invocation(), statuses));
    }

    /** What of an earlier run is still to do, by the warehouse's records. */
    public SortedSet<NodeId> undone(SortedSet<NodeId> selected, RunOptions.Verb verb, RunRecords.PastInvocation past) {
        return RetrySelection.of(
                workspace.project(),
                workspace.graph(),
                selected,
                verb,
                past,
                workspace.records().readMarkers().values());
    }
}
