package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import java.util.List;

/** What begins, ends and guards a transaction, and what names a session's work. */
public sealed interface TransactionStatement extends Statement {
    record Begin() implements TransactionStatement {}

    record Commit() implements TransactionStatement {}

    record Rollback() implements TransactionStatement {}

    /** Keeps everybody out of tables until the transaction ends; they are locked in this order. */
    record LockTables(List<RelationName> tables) implements TransactionStatement {
        public LockTables {
            tables = List.copyOf(tables);
        }
    }

    /**
     * Keeps readers out of a view until the transaction ends, without touching what the view reads.
     *
     * @param owner the role that owns it
     */
    record LockView(RelationName view, String owner) implements TransactionStatement {}

    /** Names the queue, or the kind, of what the session sends from now on. */
    record SetQueryGroup(String group) implements TransactionStatement {}
}
