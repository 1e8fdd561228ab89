package dev.ashlar.run;

import dev.ashlar.plan.Statement;
import dev.ashlar.plan.Step;
import dev.ashlar.report.RowCounts;
import java.util.ArrayList;
import java.util.List;

/** What is done at once of a plan: a statement of a step, or a step without statements. */
sealed interface Action {
    record Send(Statement statement, Phase phase) implements Action {}

    /** The rows of a step whose statements do not tell them. */
    record Count(RowCounts rows) implements Action {}

    record Load(Step.LoadRows step) implements Action {}

    record Check(Step.Check step) implements Action {}

    record Read(Step.Read step) implements Action {}

    /** What the rows of a statement count as. */
    enum Phase {
        STAGE,
        PUBLISH,
        /** Published rows that are counted for the whole step. */
        COUNTED
    }

    default boolean sends(Class<? extends Statement> type) {
        return this instanceof Send send && type.isInstance(send.statement());
    }

    static List<Action> of(List<Step> steps) {
        List<Action> actions = new ArrayList<>();
        for (Step step : steps) add(step, actions);
        return actions;
    }

    private static void add(Step step, List<Action> actions) {
        switch (step) {
            case Step.Stage stage -> stage.statements().forEach(s -> actions.add(new Send(s, Phase.STAGE)));
            case Step.Publish publish -> publish(publish, actions);
            case Step.LoadRows load -> actions.add(new Load(load));
            case Step.Check check -> actions.add(new Check(check));
            case Step.Read read -> actions.add(new Read(read));
        }
    }

    /** The count stands before the last statement: within the transaction, whether the step ends it or not. */
    private static void publish(Step.Publish publish, List<Action> actions) {
        Phase phase = publish.counted().isPresent() ? Phase.COUNTED : Phase.PUBLISH;
        publish.statements().forEach(s -> actions.add(new Send(s, phase)));
        publish.counted().ifPresent(rows -> actions.add(actions.size() - 1, new Count(rows)));
    }
}
