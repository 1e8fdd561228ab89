package dev.ashlar.plan;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.SnapshotColumns;
import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.Grantee;
import dev.ashlar.report.Privilege.GrantOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One statement to send to a warehouse. Each record is worded by one template {@code sql/<engine>/<snake_case>.sql.ftl},
 * engine first, then {@code ansi}. A template branches only on its own record's fields.
 */
public sealed interface Statement {
    /** The temporary table that the statement makes and that lives as long as its session; most make none. */
    default Optional<RelationName> temporaryTable() {
        return Optional.empty();
    }

    record Begin() implements Statement {}

    record Commit() implements Statement {}

    record Rollback() implements Statement {}

    record CreateSchema(String schema) implements Statement {}

    /** Nothing where the schema lacks; fails where anything is left in it. */
    record DropSchema(String schema) implements Statement {}

    /** @param sqlHeader text to put before the statement; empty for none */
    record CreateTableAs(RelationName table, String sql, Layout layout, String sqlHeader) implements Statement {}

    /**
     * Takes the place of a temporary table of that name.
     *
     * @param table a relation without schema
     */
    record CreateTemporaryTableAs(RelationName table, String sql, String sqlHeader) implements Statement {
        @Override
        public Optional<RelationName> temporaryTable() {
            return Optional.of(table);
        }
    }

    /** @param constraints worded by the planner in standard SQL, one table constraint each */
    record CreateTable(RelationName table, List<ColumnDefinition> columns, List<String> constraints, Layout layout)
            implements Statement {
        public CreateTable {
            columns = List.copyOf(columns);
            constraints = List.copyOf(constraints);
        }
    }

    /** @param constraints of the column: {@code not null}, {@code check (...)} */
    record ColumnDefinition(ColumnName name, String type, List<String> constraints) {
        public ColumnDefinition {
            constraints = List.copyOf(constraints);
        }
    }

    /** Fails when the name is taken. */
    record CreateView(RelationName view, String sql, Layout layout, String sqlHeader) implements Statement {}

    /** Puts a view in the place of a view, in one statement. */
    record ReplaceView(RelationName view, String sql, Layout layout, String sqlHeader) implements Statement {}

    record RenameTable(RelationName from, RelationName to) implements Statement {}

    record RenameView(RelationName from, RelationName to) implements Statement {}

    record DropTable(RelationName table) implements Statement {}

    record DropView(RelationName view) implements Statement {}

    /** For leftovers that may be there or not. */
    record DropTableIfExists(RelationName table) implements Statement {}

    record DropViewIfExists(RelationName view) implements Statement {}

    record InsertFrom(RelationName target, List<ColumnName> columns, String sql) implements Statement {
        public InsertFrom {
            columns = List.copyOf(columns);
        }
    }

    /** Deletes every row, within a transaction. */
    record DeleteRows(RelationName table) implements Statement {}

    /** Deletes the rows of the target whose key stands in the batch. */
    record DeleteMatching(
            RelationName target,
            RelationName batch,
            List<ColumnName> keys,
            KeyEquality equality,
            List<String> predicates)
            implements Statement {
        public DeleteMatching {
            keys = List.copyOf(keys);
            predicates = List.copyOf(predicates);
        }
    }

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
            implements Statement {
        public MergeInto {
            keys = List.copyOf(keys);
            updated = List.copyOf(updated);
            inserted = List.copyOf(inserted);
            predicates = List.copyOf(predicates);
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
            implements Statement {
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

    record AddColumn(RelationName table, CatalogColumn column) implements Statement {}

    record DropColumn(RelationName table, ColumnName column) implements Statement {}

    /** To a type that holds every value of the present one. */
    record WidenColumn(RelationName table, ColumnName column, String type) implements Statement {}

    /** To any other type, by a cast that fails where a value does not fit. */
    record RetypeColumn(RelationName table, ColumnName column, String type) implements Statement {}

    /** Sets a column of every row. @param expression SQL over the row */
    record SetColumn(RelationName table, ColumnName column, String expression) implements Statement {}

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
            implements Statement {
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
            implements Statement {
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
            implements Statement {
        public FillVersions {
            keys = List.copyOf(keys);
            filled = List.copyOf(filled);
        }
    }

    /**
     * @param table the index's, in the schema of the index
     * @param from without schema
     */
    record RenameIndex(RelationName table, String from, String to) implements Statement {}

    /** @param name of the index, without schema */
    record DropIndex(RelationName table, String name) implements Statement {}

    /** @param spec the value of the adapter's layout key, one entry of {@code indexes} */
    record CreateIndex(RelationName table, String name, Map<String, Object> spec) implements Statement {}

    /** @param column empty for the whole relation */
    record Grant(
            RelationName relation,
            String privilege,
            Optional<ColumnName> column,
            List<Grantee> grantees,
            GrantOption option)
            implements Statement {
        public Grant {
            grantees = List.copyOf(grantees);
        }
    }

    record Revoke(RelationName relation, String privilege, List<Grantee> grantees) implements Statement {
        public Revoke {
            grantees = List.copyOf(grantees);
        }
    }

    /** Lets others look into a schema. */
    record GrantUsage(String schema, List<Grantee> grantees) implements Statement {
        public GrantUsage {
            grantees = List.copyOf(grantees);
        }
    }

    /**
     * Remembers which privileges are granted for a node, so that a later run knows which ones are its own to take back.
     *
     * @param records the table of grants; its columns are {@code relation_schema, relation_name, granted, recorded_at}; rows
     *     are only ever added, the newest of a relation counts
     * @param granted a line each: privilege, tabulator, grantee as the user wrote it
     */
    record RecordGrants(RelationName records, RelationName relation, String granted, Instant at) implements Statement {}

    /** Gives a relation to a role. */
    record SetOwner(RelationName relation, String owner) implements Statement {}

    /**
     * Keeps readers out of a view until the transaction ends, without touching what the view reads.
     *
     * @param owner the role that owns it
     */
    record LockView(RelationName view, String owner) implements Statement {}

    /** Keeps everybody out of tables until the transaction ends; they are locked in this order. */
    record LockTables(List<RelationName> tables) implements Statement {
        public LockTables {
            tables = List.copyOf(tables);
        }
    }

    /**
     * Binds a view to the relations that bear the names in its definition now. It stays the same view for whoever reads it.
     *
     * @param options as in {@code security_barrier=true}
     * @param definition as the catalog gave it
     */
    record RebindView(RelationName view, List<String> options, String definition) implements Statement {
        public RebindView {
            options = List.copyOf(options);
        }
    }

    /** Makes a dropped view again. @param definition as the catalog gave it */
    record RecreateView(RelationName view, List<String> options, String definition) implements Statement {
        public RecreateView {
            options = List.copyOf(options);
        }
    }

    /** Makes a dropped materialized view again. @param definition as the catalog gave it */
    record RecreateMaterializedView(
            RelationName view, List<String> options, String definition, Bindings.Contents contents)
            implements Statement {
        public RecreateMaterializedView {
            options = List.copyOf(options);
        }
    }

    /** A statement that the catalog gave: it makes an index or the like of a relation again. */
    record Restore(RelationName relation, String text) implements Statement {}

    /** Fails when the name is taken. */
    record CreateMaterializedView(RelationName view, String sql, Layout layout, String sqlHeader)
            implements Statement {}

    record RenameMaterializedView(RelationName from, RelationName to) implements Statement {}

    record DropMaterializedView(RelationName view) implements Statement {}

    /** For leftovers that may be there or not. */
    record DropMaterializedViewIfExists(RelationName view) implements Statement {}

    record RefreshMaterializedView(RelationName view, Refresh refresh) implements Statement {}

    enum Refresh {
        /** Readers wait. */
        PLAIN,
        /** Readers go on reading the old rows. */
        CONCURRENT
    }

    /** @param definition text behind {@code add constraint name}, as the catalog gave it */
    record AddForeignKey(RelationName table, String name, String definition) implements Statement {}

    record DropForeignKey(RelationName table, String name) implements Statement {}

    record CommentOnMaterializedView(RelationName view, String comment) implements Statement {}

    /** Names the queue, or the kind, of what the session sends from now on. */
    record SetQueryGroup(String group) implements Statement {}

    /** Brings the statistics of a table up to date. */
    record Analyze(RelationName table) implements Statement {}

    record CommentOnTable(RelationName table, String comment) implements Statement {}

    record CommentOnView(RelationName view, String comment) implements Statement {}

    record CommentOnColumn(RelationName relation, ColumnName column, String comment) implements Statement {}

    /**
     * Says that this relation is ours and as of which attempt: the last statement of every writing transaction.
     *
     * @param markers the table of markers; its columns are {@code relation_schema, relation_name, node, attempt,
     *     invocation_id, checksum, recorded_at}, all text but the last (UTC); rows are only ever added, the newest of a
     *     relation counts
     * @param at the run's time
     */
    record RecordMarker(
            RelationName markers,
            RelationName relation,
            NodeId node,
            String attempt,
            String invocationId,
            String checksum,
            Instant at)
            implements Statement {}

    record ForgetMarker(RelationName markers, RelationName relation) implements Statement {}

    /**
     * Reads csv files into a temporary table of texts, in the order of the files and their records: {@code ashlar_path}, the
     * path as given, and the fields. Every file is well formed and has these fields.
     *
     * @param paths absolute
     */
    record StageFiles(RelationName texts, List<String> paths, FileFormat format, List<ColumnName> fields)
            implements Statement {
        public StageFiles {
            paths = List.copyOf(paths);
            fields = List.copyOf(fields);
        }

        @Override
        public Optional<RelationName> temporaryTable() {
            return Optional.of(texts);
        }
    }

    /**
     * How csv files are written; a quote within quotes is doubled.
     *
     * @param nulls texts that stand for null, quoted or not
     */
    record FileFormat(String delimiter, String quote, HeaderLine header, Compression compression, List<String> nulls) {
        public FileFormat {
            nulls = List.copyOf(nulls);
        }
    }

    enum HeaderLine {
        PRESENT,
        ABSENT
    }

    enum Compression {
        NONE,
        GZIP
    }

    /**
     * Records that stand as texts.
     *
     * @param texts the table: {@code ashlar_path} and the fields; under {@link Numbering#GIVEN} also {@code ashlar_row}, and
     *     for records that are no records of this file {@code ashlar_reason} and {@code ashlar_original}
     * @param written all fields in the order of the file
     * @param fields where each column of the table to load is found
     */
    record StagedTexts(
            RelationName texts,
            Numbering numbering,
            List<StagedFile> files,
            List<ColumnName> written,
            List<StagedField> fields,
            String delimiter,
            String quote) {
        public StagedTexts {
            files = List.copyOf(files);
            written = List.copyOf(written);
            fields = List.copyOf(fields);
        }
    }

    /** Where a record's number comes from: its place in the table, or a column of it. */
    enum Numbering {
        BY_PLACE,
        GIVEN
    }

    /** @param label the path as users and ledgers know it */
    record StagedFile(String path, String label, long batch) {}

    /** @param text the field; empty when the file does not have the column */
    record StagedField(LoadedColumn column, Optional<ColumnName> text) {}

    /**
     * @param type as the project names it
     * @param declared as the table has it
     * @param reading how a text becomes a value of the type
     * @param format of dates or timestamps in the signs of {@code strptime}; empty for ISO 8601
     * @param pattern in RE2's syntax: what does not match does not fit; empty where the engine's own cast decides
     * @param longest characters of a text; empty for any number
     */
    record LoadedColumn(
            ColumnName name,
            String type,
            String declared,
            Reading reading,
            Optional<String> format,
            Optional<String> pattern,
            Optional<Integer> longest) {}

    /** How a text that matches becomes a value, and what does not fit for all that. */
    enum Reading {
        TEXT,
        /** By a cast. */
        CAST,
        /** A number that the type can only call infinite does not fit. */
        FRACTION,
        /** A time of day does not fit. */
        DAY,
        /** An offset is heeded. */
        MOMENT,
        /** A time of day. */
        CLOCK
    }

    /**
     * Finds the records that do not fit, one row each, as a temporary table: {@code _file}, {@code _row}, {@code _batch_id},
     * {@code column_name}, {@code reason}, {@code original}.
     */
    record StageRejects(RelationName rejects, List<StagedTexts> texts) implements Statement {
        public StageRejects {
            texts = List.copyOf(texts);
        }

        @Override
        public Optional<RelationName> temporaryTable() {
            return Optional.of(rejects);
        }
    }

    /**
     * Makes a table of the records that fit, with their values typed and the columns {@code _file}, {@code _row}, {@code
     * _loaded_at}, {@code _batch_id} and, if asked for, {@code _row_hash}.
     *
     * @param rejects the table of those that do not fit; empty when there are none
     */
    record TypeRecords(
            RelationName table,
            Lifetime lifetime,
            List<StagedTexts> texts,
            Optional<RelationName> rejects,
            Instant loadedAt,
            RowHash rowHash)
            implements Statement {
        public TypeRecords {
            texts = List.copyOf(texts);
        }

        @Override
        public Optional<RelationName> temporaryTable() {
            return switch (lifetime) {
                case TEMPORARY -> Optional.of(table);
                case LASTING -> Optional.empty();
            };
        }
    }

    enum Lifetime {
        TEMPORARY,
        LASTING
    }

    enum RowHash {
        NONE,
        WRITTEN
    }

    /** Makes the table of a source's rejects where it lacks. */
    record CreateRejects(RelationName rejects) implements Statement {}

    /** Adds the staged rejects of these batches to the rejects of a source. */
    record KeepRejects(RelationName target, RelationName staged, List<Long> batches, Instant loadedAt)
            implements Statement {
        public KeepRejects {
            batches = List.copyOf(batches);
        }
    }

    /** Writes files into the ledger, within the transaction of their rows. @param target plain name of the loaded table */
    record RecordLoads(
            RelationName ledger, String target, List<LedgerEntry> entries, Instant loadedAt, String invocationId)
            implements Statement {
        public RecordLoads {
            entries = List.copyOf(entries);
        }
    }

    /** @param modified milliseconds since 1970 */
    record LedgerEntry(String path, long bytes, long modified, String checksum, long batch, long rows, long rejects) {}

    /** Takes out the ledger's entries of a table that is gone. */
    record ForgetLoads(RelationName ledger, String target) implements Statement {}

    /**
     * A statement of the user: a hook, a custom strategy. What it did is not known, so the catalog entry of the node is
     * read again after it.
     */
    record RawSql(String text, SourceLocation origin) implements Statement {}
}
