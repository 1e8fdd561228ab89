package dev.ashlar.plan;

import dev.ashlar.plan.Step.Publish;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One transaction out of the publications of several models, all or none. Everything is changed before the first test that
 * sees it changed is run; markers come last, since on some engines writers of one table wait for each other's end.
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

    private List<Turn> turns() {
        publish(0, new TransactionStatement.Begin());
        untie();
        for (int member = 0; member < plans.size(); member++)
            all(member, plans.get(member).applying());
        tie();
        for (int member = 0; member < plans.size(); member++)
            all(member, plans.get(member).checks());
        for (int member = 0; member < plans.size(); member++)
            publish(member, plans.get(member).settling());
        for (int member = 0; member < plans.size(); member++)
            publish(member, plans.get(member).markers());
        publish(plans.size() - 1, new TransactionStatement.Commit());
        for (int member = 0; member < plans.size(); member++)
            all(member, plans.get(member).closing());
        return turns;
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
