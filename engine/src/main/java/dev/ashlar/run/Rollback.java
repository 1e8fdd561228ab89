package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.Displaced;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.CandidateNames;
import dev.ashlar.port.RunRecords.Marker;
import dev.ashlar.report.Catalog;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code rollback} may put back.
 *
 * @param published marker of what stands now
 * @param previous marker of what was kept: it names the run that replaced it
 */
public record Rollback(Node.Model model, Marker published, Marker previous) {
    /** @throws DiagnosticException when nothing is kept of the node */
    public static Rollback of(Node node, Map<RelationName, Marker> markers, int identifierLimit) {
        if (!(node instanceof Node.Model model)) {
            throw refusal(node, "it is a " + node.id().kind().word() + ", and only tables of models are kept.", "");
        }
        String word = model.materialization().word();
        switch (model.materialization()) {
            case Materialization.View m -> throw refusal(model, "it is a view, and a view holds no rows.", "");
            case Materialization.Ephemeral m -> throw refusal(model, "it is ephemeral, and stands nowhere.", "");
            case Materialization.MaterializedView m -> throw notKept(model, word);
            case Materialization.External m -> throw notKept(model, word);
            case Materialization.Table m -> {}
            case Materialization.Incremental m -> {}
            case Materialization.Custom m -> {}
        }
        if (model.transactionGroup().isPresent()) {
            throw refusal(
                    model,
                    "it is of transaction group '" + model.transactionGroup().get()
                            + "', and beside the others it would stand as it never did.",
                    "Let the models of the group read what they are to show, and build them.");
        }
        if (model.build().conduct().displaced() != Displaced.KEPT) {
            throw refusal(
                    model,
                    "nothing that it replaces is kept.",
                    "Write keep_previous: true; from then on the last build can be rolled back.");
        }
        RelationName relation = model.build().relation();
        Optional<Marker> published = find(markers, relation);
        Optional<Marker> previous =
                find(markers, CandidateNames.of(relation, identifierLimit).previous());
        if (published.isEmpty() || previous.isEmpty()) {
            throw refusal(
                    model, "nothing of it is kept yet.", "A table is kept from the second build on that publishes it.");
        }
        return new Rollback(model, published.get(), previous.get());
    }

    private static DiagnosticException notKept(Node.Model model, String word) {
        return refusal(model, "it is a " + word.replace('_', ' ') + ", and only tables are kept.", "");
    }

    /** Whether increments have added to what stands since it took its place. */
    public boolean losesIncrements() {
        return published.at().isAfter(previous.at());
    }

    private static Optional<Marker> find(Map<RelationName, Marker> markers, RelationName name) {
        String key = Catalog.key(name);
        return markers.entrySet().stream()
                .filter(entry -> Catalog.key(entry.getKey()).equals(key))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static DiagnosticException refusal(Node node, String reason, String remedy) {
        return new DiagnosticException(Diagnostic.error(
                node.header().location(), "Cannot roll back '" + node.name() + "': " + reason, remedy));
    }
}
