package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Plan;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.Shape;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.Step;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.port.NodeTask.Prepared;
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

/**
 * Does the plans of one attempt at one node, step by step. It decides nothing about SQL; it knows transactions: what
 * counts when, what is done again, and what is undone.
 */
final class PlanExecutor {
    private static final int QUESTION_ROWS = 100;

    private final NodeSession session;
    private final StatementLog log;
    private final Gate gate;
    private final RunState run;
    private final RelationName own;
    private final Repeats repeats;

    private final List<Diagnostic> notes = new ArrayList<>();
    private final List<NodeResult> tests = new ArrayList<>();
    private final Set<Statement> cleanup = new LinkedHashSet<>();
    private final Set<RelationName> touched = new LinkedHashSet<>();
    private Optional<Transaction> open = Optional.empty();
    private boolean temporaries;
    private boolean commitSent;
    private RowCounts staged = RowCounts.NONE;
    private RowCounts published = RowCounts.NONE;
    private boolean publishedRows;
    private int commits;

    /** @param own the relation of the node */
    PlanExecutor(NodeSession session, StatementLog log, Gate gate, RunState run, RelationName own, Repeats repeats) {
        this.session = session;
        this.log = log;
        this.gate = gate;
        this.run = run;
        this.own = own;
        this.repeats = repeats;
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
    void execute(Prepared prepared, RelationState state, PlanContext context) {
        try {
            Plan plan = prepared.begin(state, context);
            while (true) {
                notes.addAll(plan.notes());
                cleanup.addAll(plan.cleanup());
                Optional<Shape> shape = perform(Action.of(plan), prepared);
                if (shape.isEmpty()) break;
                plan = prepared.proceed(state, context, shape.get());
            }
        } catch (GateClosedException e) {
            gate.ended();
            throw e;
        } catch (RuntimeException | Error e) {
            log.fault();
            undo();
            throw e;
        }
        gate.ended();
    }

    List<Diagnostic> notes() {
        return notes;
    }

    List<NodeResult> tests() {
        return tests;
    }

    /** Rows of the publishing statements, or of the staged relation where publishing moves no rows. */
    RowCounts rows() {
        return publishedRows ? published : staged;
    }

    int commits() {
        return commits;
    }

    private Optional<Shape> perform(List<Action> actions, Prepared prepared) {
        Optional<Shape> shape = Optional.empty();
        int at = 0;
        while (at < actions.size()) {
            Unit unit = Unit.at(actions, at, open.isPresent());
            Optional<Shape> found = repeating(unit, prepared);
            if (found.isPresent()) shape = found;
            at += unit.actions().size();
        }
        return shape;
    }

    /** Until it succeeds or must not be done again. */
    private Optional<Shape> repeating(Unit unit, Prepared prepared) {
        for (int attempt = 0; ; attempt++) {
            int testsBefore = tests.size();
            try {
                Optional<Shape> shape = Optional.empty();
                for (Action action : unit.actions()) {
                    Optional<Shape> found = once(action, prepared);
                    if (found.isPresent()) shape = found;
                }
                return shape;
            } catch (WarehouseException fault) {
                boolean again = recover(fault, unit, attempt);
                if (!again) return Optional.empty();
                tests.subList(testsBefore, tests.size()).clear();
                session.pause(repeats.pause(attempt));
                session.confirm();
            }
        }
    }

    /** @return false when the work turns out to have been done; the fault is thrown when it must not be done again */
    private boolean recover(WarehouseException fault, Unit unit, int attempt) {
        boolean transaction = open.isPresent();
        boolean inDoubt = commitSent;
        commitSent = false;
        switch (fault.kind()) {
            case STATEMENT, CANCELLED, TIMED_OUT -> throw fault;
            case RETRYABLE -> {
                if (attempt >= repeats.most()) throw fault;
                boolean lost = transaction && !rollback();
                if (!unit.whole() || (lost && temporaries)) throw sessionLost(fault);
                return true;
            }
            case CONNECTION -> {
                if (transaction && inDoubt && settled(unit, fault)) {
                    committed();
                    return false;
                }
                session.lose();
                open = Optional.empty();
                if (attempt >= repeats.most() || !transaction || !unit.whole() || temporaries) throw fault;
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
     * is at work on the commit, the marker tells nothing.
     *
     * @throws WarehouseException of kind STATEMENT when nobody can tell, so that nothing is done twice
     */
    private boolean settled(Unit unit, WarehouseException fault) {
        try {
            return session.sheltered(() -> {
                session.end();
                return unit.marker().map(run::committed).orElse(false);
            });
        } catch (WarehouseException unknown) {
            open = Optional.empty();
            throw new WarehouseException(
                    WarehouseException.Kind.STATEMENT,
                    "The connection was lost during a commit, and the warehouse cannot be asked whether it was done ("
                            + unknown.getMessage() + "). The next run will see what is there.",
                    Optional.empty(),
                    fault);
        }
    }

    private Optional<Shape> once(Action action, Prepared prepared) {
        switch (action) {
            case Action.Send send -> send(send.statement(), send.phase());
            case Action.Count count -> count(count.rows(), Action.Phase.PUBLISH);
            case Action.Load load -> load(load.step(), prepared);
            case Action.Check check -> check(check.step());
            case Action.Read read -> {
                return Optional.of(read(read.step()));
            }
        }
        return Optional.empty();
    }

    private void load(Step.LoadRows load, Prepared prepared) {
        long rows = session.session().load(load.table(), load.columns(), prepared.rows(load.content()));
        switch (load.content()) {
            case ROWS -> count(new RowCounts(rows, 0, 0), Action.Phase.STAGE);
            case TEXTS, REJECTS -> {}
        }
        if (open.isEmpty()) commits++;
    }

    private Shape read(Step.Read read) {
        Map<String, QueryResult> answers = new LinkedHashMap<>();
        for (Step.Question question : read.questions()) {
            log.record(question.sql());
            answers.put(question.name(), session.session().read(question.sql(), QUESTION_ROWS));
        }
        log.record(read.query());
        List<CatalogColumn> columns = session.session().describe(read.query());
        return new Shape(columns, answers, read.bound().map(run::bindings));
    }

    private void check(Step.Check check) {
        Place place = open.isPresent() ? Place.IN_TRANSACTION : Place.BETWEEN_TRANSACTIONS;
        List<NodeResult> found = gate.check(check, session.session(), place);
        tests.addAll(found);
        if (found.stream().noneMatch(NodeResult::failed)) return;
        session.sheltered(() -> {
            keepForALook(check.onFailure());
            return null;
        });
        throw new GateClosedException();
    }

    private void keepForALook(List<Statement> statements) {
        try {
            boolean saysRollback = !statements.isEmpty() && statements.get(0) instanceof TransactionStatement.Rollback;
            if (open.isPresent() && !saysRollback) rollback();
            for (Statement statement : statements) send(statement, Action.Phase.STAGE);
        } catch (WarehouseException e) {
            notes.add(Diagnostic.warning("What failed the tests could not be kept for a look: " + e.getMessage(), ""));
            undo();
        }
    }

    private void send(Statement statement, Action.Phase phase) {
        switch (statement) {
            case TransactionStatement.Begin begin -> {
                log.run(session.session(), statement);
                open = Optional.of(new Transaction());
            }
            case TransactionStatement.Commit commit -> {
                WarehouseSession to = session.session();
                commitSent = true;
                session.sheltered(() -> log.run(to, statement));
                commitSent = false;
                committed();
            }
            case TransactionStatement.Rollback rollback -> rollback();
            default -> {
                List<Effect> effects = Effect.of(statement, own);
                effects.forEach(this::remember);
                RowCounts rows = log.run(session.session(), statement);
                if (effects.contains(new Effect.RowsMoved())) count(rows, phase);
                open.ifPresentOrElse(t -> t.add(effects), () -> {
                    // a setting of the session commits nothing
                    if (!(statement instanceof TransactionStatement.SetQueryGroup)) commits++;
                    run.apply(effects);
                });
            }
        }
    }

    private void count(RowCounts rows, Action.Phase phase) {
        switch (phase) {
            case STAGE -> open.ifPresentOrElse(t -> t.staged(rows), () -> staged = staged.plus(rows));
            case PUBLISH -> {
                publishedRows = true;
                open.ifPresentOrElse(t -> t.published(rows), () -> published = published.plus(rows));
            }
            case COUNTED -> {}
        }
    }

    private void committed() {
        Transaction done = open.orElseThrow();
        open = Optional.empty();
        commits++;
        staged = staged.plus(done.staged());
        published = published.plus(done.published());
        run.apply(done.effects());
    }

    /** @return whether the session is still good */
    private boolean rollback() {
        log.record("rollback");
        open = Optional.empty();
        return session.rollback();
    }

    private void remember(Effect effect) {
        switch (effect) {
            case Effect.Changed changed -> touched.add(changed.relation());
            case Effect.Gone gone -> touched.add(gone.relation());
            case Effect.Moved moved -> {
                touched.add(moved.from());
                touched.add(moved.to());
            }
            case Effect.Marked marked -> {}
            case Effect.Forgotten forgotten -> {}
            case Effect.RowsMoved moved -> {}
            case Effect.Temporary temporary -> temporaries = true;
        }
    }

    private void undo() {
        session.sheltered(() -> {
            if (open.isPresent()) rollback();
            for (Statement statement : cleanup) {
                try {
                    send(statement, Action.Phase.STAGE);
                } catch (WarehouseException | DiagnosticException e) {
                    log.record("-- not cleaned up: " + e.getMessage());
                }
            }
            if (open.isPresent()) rollback();
            return null;
        });
        touched.forEach(run::reread);
    }
}
