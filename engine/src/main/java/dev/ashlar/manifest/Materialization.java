package dev.ashlar.manifest;

import dev.ashlar.diagnostic.SourceLocation;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How a model's rows come to stand in the warehouse. Closed: a planner switches over it without default. */
public sealed interface Materialization {
    /** The word users write after {@code materialized}. */
    String word();

    record View() implements Materialization {
        @Override
        public String word() {
            return "view";
        }
    }

    record Table() implements Materialization {
        @Override
        public String word() {
            return "table";
        }
    }

    /** Never built: its SQL is put into those who read it. */
    record Ephemeral() implements Materialization {
        @Override
        public String word() {
            return "ephemeral";
        }
    }

    /** Rows that the engine keeps of a query, refreshed by each run. */
    record MaterializedView(OnConfigurationChange onConfigurationChange) implements Materialization {
        public MaterializedView() {
            this(OnConfigurationChange.APPLY);
        }

        @Override
        public String word() {
            return "materialized_view";
        }
    }

    /** What happens when the layout of a materialized view is not the one that it was built with. */
    enum OnConfigurationChange {
        APPLY,
        CONTINUE,
        FAIL
    }

    /** Files outside the warehouse. */
    record External(String location, String format) implements Materialization {
        @Override
        public String word() {
            return "external";
        }
    }

    /**
     * @param uniqueKey empty for strategies that need none
     * @param predicates extra conditions on the target, as the user wrote them
     */
    record Incremental(
            IncrementalStrategy strategy,
            List<ColumnName> uniqueKey,
            NullKeys nullKeys,
            OnSchemaChange onSchemaChange,
            List<String> predicates)
            implements Materialization {
        public Incremental {
            Objects.requireNonNull(strategy);
            uniqueKey = List.copyOf(uniqueKey);
            predicates = List.copyOf(predicates);
        }

        @Override
        public String word() {
            return "incremental";
        }
    }

    /** A materialization that the project words itself, by the macro {@code materialization_<name>}. */
    record Custom(String name) implements Materialization {
        @Override
        public String word() {
            return name;
        }
    }

    sealed interface IncrementalStrategy {
        record Append() implements IncrementalStrategy {}

        /** Empty lists mean all columns and none. */
        record Merge(List<ColumnName> updateColumns, List<ColumnName> excludeColumns) implements IncrementalStrategy {
            public Merge {
                updateColumns = List.copyOf(updateColumns);
                excludeColumns = List.copyOf(excludeColumns);
            }
        }

        record DeleteInsert() implements IncrementalStrategy {}

        /** Replaces the partitions that the batch holds rows of: the values of these columns, null being one. */
        record InsertOverwrite(List<ColumnName> partitionBy) implements IncrementalStrategy {
            public InsertOverwrite {
                partitionBy = List.copyOf(partitionBy);
            }
        }

        /**
         * Replaces intervals of event time, each by a batch of its own.
         *
         * @param eventTime column of the model
         * @param begin where the first batch of all begins; days counted in batches are counted from it
         * @param lookback batches before the newest finished one that every run does again
         * @param zone in which batches begin and end
         */
        record Microbatch(
                ColumnName eventTime,
                BatchSize size,
                Moment begin,
                int lookback,
                ZoneId zone,
                ConcurrentBatches concurrent)
                implements IncrementalStrategy {}

        /** Whether batches of a model may be done side by side, where the engine can. */
        enum ConcurrentBatches {
            /** Unless the query names the model's own table: what it then sees depends on what is done before. */
            WHERE_SAFE,
            ALWAYS,
            NEVER
        }

        /**
         * Rows are operations on keys; the last of a key wins, also across runs.
         *
         * @param operations its column is none of the table's
         * @param sequence columns that order the operations of a key, the first weighs most
         * @param tombstoneRetention how long hard deletes are remembered; empty for ever
         * @param orphans what is done about rows that point to no parent; empty where nobody looks
         */
        record Cdc(
                RowOperations operations,
                List<ColumnName> sequence,
                CdcDeletes deletes,
                CdcUpdate update,
                OnStale onStale,
                Optional<Duration> tombstoneRetention,
                Optional<Orphans> orphans)
                implements IncrementalStrategy {
            public Cdc {
                sequence = List.copyOf(sequence);
            }

            public Cdc(
                    RowOperations operations,
                    List<ColumnName> sequence,
                    CdcDeletes deletes,
                    CdcUpdate update,
                    OnStale onStale,
                    Optional<Duration> tombstoneRetention) {
                this(operations, sequence, deletes, update, onStale, tombstoneRetention, Optional.empty());
            }
        }

        /** One that the project words itself, by the macro {@code strategy_<name>}. */
        record Custom(String name) implements IncrementalStrategy {}
    }

    /** What a delete does to the row of its key. */
    enum CdcDeletes {
        /** The row goes, and is remembered in a table beside. */
        HARD,
        /** The row stays and says so. */
        SOFT
    }

    /** What an update holds. */
    enum CdcUpdate {
        /** The whole row. */
        FULL,
        /** The columns that changed; null in the others. */
        CHANGED
    }

    /** What is done about operations that are not newer than what was applied, besides leaving them out. */
    enum OnStale {
        SKIP,
        WARN,
        FAIL
    }

    /**
     * Rows that point to a row of another relation.
     *
     * @param to a reference to that relation, as users write it, or {@link #ITSELF}
     * @param at where it is written
     * @param columns that point, as many as {@code fields}; a row with a null in one of them points nowhere and is no orphan
     * @param fields columns of the other relation
     */
    record Orphans(String to, SourceLocation at, List<ColumnName> columns, List<ColumnName> fields, OnOrphan onOrphan) {
        /** Rows that point to others of the same relation, as a category does to the one above it. */
        public static final String ITSELF = "this";

        public Orphans {
            columns = List.copyOf(columns);
            fields = List.copyOf(fields);
            if (columns.isEmpty() || columns.size() != fields.size()) {
                throw new IllegalArgumentException("Every column points to one field: " + columns + ", " + fields);
            }
        }

        public boolean withinItself() {
            return to.equals(ITSELF);
        }
    }

    /** What is done about a row whose parent is not there. */
    enum OnOrphan {
        /** It is published, and named. */
        REPORT,
        /** It waits in a table beside until the parent is there. */
        QUARANTINE,
        FAIL
    }

    enum NullKeys {
        REFUSED,
        ALLOWED
    }

    enum OnSchemaChange {
        IGNORE,
        FAIL,
        APPEND_NEW_COLUMNS,
        SYNC_ALL_COLUMNS
    }

    /** What a snapshot does about keys that are gone from its source. */
    enum HardDeletes {
        IGNORE,
        INVALIDATE,
        NEW_RECORD
    }

    /**
     * A slowly changing dimension of type 2.
     *
     * @param columns the names of the columns added
     * @param firstValidFrom {@code valid_from} of a key's first version, as SQL text; empty for the strategy's own
     * @param validToCurrent {@code valid_to} of a current version, as SQL text; empty for null
     * @param timeZone zone in which a naive {@code updated_at} is read
     * @param maxHardDeletes share of living keys (0 to 1) that may go in one run; empty for no limit
     */
    record SnapshotHistory(
            SnapshotStrategy strategy,
            List<ColumnName> uniqueKey,
            SnapshotColumns columns,
            HardDeletes hardDeletes,
            Optional<String> firstValidFrom,
            Optional<String> validToCurrent,
            String timeZone,
            Optional<Double> maxHardDeletes) {
        public SnapshotHistory {
            uniqueKey = List.copyOf(uniqueKey);
        }
    }

    sealed interface SnapshotStrategy {
        record Timestamp(ColumnName updatedAt) implements SnapshotStrategy {}

        /** @param columns to compare; empty for all */
        record Check(List<ColumnName> columns) implements SnapshotStrategy {
            public Check {
                columns = List.copyOf(columns);
            }
        }

        /**
         * The source holds every change of a key that it mentions; versions are worked out of them.
         *
         * @param operations empty where every row is a state of its key
         * @param sequence orders the changes of one instant; empty where there must be one only
         * @param compared columns whose difference makes a version; empty where every change makes one
         * @param retention how far back from the run's time the source reaches; empty where it forgets nothing
         */
        record Changelog(
                ColumnName updatedAt,
                Optional<RowOperations> operations,
                List<ColumnName> sequence,
                Arrival arrival,
                List<ColumnName> compared,
                Optional<Duration> retention)
                implements SnapshotStrategy {
            public Changelog {
                sequence = List.copyOf(sequence);
                compared = List.copyOf(compared);
            }
        }
    }

    /** How changes that a changelog snapshot has not seen are told. */
    sealed interface Arrival {
        /** By a column that rises from load to load. */
        record Column(ColumnName name) implements Arrival {}

        /** By the column of this name where the query has it, else by comparing all. */
        record IfPresent(ColumnName name) implements Arrival {}

        /** By comparing all that the query gives with the history. */
        record Compared() implements Arrival {}
    }

    record SnapshotColumns(
            ColumnName validFrom,
            ColumnName validTo,
            ColumnName isCurrent,
            ColumnName scdId,
            ColumnName updatedAt,
            ColumnName isDeleted) {}

    /** Limits and policies that every node may set. */
    record Conduct(
            Publication publication,
            Optional<Duration> timeout,
            OnError onError,
            Optional<Boolean> fullRefresh,
            Displaced displaced) {
        public Conduct(
                Publication publication, Optional<Duration> timeout, OnError onError, Optional<Boolean> fullRefresh) {
            this(publication, timeout, onError, fullRefresh, Displaced.DROPPED);
        }
    }

    /** What becomes of a table whose place another takes. */
    enum Displaced {
        DROPPED,
        /** It stands as {@code __previous} until the next one is displaced. */
        KEPT,
        /** It stands as {@code __old} until the next run: queries that began before the swap may still read it. */
        DROPPED_LATER
    }

    enum Publication {
        TESTED,
        ALWAYS
    }

    enum OnError {
        SKIP_CHILDREN,
        CONTINUE
    }
}
