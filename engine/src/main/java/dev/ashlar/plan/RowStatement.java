package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TimeInterval;
import java.time.Instant;
import java.util.List;

/** What writes rows of a table that stands. */
public sealed interface RowStatement extends Statement {
    record InsertFrom(RelationName target, List<ColumnName> columns, String sql) implements RowStatement {
        public InsertFrom {
            columns = List.copyOf(columns);
        }
    }

    /** Deletes every row, within a transaction. */
    record DeleteRows(RelationName table) implements RowStatement {}

    /** Deletes the rows whose event time lies within the interval. */
    record DeleteInterval(RelationName target, ColumnName eventTime, TimeInterval interval) implements RowStatement {}

    /** Deletes the rows of the target whose key stands in the batch. */
    record DeleteMatching(
            RelationName target,
            RelationName batch,
            List<ColumnName> keys,
            KeyEquality equality,
            List<String> predicates)
            implements RowStatement {
        public DeleteMatching {
            keys = List.copyOf(keys);
            predicates = List.copyOf(predicates);
        }
    }

    /**
     * Deletes the rows of the target whose key stands on rows of another table that fulfil a condition.
     *
     * @param keys columns of both, never null
     * @param condition on columns that the other table alone has
     */
    record DeleteKeys(RelationName target, RelationName told, List<ColumnName> keys, String condition)
            implements RowStatement {
        public DeleteKeys {
            keys = List.copyOf(keys);
        }
    }

    /** Deletes the rows whose time is before a moment. */
    record DeleteBefore(RelationName table, ColumnName time, Instant before) implements RowStatement {}

    /**
     * Updates matching rows and inserts the rest. Inserted rows are the growth of the target, updated ones the rest of what
     * the engine reports.
     *
     * @param updated empty when matching rows stay as they are
     */
    record MergeInto(
            RelationName target,
            RelationName batch,
            List<ColumnName> keys,
            KeyEquality equality,
            List<ColumnName> updated,
            List<ColumnName> inserted,
            List<String> predicates)
            implements RowStatement {
        public MergeInto {
            keys = List.copyOf(keys);
            updated = List.copyOf(updated);
            inserted = List.copyOf(inserted);
            predicates = List.copyOf(predicates);
        }
    }

    /**
     * Applies operations by one look at the target: rows of deleted keys go, those of other known keys take the batch's values,
     * and the rest of the batch is added.
     *
     * @param batch the rows that the operations leave, one a key
     * @param told the operations; the one that stands for its key fulfils {@code touched}, and {@code gone} too where it
     *     deletes
     * @param keys columns of all three, never null
     * @param updated columns of the batch that a known row takes; empty when it stays as it is
     * @param inserted columns of the batch that a new row has, the keys among them
     * @param touched condition on columns that {@code told} alone has
     * @param gone likewise
     */
    record ApplyOperations(
            RelationName target,
            RelationName batch,
            RelationName told,
            List<ColumnName> keys,
            List<ColumnName> updated,
            List<ColumnName> inserted,
            String touched,
            String gone)
            implements RowStatement {
        public ApplyOperations {
            keys = List.copyOf(keys);
            updated = List.copyOf(updated);
            inserted = List.copyOf(inserted);
        }
    }

    /** Updates the rows of the target whose key stands in the batch. */
    record UpdateMatching(
            RelationName target,
            RelationName batch,
            List<ColumnName> keys,
            KeyEquality equality,
            List<ColumnName> updated,
            List<String> predicates)
            implements RowStatement {
        public UpdateMatching {
            keys = List.copyOf(keys);
            updated = List.copyOf(updated);
            predicates = List.copyOf(predicates);
        }
    }

    /** How keys are compared: plainly where no key is null, else null equals null. */
    sealed interface KeyEquality {
        record Plain() implements KeyEquality {}

        /**
         * @param zeros one for each key: a literal of its type that stands for null, where null-ness is compared beside it;
         *     empty where both sides are compared as texts
         */
        record NullSafe(List<String> zeros) implements KeyEquality {
            public NullSafe {
                zeros = List.copyOf(zeros);
            }
        }
    }
}
