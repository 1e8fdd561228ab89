package dev.ashlar.run;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.IntervalStatement.RecordInterval;
import dev.ashlar.plan.MarkerStatement.RecordMarker;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.TransactionStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One transaction, or one step between transactions: what is done again when another was in the way.
 *
 * @param whole whether it can be done again from its beginning: not when the transaction spans two plans
 */
record Unit(List<Deed> deeds, boolean whole) {

    /**
     * The one that begins at a deed.
     *
     * @param continued whether a transaction is open by then
     */
    static Unit at(List<Deed> deeds, int at, boolean continued) {
        if (!continued && !deeds.get(at).sends(TransactionStatement.Begin.class)) {
            return new Unit(deeds.subList(at, at + 1), true);
        }
        for (int i = at; i < deeds.size(); i++) {
            if (deeds.get(i).sends(TransactionStatement.Commit.class)) {
                return new Unit(deeds.subList(at, i + 1), !continued);
            }
        }
        return new Unit(deeds.subList(at, deeds.size()), false);
    }

    /** What tells whether the transaction was committed. @param relation under whose name its attempt stands in the records */
    record Trace(RelationName relation, String attempt) {}

    List<Trace> traces() {
        List<Trace> traces = new ArrayList<>();
        for (Deed deed : deeds) {
            if (!(deed.action() instanceof Action.Send send)) continue;
            if (send.statement() instanceof RecordMarker marker) {
                traces.add(new Trace(marker.relation(), marker.attempt()));
            } else if (send.statement() instanceof RecordInterval interval) {
                traces.add(new Trace(interval.relation(), interval.attempt()));
            }
        }
        return traces;
    }

    /** Whether it is a whole transaction that may be sent without waiting for what each of its statements answers. */
    boolean isSilent() {
        return whole
                && deeds.size() > 1
                && deeds.stream()
                        .allMatch(deed -> deed.action() instanceof Action.Count
                                || (deed.action() instanceof Action.Send send
                                        && isSilent(
                                                send.statement(), deed.part().own())));
    }

    /** A statement of the framework's own that moves no rows and leaves nothing in the session. */
    private static boolean isSilent(Statement statement, RelationName own) {
        boolean ofSession = statement instanceof TransactionStatement.SetQueryGroup
                || statement.temporaryTable().isPresent()
                || (statement instanceof RelationStatement.DropTableIfExists drop
                        && drop.table().schema().isEmpty());
        return !ofSession
                && !(statement instanceof Statement.RawSql)
                && Effect.of(statement, own).stream()
                        .noneMatch(effect -> effect instanceof Effect.RowsMoved || effect instanceof Effect.Temporary);
    }

    /** How many tests each of its nodes has behind it. */
    Map<NodePart, Integer> tests() {
        Map<NodePart, Integer> tests = new HashMap<>();
        deeds.forEach(deed -> tests.put(deed.part(), deed.part().tests().size()));
        return tests;
    }
}
