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
