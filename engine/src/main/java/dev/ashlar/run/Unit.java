package dev.ashlar.run;

import dev.ashlar.plan.MarkerStatement.RecordMarker;
import dev.ashlar.plan.TransactionStatement;
import java.util.List;
import java.util.Optional;

/**
 * One transaction, or one step between transactions: what is done again when another was in the way.
 *
 * @param whole whether it can be done again from its beginning: not when the transaction spans two plans
 */
record Unit(List<Action> actions, boolean whole) {

    /**
     * The one that begins at an action.
     *
     * @param continued whether a transaction is open by then
     */
    static Unit at(List<Action> actions, int at, boolean continued) {
        if (!continued && !actions.get(at).sends(TransactionStatement.Begin.class)) {
            return new Unit(actions.subList(at, at + 1), true);
        }
        for (int i = at; i < actions.size(); i++) {
            if (actions.get(i).sends(TransactionStatement.Commit.class)) {
                return new Unit(actions.subList(at, i + 1), !continued);
            }
        }
        return new Unit(actions.subList(at, actions.size()), false);
    }

    /** What tells whether the transaction was committed. */
    Optional<RecordMarker> marker() {
        for (Action action : actions) {
            if (action instanceof Action.Send send && send.statement() instanceof RecordMarker marker) {
                return Optional.of(marker);
            }
        }
        return Optional.empty();
    }
}
