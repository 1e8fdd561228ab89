package dev.ashlar.run;

import dev.ashlar.plan.Plan;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.Step;
import java.util.List;

/** What is done at once, and for whom. */
record Deed(NodePart part, Action action) {
    static List<Deed> of(NodePart part, Plan plan) {
        return of(part, plan.steps());
    }

    static List<Deed> of(NodePart part, List<Step> steps) {
        return Action.of(steps).stream().map(action -> new Deed(part, action)).toList();
    }

    boolean sends(Class<? extends Statement> type) {
        return action.sends(type);
    }
}
