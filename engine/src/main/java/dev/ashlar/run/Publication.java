package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.CandidateNames;
import dev.ashlar.port.RunRecords.Marker;
import dev.ashlar.report.Catalog;
import dev.ashlar.run.RunOptions.Verb;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code publish} may publish.
 *
 * @param kept marker of the candidate that failed its tests: it names the run and the time that the rows belong to
 */
public record Publication(Node node, Marker kept) {
    /** @throws DiagnosticException when nothing is kept, or when the published relation is newer than what is kept */
    public static Publication of(Node node, Map<RelationName, Marker> markers, int identifierLimit) {
        RelationName relation = node.findRelation()
                .filter(name -> isPublished(node))
                .orElseThrow(() -> refusal(node, "it is nothing that a gate keeps.", ""));
        if (node instanceof Node.Model model && model.transactionGroup().isPresent()) {
            throw refusal(
                    node,
                    "it is of transaction group '" + model.transactionGroup().get()
                            + "', and the others, which are published with it, were rolled back.",
                    "Build the group again with 'ashlar build --select " + node.name()
                            + "' once its tests let it through.");
        }
        if (isMicrobatch(node)) {
            throw refusal(
                    node,
                    "its batches are published one by one, and what is kept does not say of which it is.",
                    "Run the batch again without its tests: 'ashlar run --select " + node.name()
                            + " --event-time-start ... --event-time-end ...'.");
        }
        CandidateNames names = CandidateNames.of(relation, identifierLimit);
        Marker kept = find(markers, names.failed())
                .orElseThrow(() -> refusal(
                        node,
                        "no candidate of it that failed its tests is kept.",
                        "Build it with 'ashlar build --select " + node.name() + "'."));
        Optional<Marker> published = find(markers, relation);
        if (published.isPresent() && published.get().at().isAfter(kept.at())) {
            throw refusal(
                    node,
                    "it was published by a newer run (" + published.get().at()
                            + ") than the one whose candidate is kept (" + kept.at() + ").",
                    "Nothing is left to publish.");
        }
        return new Publication(node, kept);
    }

    private static boolean isMicrobatch(Node node) {
        return node instanceof Node.Model model
                && model.materialization() instanceof Incremental incremental
                && incremental.strategy() instanceof Microbatch;
    }

    private static boolean isPublished(Node node) {
        return switch (node) {
            case Node.Model m -> true;
            case Node.Snapshot s -> true;
            case Node.Seed s -> true;
            case Node.Source s -> false;
            case Node.DataTest t -> false;
            case Node.UnitTest t -> false;
            case Node.Analysis a -> false;
            case Node.Exposure e -> false;
        };
    }

    private static Optional<Marker> find(Map<RelationName, Marker> markers, RelationName name) {
        String key = Catalog.key(name);
        return markers.entrySet().stream()
                .filter(entry -> Catalog.key(entry.getKey()).equals(key))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static DiagnosticException refusal(Node node, String reason, String remedy) {
        return new DiagnosticException(
                Diagnostic.error(node.header().location(), "Cannot publish '" + node.name() + "': " + reason, remedy));
    }

    /** The verb that does nodes of this kind without tests. */
    public Verb verb() {
        return switch (node.id().kind()) {
            case SEED -> Verb.SEED;
            case SNAPSHOT -> Verb.SNAPSHOT;
            case MODEL, SOURCE, DATA_TEST, UNIT_TEST, ANALYSIS, EXPOSURE, OPERATION -> Verb.RUN;
        };
    }
}
