package dev.ashlar.plan;

import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Publishes what tests did not let through, without asking them again. A whole candidate is swapped in; kept rows of an
 * increment or of a snapshot's source go the way they would have gone, in the place of the node's query.
 */
public final class FailedCandidate {
    private FailedCandidate() {}

    /**
     * @param compiled the node; hooks before it are not run again
     * @param context of the run that failed: its time and its rebuild; nothing gates
     * @throws dev.ashlar.diagnostic.DiagnosticException when nothing was kept
     */
    public static Plan begin(CompiledNode compiled, RelationState state, PlanContext context) {
        Assignment work = Assignment.of(compiled, state, open(context));
        if (state.failed().isEmpty()) {
            throw PlanRefusal.of(
                    compiled.node(),
                    "Cannot publish " + PlanRefusal.thing(compiled.node())
                            + ": no candidate of it that failed its tests" + " is kept.",
                    "Build it.");
        }
        if (isMadeFromItsQuery(work)) return Planners.begin(withoutHooksBefore(compiled), state, open(context));
        if (!whole(compiled.node(), state, context)) return Planners.begin(kept(compiled, work), state, open(context));
        work.demandFreeWay();
        Replacement replacement = new Replacement(work, state.failed().get().kind());
        List<Step> steps = new ArrayList<>();
        // what an earlier swap left may stand where this one puts what it replaces
        Assignment.stage(steps, work.dropLeftovers());
        steps.addAll(replacement.swapSteps(work.names().failed()));
        return new Plan(steps, List.of(), List.of());
    }

    /** After a plan that asked for a shape. */
    public static Plan proceed(CompiledNode compiled, RelationState state, PlanContext context, Shape shape) {
        Assignment work = Assignment.of(compiled, state, open(context));
        if (isMadeFromItsQuery(work))
            return Planners.proceed(withoutHooksBefore(compiled), state, open(context), shape);
        if (whole(compiled.node(), state, context)) {
            Replacement replacement = new Replacement(work, state.failed().get().kind());
            return new Plan(replacement.swapSteps(work.names().failed(), Optional.of(shape)), List.of(), List.of());
        }
        return Planners.proceed(kept(compiled, work), state, open(context), shape);
    }

    /** Of a materialized view a table of its rows may have been kept, which is none: the view is made or refreshed. */
    private static boolean isMadeFromItsQuery(Assignment work) {
        return work.node() instanceof Node.Model model
                && model.materialization() instanceof Materialization.MaterializedView
                && work.can(EngineCapability.MATERIALIZED_VIEWS)
                && work.state().failed().filter(r -> r.kind() == Kind.TABLE).isPresent();
    }

    private static CompiledNode withoutHooksBefore(CompiledNode compiled) {
        return compiled.with(compiled.hooks().withoutBefore());
    }

    /** Whether what was kept is a whole relation; else it is rows that were to be added. */
    private static boolean whole(Node node, RelationState state, PlanContext context) {
        return switch (node) {
            case Node.Model model -> !Planners.adds(model, state, context.rebuild());
            case Node.Snapshot snapshot -> state.published().isEmpty();
            case Node.Seed seed -> true;
            case Node.Source n -> throw unpublished(n);
            case Node.DataTest n -> throw unpublished(n);
            case Node.UnitTest n -> throw unpublished(n);
            case Node.Analysis n -> throw unpublished(n);
            case Node.Exposure n -> throw unpublished(n);
        };
    }

    private static IllegalArgumentException unpublished(Node node) {
        return new IllegalArgumentException(node.id() + " is not published by a plan");
    }

    private static CompiledNode kept(CompiledNode compiled, Assignment work) {
        return new CompiledNode(
                compiled.node(),
                "select *\nfrom " + work.names().failed(),
                SourceMap.EMPTY,
                compiled.hooks().withoutBefore(),
                "",
                compiled.macros(),
                false,
                compiled.parent());
    }

    private static PlanContext open(PlanContext context) {
        return new PlanContext(
                context.engine(),
                context.can(),
                context.identifierLimit(),
                context.types(),
                context.rebuild(),
                GateMode.OPEN,
                context.runTime(),
                context.invocationId(),
                context.attempt(),
                context.markers());
    }
}
