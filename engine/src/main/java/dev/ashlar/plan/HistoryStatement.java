package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.SnapshotColumns;
import dev.ashlar.manifest.RelationName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What writes the versions of a snapshot. */
public sealed interface HistoryStatement extends Statement {
    /**
     * Finds what the rows of a snapshot's source mean for its history, as a temporary table. It holds one row a key that
     * makes a version or closes one: the columns {@code values}, and those of {@link VersionChange}.
     *
     * @param changes the temporary table that is made
     * @param history empty for the first build
     * @param source the rows as of now; no key is null or stands twice
     * @param known those of {@code values} that the history has
     * @param compared columns whose difference makes a version, under {@link VersionTime.OfRun}
     * @param open condition that tells the history's open versions
     * @param gone condition that tells, of open versions, those that say that their key is deleted
     * @param firstValidFrom SQL over a source row for the start of a key's first version; empty for the version's time
     */
    record StageVersions(
            RelationName changes,
            Optional<RelationName> history,
            RelationName source,
            List<ColumnName> keys,
            List<ColumnName> values,
            List<ColumnName> known,
            List<ColumnName> compared,
            VersionTime time,
            Instant runTime,
            SnapshotColumns columns,
            String open,
            String gone,
            HardDeletes hardDeletes,
            Optional<String> firstValidFrom)
            implements HistoryStatement {
        public StageVersions {
            keys = List.copyOf(keys);
            values = List.copyOf(values);
            known = List.copyOf(known);
            compared = List.copyOf(compared);
        }

        @Override
        public Optional<RelationName> temporaryTable() {
            return Optional.of(changes);
        }
    }

    /**
     * Reduces changes to one for each key and instant, as a temporary table with the columns {@code values} and those of
     * {@link Moment}. Changes that are the same in {@code told} count once, as the first that arrived; of several at one
     * instant the last by {@code sequence} stays, and all of them where it does not tell.
     *
     * @param source the changes; no key and no time is null
     * @param told columns in which changes differ
     * @param own columns that tell how a change came, in the order by which the first is chosen
     * @param deleted condition on a row of {@code source} that tells deletes; empty where there are none
     */
    record StageMoments(
            RelationName moments,
            RelationName source,
            List<ColumnName> keys,
            List<ColumnName> values,
            List<ColumnName> told,
            List<ColumnName> own,
            VersionTime.OfRow time,
            List<Sequenced> sequence,
            Optional<Deletes> deleted,
            Optional<String> firstValidFrom)
            implements HistoryStatement {
        public StageMoments {
            keys = List.copyOf(keys);
            values = List.copyOf(values);
            told = List.copyOf(told);
            own = List.copyOf(own);
            sequence = List.copyOf(sequence);
        }

        @Override
        public Optional<RelationName> temporaryTable() {
            return Optional.of(moments);
        }
    }

    /** A column that orders changes of one instant, nulls first. */
    record Sequenced(ColumnName column, Order order) {
        public enum Order {
            VALUE,
            /** Texts, by their bytes on every engine. */
            TEXT
        }
    }

    /** Which changes are deletes, and whether they are passed over. */
    record Deletes(ColumnName column, List<String> words, Counting counting) {
        public enum Counting {
            COUNT,
            PASSED_OVER
        }

        public Deletes {
            words = List.copyOf(words);
        }
    }

    /** Columns of the table of moments besides the source's own. */
    enum Moment {
        /** When it happened, in UTC. */
        AT("ashlar_at"),
        /** Whether it is a delete. */
        GONE("ashlar_gone"),
        /** Where its key's first version begins. */
        FIRST("ashlar_first");

        private final String column;

        Moment(String column) {
            this.column = column;
        }

        public ColumnName column() {
            return new ColumnName(column);
        }
    }

    /**
     * Makes all versions of the keys of {@code moments}, as a temporary table with the columns of the history.
     *
     * @param standing the versions of these keys that stand, in the columns of the history as it will be; empty for the first
     *     build
     * @param values columns of the moments
     * @param carried columns of the history that the moments lack: versions that stood keep their values
     * @param inherited those of {@code values} that the row of a deletion takes from the version that it ends
     * @param compared columns whose difference makes a version; empty where every moment makes one
     * @param horizon how far back versions are made, what was before stays as it stands; empty where all are made of the
     *     moments
     */
    record RebuildVersions(
            RelationName versions,
            RelationName moments,
            Optional<RelationName> standing,
            List<ColumnName> keys,
            List<ColumnName> values,
            List<ColumnName> carried,
            List<ColumnName> inherited,
            List<ColumnName> compared,
            SnapshotColumns columns,
            Optional<Instant> horizon,
            HardDeletes hardDeletes,
            DeletionMark deletionMark,
            Optional<String> validToCurrent)
            implements HistoryStatement {
        public RebuildVersions {
            keys = List.copyOf(keys);
            values = List.copyOf(values);
            carried = List.copyOf(carried);
            inherited = List.copyOf(inherited);
            compared = List.copyOf(compared);
        }

        @Override
        public Optional<RelationName> temporaryTable() {
            return Optional.of(versions);
        }
    }

    /** Whether versions have a column that says that their key is deleted. */
    enum DeletionMark {
        WRITTEN,
        NONE
    }

    /** When a version begins. */
    sealed interface VersionTime {
        /** The run's time. */
        record OfRun() implements VersionTime {}

        /** A column of the row. */
        record OfRow(ColumnName column, Clock clock) implements VersionTime {}
    }

    /** How a time without or with a zone is read as UTC. */
    sealed interface Clock {
        /** The type carries its zone. */
        record Zoned() implements Clock {}

        /** @param zone IANA name of the zone in which the clock on the wall is read */
        record Wall(String zone) implements Clock {}
    }

    /** Columns of the table of changes besides the source's own. */
    enum VersionChange {
        /** {@code new}, {@code changed}, {@code returned} or {@code deleted}. */
        KIND("ashlar_kind"),
        /** Start of the version that is made, and end of the one that is open, if one is. */
        VALID_FROM("ashlar_valid_from"),
        UPDATED_AT("ashlar_updated_at"),
        SCD_ID("ashlar_scd_id");

        private final String column;

        VersionChange(String column) {
            this.column = column;
        }

        public ColumnName column() {
            return new ColumnName(column);
        }
    }

    /** Ends the open versions of the keys in {@code changes}. */
    record CloseVersions(RelationName history, RelationName changes, List<ColumnName> keys, SnapshotColumns columns)
            implements HistoryStatement {
        public CloseVersions {
            keys = List.copyOf(keys);
        }
    }

    /** Gives open versions the source's value of columns that are new to the history. */
    record FillVersions(
            RelationName history,
            RelationName source,
            List<ColumnName> keys,
            List<ColumnName> filled,
            SnapshotColumns columns)
            implements HistoryStatement {
        public FillVersions {
            keys = List.copyOf(keys);
            filled = List.copyOf(filled);
        }
    }
}
