package dev.ashlar.adapter.jdbc;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Where a session stands between begin and commit, and its temporary tables, which come and go with transactions. */
final class SessionTransaction {
    private enum State {
        NONE,
        OPEN,
        FAILED
    }

    private final Set<RelationName> temporaries = new LinkedHashSet<>();
    private Set<RelationName> temporariesBefore = Set.of();
    private State state = State.NONE;

    boolean isNone() {
        return state == State.NONE;
    }

    /** @param send sends the statement, here as below */
    void begin(Runnable send) {
        if (state != State.NONE) throw refused("A transaction is already open in this session.");
        send.run();
        temporariesBefore = Set.copyOf(temporaries);
        state = State.OPEN;
    }

    /** From begin to commit in one. */
    void whole(Runnable send) {
        begin(() -> {});
        send.run();
        state = State.NONE;
    }

    void commit(Runnable send) {
        switch (state) {
            case NONE -> throw refused("There is no transaction to commit.");
            case FAILED ->
                throw refused("Not committed: a statement of this transaction failed, so only a rollback will do.");
            case OPEN -> {
                // a failed commit has undone the transaction, so the session is outside one whatever happens
                state = State.NONE;
                try {
                    send.run();
                } catch (WarehouseException failed) {
                    undone();
                    throw failed;
                }
            }
        }
    }

    void rollback(Runnable send) {
        if (state == State.NONE) return;
        state = State.NONE;
        send.run();
        undone();
    }

    /** What the transaction made is gone, what it dropped is back. */
    void undone() {
        temporaries.clear();
        temporaries.addAll(temporariesBefore);
    }

    /** A statement failed. */
    void failed() {
        if (state == State.OPEN) state = State.FAILED;
    }

    /** @throws WarehouseException where a statement of the transaction has failed */
    void demandSound() {
        if (state == State.FAILED) {
            throw refused("A statement of this transaction failed, so only a rollback will do.");
        }
    }

    /** @return whether no table of the name was there before */
    boolean makes(RelationName temporary) {
        return temporaries.add(temporary);
    }

    boolean has(RelationName temporary) {
        return temporaries.contains(temporary);
    }

    void dropped(RelationName temporary) {
        temporaries.remove(temporary);
    }

    Set<RelationName> temporaries() {
        return Set.copyOf(temporaries);
    }

    private static WarehouseException refused(String message) {
        return new WarehouseException(Kind.STATEMENT, message, Optional.empty(), null);
    }
}
