package dev.ashlar.run;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.RowCounts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the statements of an attempt and knows in which transaction they stand: what counts at once and what with its
 * commit, and what the run may believe of the warehouse afterwards.
 */
final class Sending {
    private final NodeSession session;
    private final RunState run;

    private final Set<RelationName> touched = new LinkedHashSet<>();
    private Optional<Transaction> open = Optional.empty();
    private boolean temporaries;
    private boolean commitSent;

    Sending(NodeSession session, RunState run) {
        this.session = session;
        this.run = run;
    }

    boolean inTransaction() {
        return open.isPresent();
    }

    /** Whether a commit was sent and not answered. Asked once. */
    boolean takeDoubt() {
        boolean inDoubt = commitSent;
        commitSent = false;
        return inDoubt;
    }

    /** Whether something was made that dies with the session. */
    boolean hasTemporaries() {
        return temporaries;
    }

    /** What was made, dropped or renamed, or would have been. */
    Set<RelationName> touched() {
        return touched;
    }

    void send(NodePart part, Statement statement, Action.Phase phase) {
        switch (statement) {
            case TransactionStatement.Begin begin -> {
                part.log().run(session.session(), statement);
                open = Optional.of(new Transaction());
            }
            case TransactionStatement.Commit commit -> {
                WarehouseSession to = session.session();
                commitSent = true;
                session.sheltered(() -> part.log().run(to, statement));
                commitSent = false;
                committed(part);
            }
            case TransactionStatement.Rollback rollback -> rollback(part);
            default -> {
                List<Effect> effects = Effect.of(statement, part.own());
                effects.forEach(this::remember);
                RowCounts rows = part.log().run(session.session(), statement);
                if (effects.contains(new Effect.RowsMoved())) count(part, rows, phase);
                open.ifPresentOrElse(t -> t.add(effects), () -> {
                    // a setting of the session commits nothing
                    if (!(statement instanceof TransactionStatement.SetQueryGroup)) part.committed();
                    run.apply(effects);
                });
            }
        }
    }

    /**
     * Sends a transaction in one turn, if that is possible and goes well.
     *
     * @return false when it is to be sent statement by statement: nothing of it is left
     * @throws WarehouseException when it was cancelled, took too long, met another transaction, or the session was lost; the
     *     transaction is open then, as after any failure
     */
    boolean together(Unit unit) {
        if (!unit.isSilent()) return false;
        WarehouseSession to = session.session();
        if (!to.takesTransactions()) return false;
        open = Optional.of(new Transaction());
        List<String> words = new ArrayList<>();
        for (Deed deed : unit.deeds()) {
            if (deed.action() instanceof Action.Send send) words.add(noted(deed.part(), send.statement()));
            if (deed.action() instanceof Action.Count count) count(deed.part(), count.rows(), Action.Phase.PUBLISH);
        }
        NodePart last = unit.deeds().get(unit.deeds().size() - 1).part();
        commitSent = true;
        try {
            to.runTransaction(words);
        } catch (WarehouseException refused) {
            if (refused.kind() != WarehouseException.Kind.STATEMENT) throw refused;
            commitSent = false;
            boolean lost = !rollback(last);
            if (lost && temporaries) throw refused;
            // one by one, the statement that fails tells its own reason
            return false;
        }
        commitSent = false;
        committed(last);
        return true;
    }

    /** @return its words */
    private String noted(NodePart part, Statement statement) {
        List<Effect> effects = Effect.of(statement, part.own());
        effects.forEach(this::remember);
        open.orElseThrow().add(effects);
        return part.log().record(statement);
    }

    void count(NodePart part, RowCounts rows, Action.Phase phase) {
        part.expect(phase);
        open.ifPresentOrElse(t -> t.count(part, rows, phase), () -> part.count(rows, phase));
    }

    /** The open transaction is known to have been committed. */
    void committed(NodePart part) {
        Transaction done = open.orElseThrow();
        open = Optional.empty();
        part.committed();
        run.apply(done.settle());
    }

    /** @return whether the session is still good */
    boolean rollback(NodePart part) {
        part.log().record("rollback");
        open = Optional.empty();
        return session.rollback();
    }

    /** The transaction is gone with its session, or nobody knows what became of it. */
    void forget() {
        open = Optional.empty();
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
}
