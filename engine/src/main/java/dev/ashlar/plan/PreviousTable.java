package dev.ashlar.plan;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Materialization.Displaced;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RelationState.Ownership;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the table back that the published one replaced. The two change places in one transaction, so that doing it again
 * undoes it; what hangs on the published table goes over as in every swap. No hooks run, and nothing is tested.
 */
public final class PreviousTable {
    private PreviousTable() {}

    /**
     * @param model nothing of it is rendered
     * @param checksum of what the kept table was built from
     * @throws DiagnosticException when nothing was kept, or what stands is not the model's
     */
    public static Plan begin(Node.Model model, String checksum, RelationState state, PlanContext context) {
        Assignment work = assignment(model, state, context);
        demand(work);
        List<Step> steps = new ArrayList<>();
        if (work.asksBindings()) {
            steps.add(new Step.Read("select * from " + work.names().previous(), List.of(), work.bound()));
        } else {
            steps.add(new Step.Publish(exchange(work, checksum, Optional.empty())));
        }
        return new Plan(steps, List.of(), List.of());
    }

    /** After a plan that asked for a shape. */
    public static Plan proceed(
            Node.Model model, String checksum, RelationState state, PlanContext context, Shape shape) {
        Assignment work = assignment(model, state, context);
        return new Plan(List.of(new Step.Publish(exchange(work, checksum, Optional.of(shape)))), List.of(), List.of());
    }

    private static Assignment assignment(Node.Model model, RelationState state, PlanContext context) {
        return Assignment.of(CompiledNode.bare(model), state, context);
    }

    private static List<Statement> exchange(Assignment work, String checksum, Optional<Shape> shape) {
        RelationName previous = work.names().previous();
        RelationName aside = work.names().replaced();
        Handover handover = new Handover(work, shape, Displacement.byPrevious(work));
        List<Statement> statements = new ArrayList<>();
        statements.add(new TransactionStatement.Begin());
        statements.addAll(handover.clear());
        statements.addAll(Displacement.renamed(work, work.state().previous().orElseThrow(), previous, work.name()));
        statements.addAll(handover.bind());
        if (Indexes.of(work).made() == Indexes.Made.AFTER_SWAP) {
            statements.addAll(Indexes.of(work).create(work.name()));
        }
        work.state().published().ifPresent(bad -> {
            statements.addAll(Displacement.renamed(work, bad, aside, previous));
            statements.addAll(Displacement.retired(
                    work, bad, previous, shape.flatMap(Shape::bindings).orElse(Bindings.NONE)));
        });
        statements.addAll(handover.settle());
        statements.add(work.marker(work.name(), checksum));
        statements.add(new TransactionStatement.Commit());
        return statements;
    }

    private static void demand(Assignment work) {
        RelationName previous = work.names().previous();
        Optional<CatalogRelation> published = work.state().published();
        if (work.displaced() != Displaced.KEPT) {
            throw refused(
                    work,
                    "nothing that it replaces is kept.",
                    "Write keep_previous: true; the build after the next one can be rolled back.");
        }
        published.filter(r -> work.state().ownership() == Ownership.UNKNOWN).ifPresent(taken -> {
            throw refused(
                    work, PlanRefusal.thing(taken) + " was not made by Ashlar.", "Take it over with --adopt first.");
        });
        published.filter(r -> r.kind() != Kind.TABLE).ifPresent(other -> {
            throw refused(work, PlanRefusal.thing(other) + " stands under its name.", "Build it.");
        });
        for (CatalogRelation stranger : work.state().strangers()) {
            if (stranger.name().equals(previous)) {
                throw refused(work, PlanRefusal.thing(stranger) + " was not made by Ashlar.", "Drop or rename it.");
            }
            if (stranger.name().equals(work.names().replaced())) {
                throw refused(
                        work,
                        PlanRefusal.thing(stranger)
                                + " stands where the published table is put meanwhile, and was not made by Ashlar.",
                        "Drop or rename it.");
            }
        }
        if (work.state().previous().isEmpty()) {
            throw refused(
                    work,
                    "there is no " + previous.plain() + ".",
                    "A table is kept from the second build on that publishes it.");
        }
    }

    private static DiagnosticException refused(Assignment work, String reason, String remedy) {
        return PlanRefusal.of(
                work.node(), "Cannot roll back " + PlanRefusal.thing(work.node()) + ": " + reason, remedy);
    }
}
