package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.CandidateNames;
import dev.ashlar.port.NodeTask;
import dev.ashlar.port.RunRecords;
import dev.ashlar.port.RunRecords.Marker;
import dev.ashlar.port.Warehouse;
import dev.ashlar.run.RunOptions.Verb;
import java.time.Instant;
import java.util.Optional;

/**
 * Publishes after all what a gate refused: a false alarm. It is a run of one node without tests, at the time of the run
 * that failed, with a task that plans from what was kept; the user's word is recorded as any other invocation.
 */
public final class LatePublication {
    private final Node node;
    private final Marker kept;

    private LatePublication(Node node, Marker kept) {
        this.node = node;
        this.kept = kept;
    }

    /** @throws DiagnosticException when nothing of the node is kept, or what it was to replace was written since */
    public static LatePublication of(Node node, Warehouse warehouse, RunRecords records) {
        RelationName relation = switch (node) {
            case Node.Model model -> model.build().relation();
            case Node.Snapshot snapshot -> snapshot.build().relation();
            case Node.Seed seed -> throw refused(seed, "only models and snapshots are.", "Run it again.");
            case Node.Source source -> throw refused(source, "only models and snapshots are.", "Load it again.");
            case Node.DataTest n -> throw refused(n, "it is not built.", "");
            case Node.UnitTest n -> throw refused(n, "it is not built.", "");
            case Node.Analysis n -> throw refused(n, "it is not built.", "");
            case Node.Exposure n -> throw refused(n, "it is not built.", "");
        };
        RelationName failed =
                CandidateNames.of(relation, warehouse.identifierLimit()).failed();
        Ownership markers = new Ownership(records.readMarkers());
        Optional<Marker> kept =
                markers.find(failed).filter(marker -> marker.node().equals(node.id()));
        if (kept.isEmpty() || warehouse.catalogOf(failed).find(failed).isEmpty()) {
            throw refused(node, "nothing of it that failed its tests is kept.", "Build it.");
        }
        Optional<Marker> published = markers.find(relation);
        if (published.filter(marker -> marker.at().isAfter(kept.get().at())).isPresent()) {
            throw refused(node, relation.plain() + " was written again since its tests failed.", "Build it.");
        }
        return new LatePublication(node, kept.get());
    }

    /** What the run that publishes is to start as, so that rows carry the time they were made at. */
    public Instant runTime() {
        return kept.at();
    }

    /** The verb that builds the node without tests. */
    public Verb verb() {
        return node instanceof Node.Snapshot ? Verb.SNAPSHOT : Verb.RUN;
    }

    /**
     * The task of the run that publishes.
     *
     * @param publishing compiles the node and plans by {@link dev.ashlar.plan.FailedCandidate}
     * @return the same, but it refuses a node whose compiled code is not that of what was kept
     */
    public NodeTask guarding(NodeTask publishing) {
        return (of, facts) -> {
            NodeTask.Prepared prepared = publishing.prepare(of, facts);
            if (CandidateNames.hash(prepared.sql()).equals(kept.checksum())) return prepared;
            NodeTask.Facts full = new NodeTask.Facts(facts.session(), facts.instead(), NodeTask.IncrementalMode.FULL);
            boolean rebuilt =
                    CandidateNames.hash(publishing.prepare(of, full).sql()).equals(kept.checksum());
            throw rebuilt
                    ? refused(of, "what is kept was built with --full-refresh.", "Publish it with --full-refresh.")
                    : refused(of, "its code has changed since its tests failed.", "Build it.");
        };
    }

    private static DiagnosticException refused(Node node, String why, String remedy) {
        return new DiagnosticException(Diagnostic.error(
                node.header().location(),
                "Cannot publish " + node.id().kind().word() + " '" + node.name() + "': " + why,
                remedy));
    }
}
