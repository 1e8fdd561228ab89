package dev.ashlar.plan;

import dev.ashlar.plan.Step.Publish;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * One transaction out of the publications of several models, all or none. Markers come last, since on some engines writers
 * of one table wait for each other's end.
 *
 * <p>Readers wait for a table that has been swapped until the transaction ends. So what takes long, increments and the tests
 * that see them applied, comes first, and the swaps last; those tests see the candidates of what is not swapped yet. Only
 * where the user's hooks run with an increment is everything published in the order of the models, since a hook must find
 * the others published.
 */
public final class JointPublication {
    private final List<HeldPlan> plans;
    private final List<Turn> turns = new ArrayList<>();

    private JointPublication(List<HeldPlan> plans) {
        this.plans = plans;
    }

    /** @param member whose step it is, by its place among the plans */
    public record Turn(int member, Step step) {}

    /** @param plans in the order in which their models read each other */
    public static List<Turn> of(List<HeldPlan> plans) {
        return new JointPublication(List.copyOf(plans)).turns();
    }

    /** Whether the tests within the transaction are run before the swaps. */
    public static boolean swapsLast(List<HeldPlan> plans) {
        return plans.stream().noneMatch(plan -> !plan.swaps() && plan.isHooked());
    }

    private List<Turn> turns() {
        publish(0, new TransactionStatement.Begin());
        untie();
        boolean swapsLast = swapsLast(plans);
        each(plan -> !swapsLast || !plan.swaps(), (member, plan) -> all(member, plan.applying()));
        if (!swapsLast) tie();
        each(plan -> true, (member, plan) -> all(member, plan.checks()));
        each(plan -> true, (member, plan) -> publish(member, plan.settling()));
        if (swapsLast) {
            each(HeldPlan::swaps, (member, plan) -> all(member, plan.applying()));
            tie();
        }
        each(plan -> true, (member, plan) -> publish(member, plan.markers()));
        publish(plans.size() - 1, new TransactionStatement.Commit());
        each(plan -> true, (member, plan) -> all(member, plan.closing()));
        return turns;
    }

    private void each(Predicate<HeldPlan> which, BiConsumer<Integer, HeldPlan> work) {
        for (int member = 0; member < plans.size(); member++) {
            if (which.test(plans.get(member))) work.accept(member, plans.get(member));
        }
    }

    /** A key between two members is of the plans of both. */
    private void untie() {
        Set<Statement> dropped = new LinkedHashSet<>();
        for (int member = 0; member < plans.size(); member++) {
            for (Statement key : plans.get(member).untying()) {
                if (dropped.add(key)) publish(member, key);
            }
        }
    }

    private void tie() {
        Set<Statement> made = new LinkedHashSet<>();
        for (int member = 0; member < plans.size(); member++) {
            for (Statement key : plans.get(member).tying()) {
                if (made.add(key)) publish(member, key);
            }
        }
    }

    private void all(int member, List<? extends Step> steps) {
        steps.forEach(step -> turns.add(new Turn(member, step)));
    }

    private void publish(int member, Statement statement) {
        turns.add(new Turn(member, new Publish(List.of(statement))));
    }

    private void publish(int member, List<? extends Statement> statements) {
        statements.forEach(statement -> publish(member, statement));
    }
}
