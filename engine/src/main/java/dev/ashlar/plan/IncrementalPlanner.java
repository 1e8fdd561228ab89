package dev.ashlar.plan;

import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Node;
import dev.ashlar.report.CatalogRelation.Kind;

/** A table that later runs add to. */
final class IncrementalPlanner {
    private final Assignment work;

    IncrementalPlanner(Assignment work, Incremental incremental) {
        this.work = work;
        if (incremental.strategy() instanceof dev.ashlar.manifest.Materialization.IncrementalStrategy.Named named) {
            throw Planners.strategy(work, named);
        }
    }

    static boolean adds(Node.Model model, RelationState state, PlanContext context) {
        boolean rebuild =
                model.build().conduct().fullRefresh().orElse(context.rebuild() == PlanContext.Rebuild.FULL_REFRESH);
        return !rebuild && state.published().filter(r -> r.kind() == Kind.TABLE).isPresent();
    }

    Plan begin() {
        return new TablePlanner(work).begin();
    }

    Plan proceed(Shape shape) {
        return new TablePlanner(work).proceed(shape);
    }
}
