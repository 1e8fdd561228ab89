package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.RowCounts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One step of a {@link Plan}. A runner does them in order; it decides nothing. */
public sealed interface Step {

    /** Statements that publish nothing: candidates, batches, hooks. Each commits by itself unless Begin stands before. */
    record Stage(List<Statement> statements) implements Step {
        public Stage {
            statements = List.copyOf(statements);
        }
    }

    /**
     * Fills a table with rows that the task brings (a seed, files), by the engine's bulk path.
     *
     * @param content which of the task's rows
     */
    record LoadRows(RelationName table, List<CatalogColumn> columns, Content content) implements Step {
        /** What a task may have to bring. */
        public enum Content {
            /** Rows of a seed, in which a text may stand for a value of a type that the user fixed. */
            SEED,
            /** Rows whose values are of their columns' types. */
            ROWS,
            /** Records of files as texts, of which SQL makes rows. */
            TEXTS,
            /** Records of files that do not fit, which are no rows of the node. */
            REJECTS
        }

        public LoadRows {
            columns = List.copyOf(columns);
        }

        public Typing typing() {
            return content == Content.SEED ? Typing.BY_ENGINE : Typing.BY_COLUMN;
        }
    }

    /**
     * Reads the shape of what was staged. Always the last step of a plan: the planner is called again with the shape.
     *
     * @param query what to describe: columns and types, without running it
     * @param questions queries of one row and one number or a few sample rows each, by the name under which {@link Shape}
     *     holds the answer
     * @param bound the relation of which to read what hangs on it
     * @param named columns as the questions spell them; where the query has none that is spelled so, the questions are not put
     */
    record Read(String query, List<Question> questions, Optional<RelationName> bound, List<ColumnName> named)
            implements Step {
        public Read {
            questions = List.copyOf(questions);
            named = List.copyOf(named);
        }

        public Read(String query, List<Question> questions, Optional<RelationName> bound) {
            this(query, questions, bound, List.of());
        }

        public Read(String query, List<Question> questions) {
            this(query, questions, Optional.empty());
        }

        Read naming(List<ColumnName> names) {
            return new Read(query, questions, bound, names);
        }

        /** Whether the questions may be put to a query of these columns. */
        public boolean spells(List<CatalogColumn> columns) {
            return named.stream()
                    .allMatch(name -> columns.stream().anyMatch(c -> c.name().equals(name)));
        }

        /** The names of the questions. */
        public Set<String> asked() {
            return questions.stream().map(Question::name).collect(Collectors.toUnmodifiableSet());
        }
    }

    /** @param sql small query; at most a hundred rows are kept */
    record Question(String name, String sql) {}

    /**
     * Runs the tests that gate the node and belong to this scope.
     *
     * @param sight what the node's own ref prints as meanwhile
     * @param onFailure statements that leave the published relation as it was and keep what failed for a look
     */
    record Check(Scope scope, Sight sight, List<Statement> onFailure) implements Step {
        public Check {
            onFailure = List.copyOf(onFailure);
        }
    }

    enum Scope {
        /** Every gating test: what was staged is the whole relation. */
        EVERYTHING,
        /** Tests that look at the batch. */
        BATCH,
        /** Tests that need the whole relation as it would be published. */
        WHOLE,
        /** As BATCH, without those of uniqueness: which rows the batch leaves in place is not known. */
        BATCH_ROWS,
        /** As WHOLE, with those of uniqueness. */
        WHOLE_AND_KEYS
    }

    /** How tests see the gated node. */
    sealed interface Sight {
        /** By this relation instead of the published one. */
        record Instead(RelationName relation) implements Sight {}

        /**
         * The batch; uniqueness looks at it merged with the rows of the target that it does not replace.
         *
         * @param columns of the batch
         * @param merged a SELECT of those columns of the batch and of every row of the target that the batch leaves in place;
         *     {@link #UNKNOWN} where nobody can tell
         * @param replacing columns by which the batch replaces rows: no row that it leaves in place agrees with one of its own
         *     in all of them; empty where it replaces none, or by something else
         */
        record Batch(RelationName batch, List<ColumnName> columns, String merged, List<ColumnName> replacing)
                implements Sight {
            /** For {@code merged}. */
            public static final String UNKNOWN = "";

            public Batch {
                columns = List.copyOf(columns);
                replacing = List.copyOf(replacing);
            }

            public Batch(RelationName batch, List<ColumnName> columns, String merged) {
                this(batch, columns, merged, List.of());
            }

            boolean tellsWhatStays() {
                return !merged.equals(UNKNOWN);
            }

            /**
             * The merged rows that can tell whether these columns are unique: those that agree with a row of the batch in
             * them, so that the cost is the batch's and not the target's, and those with a null among them where nulls are
             * alike. Where the batch replaces rows by these columns, or by some of them, they are its own.
             *
             * @param unique all merged rows if one of them is no column of the batch, but an expression
             */
            public String mergedOn(List<ColumnName> unique, Nulls nulls) {
                List<ColumnName> spelled = unique.stream()
                        .flatMap(one -> columns.stream().filter(one::sameAs).limit(1))
                        .toList();
                if (unique.isEmpty() || spelled.size() < unique.size()) return merged;
                if (!replacing.isEmpty()
                        && replacing.stream().allMatch(one -> spelled.stream().anyMatch(one::sameAs))) {
                    return "select " + KeyMatch.list(columns) + "\nfrom " + batch;
                }
                String agreeing = "select *\nfrom (\n" + merged + "\n) as merged\nwhere exists (select 1 from " + batch
                        + " as batch where "
                        + KeyMatch.equal("batch", "merged", spelled, new RowStatement.KeyEquality.Plain()) + ")";
                return switch (nulls) {
                    case PASSED_OVER -> agreeing;
                    case ALIKE -> agreeing + "\n    or " + KeyMatch.anyNull(spelled);
                };
            }
        }

        /** What a test of uniqueness makes of nulls. */
        enum Nulls {
            /** Two of them are a value that stands twice. */
            ALIKE,
            PASSED_OVER
        }

        /** By its published name: within the transaction that changed it. */
        record Published() implements Sight {}
    }

    /**
     * Statements that publish. From Begin to Commit they are one transaction, replayed as a whole or not at all; a Check
     * may stand between two of these steps within one transaction.
     *
     * @param counted the rows that they move, where the planner knows and the statements would not tell
     */
    record Publish(List<Statement> statements, Optional<RowCounts> counted) implements Step {
        public Publish {
            statements = List.copyOf(statements);
            if (statements.isEmpty()) throw new IllegalArgumentException("Nothing is published by no statement");
        }

        public Publish(List<Statement> statements) {
            this(statements, Optional.empty());
        }
    }
}
