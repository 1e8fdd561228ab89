package dev.ashlar.run;

import dev.ashlar.manifest.Node;
import dev.ashlar.plan.Plan;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.PreviousTable;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.Shape;
import dev.ashlar.port.NodeTask;

/** Puts back what a model published before. Nothing of it is rendered: the code may be another by now. */
public final class RollbackTask implements NodeTask {
    private final Rollback rollback;

    public RollbackTask(Rollback rollback) {
        this.rollback = rollback;
    }

    @Override
    public Prepared prepare(Node node, Facts facts) {
        return new Ready(rollback.model(), rollback.previous().checksum());
    }

    @Override
    public String deed() {
        return "roll back";
    }

    private record Ready(Node.Model model, String checksum) implements Prepared {
        @Override
        public Plan begin(RelationState state, PlanContext context) {
            return PreviousTable.begin(model, checksum, state, context);
        }

        @Override
        public Plan proceed(RelationState state, PlanContext context, Shape shape) {
            return PreviousTable.proceed(model, checksum, state, context, shape);
        }
    }
}
