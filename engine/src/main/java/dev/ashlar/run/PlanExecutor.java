package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.plan.HeldPlan;
import dev.ashlar.plan.JointPublication;
import dev.ashlar.plan.Plan;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.Shape;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.Step;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.QueryResult;
import dev.ashlar.report.RowCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Does the plans of one attempt, at one node or at several that are published together, step by step. It decides nothing
 * about SQL; it knows transactions: what counts when, what is done again, and what is undone.
 */
final class PlanExecutor {
    private static final int QUESTION_ROWS = 100;

    private final NodeSession session;
    private final RunState run;
    private final Repeats repeats;
    private final Turn turn;
    private final Sending sending;

    private final Set<NodePart> parts = new LinkedHashSet<>();
    private Optional<NodePart> at = Optional.empty();

    PlanExecutor(NodeSession session, RunState run, Repeats repeats, Turn turn) {
        this.session = session;
        this.run = run;
        this.repeats = repeats;
        this.turn = turn;
        this.sending = new Sending(session, run);
    }

    /** The tests that gate the node. */
    interface Gate {
        /** Runs the tests of the check's scope; in a transaction, those after one that errors are left out. */
        List<NodeResult> check(Step.Check check, WarehouseSession session, Place place);

        /** After the transaction in which tests were run has ended: stores what they found. */
        void ended();
    }

    enum Place {
        IN_TRANSACTION,
        BETWEEN_TRANSACTIONS
    }

    /** @param most times that a transaction is done again */
    record Repeats(int most, Duration firstPause) {
        Duration pause(int attempt) {
            return firstPause.multipliedBy(1L << Math.min(attempt, 10));
        }
    }

    /** A gate did not let the node through; what the plan said about that has been done. */
    static final class GateClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GateClosedException() {
            super("gate closed", null, false, false);
        }
    }

    /**
     * On any exception the transaction is rolled back and what was staged is removed, as far as the warehouse lets us.
     *
     * @throws GateClosedException when tests failed
     * @throws WarehouseException of kind CONNECTION when only a new attempt at the whole node can help
     */
    void execute(NodePart part, RelationState state, PlanContext context) {
        guarded(() -> {
            Plan last = shaped(part, state, context);
            turn.publishing(() -> perform(Deed.of(part, last)));
        });
    }

    /** Does all that is to be done for one node before it is published with others, within {@link #guarded}. */
    HeldPlan stage(NodePart part, RelationState state, PlanContext context) {
        HeldPlan plan = HeldPlan.of(shaped(part, state, context), part.own());
        perform(Deed.of(part, plan.staging()));
        return plan;
    }

    /** Publishes nodes in one transaction, in the order in which they were staged, within {@link #guarded}. */
    void publish(List<NodePart> members, List<HeldPlan> plans) {
        List<Deed> deeds = new ArrayList<>();
        for (JointPublication.Turn turn : JointPublication.of(plans)) {
            deeds.addAll(Deed.of(members.get(turn.member()), List.of(turn.step())));
        }
        perform(deeds);
    }

    /** Works off a node's plans but the last. */
    private Plan shaped(NodePart part, RelationState state, PlanContext context) {
        parts.add(part);
        at = Optional.of(part);
        Plan plan = session.interruptible(() -> part.prepared().begin(state, context));
        while (true) {
            plan.notes().forEach(part::note);
            part.cleanUp(plan.cleanup());
            if (!plan.asksForShape()) {
                plan.operations().ifPresent(part::applies);
                return plan;
            }
            Shape shape = perform(Deed.of(part, plan)).orElseThrow();
            plan = session.interruptible(() -> part.prepared().proceed(state, context, shape));
        }
    }

    /**
     * Undoes what was staged if the work fails.
     *
     * @throws GateClosedException when tests failed; nothing is left but what did not pass them
     */
    void guarded(Runnable work) {
        try {
            work.run();
        } catch (GateClosedException e) {
            // what did not pass is kept by its own plan
            at.ifPresent(failed -> undo(part -> !part.equals(failed)));
            gatesEnded();
            throw e;
        } catch (RuntimeException | Error e) {
            at.ifPresent(part -> part.log().fault());
            undo(part -> true);
            throw e;
        }
        gatesEnded();
    }

    private void gatesEnded() {
        session.sheltered(() -> {
            turn.publishing(() -> parts.forEach(part -> part.gate().ended()));
            return null;
        });
    }

    /** Whose turn it is: at fault, after an exception. */
    Optional<NodePart> at() {
        return at;
    }

    private Optional<Shape> perform(List<Deed> deeds) {
        Optional<Shape> shape = Optional.empty();
        int next = 0;
        while (next < deeds.size()) {
            Unit unit = Unit.at(deeds, next, sending.inTransaction());
            Optional<Shape> found = repeating(unit);
            if (found.isPresent()) shape = found;
            next += unit.deeds().size();
        }
        return shape;
    }

    /** Until it succeeds or must not be done again. */
    private Optional<Shape> repeating(Unit unit) {
        for (int attempt = 0; ; attempt++) {
            Map<NodePart, Integer> testsBefore = unit.tests();
            try {
                at = Optional.of(unit.deeds().get(0).part());
                // the last attempt goes one by one, so that the failure has its place
                if (attempt == 0 && repeats.most() > 0 && sending.together(unit)) return Optional.empty();
                Optional<Shape> shape = Optional.empty();
                for (Deed deed : unit.deeds()) {
                    Optional<Shape> found = once(deed);
                    if (found.isPresent()) shape = found;
                }
                return shape;
            } catch (WarehouseException fault) {
                boolean again = recover(fault, unit, attempt);
                if (!again) return Optional.empty();
                testsBefore.forEach(NodePart::forgetTests);
                session.pause(repeats.pause(attempt));
                session.confirm();
            }
        }
    }

    /** @return false when the work turns out to have been done; the fault is thrown when it must not be done again */
    private boolean recover(WarehouseException fault, Unit unit, int attempt) {
        boolean transaction = sending.inTransaction();
        boolean inDoubt = sending.takeDoubt();
        switch (fault.kind()) {
            case STATEMENT, CANCELLED, TIMED_OUT -> throw fault;
            case RETRYABLE -> {
                if (attempt >= repeats.most()) throw fault;
                boolean lost = transaction && !sending.rollback(at.orElseThrow());
                if (!unit.whole() || (lost && sending.hasTemporaries())) throw sessionLost(fault);
                return true;
            }
            case CONNECTION -> {
                if (transaction && inDoubt && settled(unit, fault)) {
                    sending.committed(unit.deeds().get(unit.deeds().size() - 1).part());
                    return false;
                }
                session.lose();
                sending.forget();
                if (attempt >= repeats.most() || !transaction || !unit.whole() || sending.hasTemporaries()) throw fault;
                return true;
            }
        }
        throw fault;
    }

    private static WarehouseException sessionLost(WarehouseException fault) {
        return new WarehouseException(WarehouseException.Kind.CONNECTION, fault.getMessage(), fault.position(), fault);
    }

    /**
     * Whether the transaction was committed whose acknowledgement was lost. Its session is ended first: as long as the server
     * is at work on the commit, the records tell nothing.
     *
     * @throws WarehouseException of kind STATEMENT when nobody can tell, so that nothing is done twice
     */
    private boolean settled(Unit unit, WarehouseException fault) {
        try {
            return session.sheltered(() -> {
                session.end();
                List<Unit.Trace> traces = unit.traces();
                return !traces.isEmpty() && traces.stream().allMatch(run::committed);
            });
        } catch (WarehouseException unknown) {
            sending.forget();
            throw new WarehouseException(
                    WarehouseException.Kind.STATEMENT,
                    "The connection was lost during a commit, and the warehouse cannot be asked whether it was done ("
                            + unknown.getMessage() + "). The next run will see what is there.",
                    Optional.empty(),
                    fault);
        }
    }

    private Optional<Shape> once(Deed deed) {
        NodePart part = deed.part();
        at = Optional.of(part);
        switch (deed.action()) {
            case Action.Send send -> sending.send(part, send.statement(), send.phase());
            case Action.Count count -> sending.count(part, count.rows(), Action.Phase.PUBLISH);
            case Action.Load load -> load(part, load.step());
            case Action.Check check -> check(part, check.step());
            case Action.Read read -> {
                return Optional.of(read(part, read.step()));
            }
        }
        return Optional.empty();
    }

    private void load(NodePart part, Step.LoadRows load) {
        long rows = session.session()
                .load(
                        load.table(),
                        load.columns(),
                        load.typing(),
                        part.prepared().rows(load.content()));
        switch (load.content()) {
            case SEED, ROWS -> sending.count(part, new RowCounts(rows, 0, 0), Action.Phase.STAGE);
            case REJECTS -> sending.count(part, RowCounts.ofRejects(rows), Action.Phase.STAGE);
            case TEXTS -> {}
        }
        if (!sending.inTransaction()) part.committed();
    }

    private Shape read(NodePart part, Step.Read read) {
        part.log().record(read.query());
        List<CatalogColumn> columns = session.session().describe(read.query());
        if (!read.spells(columns)) return Shape.ofColumns(columns);
        Map<String, QueryResult> answers = new LinkedHashMap<>();
        for (Step.Question question : read.questions()) {
            part.log().record(question.sql());
            answers.put(question.name(), session.session().read(question.sql(), QUESTION_ROWS));
        }
        return new Shape(columns, answers, read.bound().map(run::bindings));
    }

    private void check(NodePart part, Step.Check check) {
        Place place = sending.inTransaction() ? Place.IN_TRANSACTION : Place.BETWEEN_TRANSACTIONS;
        List<NodeResult> found = part.gate().check(check, session.session(), place);
        part.tested(found);
        if (found.stream().noneMatch(NodeResult::failed)) return;
        session.sheltered(() -> {
            turn.keeping(() -> keepForALook(part, check.onFailure()), () -> undo(other -> true));
            return null;
        });
        throw new GateClosedException();
    }

    private void keepForALook(NodePart part, List<Statement> statements) {
        try {
            boolean saysRollback = !statements.isEmpty() && statements.get(0) instanceof TransactionStatement.Rollback;
            if (sending.inTransaction() && !saysRollback) sending.rollback(part);
            for (Statement statement : statements) sending.send(part, statement, Action.Phase.STAGE);
        } catch (WarehouseException e) {
            part.note(Diagnostic.warning("What failed the tests could not be kept for a look: " + e.getMessage(), ""));
            undo(other -> true);
        }
    }

    /** @param whose what they staged is removed */
    private void undo(Predicate<NodePart> whose) {
        List<NodePart> those = parts.stream().filter(whose).toList();
        if (those.isEmpty()) return;
        session.sheltered(() -> {
            if (sending.inTransaction()) sending.rollback(at.orElseThrow());
            for (NodePart part : those) {
                for (Statement statement : part.cleanup()) cleanUp(part, statement);
            }
            if (sending.inTransaction()) sending.rollback(at.orElseThrow());
            return null;
        });
        sending.touched().forEach(run::reread);
    }

    private void cleanUp(NodePart part, Statement statement) {
        try {
            sending.send(part, statement, Action.Phase.STAGE);
        } catch (WarehouseException | DiagnosticException e) {
            part.log().record("-- not cleaned up: " + e.getMessage());
        }
    }
}
