package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What turns files into rows, and the ledger of it. */
public sealed interface LoadStatement extends Statement {
    /**
     * Reads csv files into a temporary table of texts, in the order of the files and their records: {@code ashlar_path}, the
     * path as given, and the fields. Every file is well formed and has these fields.
     *
     * @param paths absolute
     * @param fields in the order of the files
     * @param folders fields beside them, whose values stand in the names of folders
     */
    record StageFiles(
            RelationName texts,
            List<String> paths,
            CsvWriting format,
            List<ColumnName> fields,
            List<FolderField> folders)
            implements LoadStatement {
        public StageFiles {
            paths = List.copyOf(paths);
            fields = List.copyOf(fields);
            folders = List.copyOf(folders);
        }

        @Override
        public Optional<RelationName> temporaryTable() {
            return Optional.of(texts);
        }
    }

    /** @param values by file */
    record FolderField(ColumnName name, List<Optional<String>> values) {
        public FolderField {
            values = List.copyOf(values);
        }
    }

    /** How files are written. */
    sealed interface FileFormat {
        /** What stands between the fields of a record when it is shown. */
        String delimiter();

        /** What stands around a field that holds a delimiter when it is shown. */
        String quote();
    }

    /**
     * How csv files are written; a quote within quotes is doubled.
     *
     * @param nulls texts that stand for null, quoted or not
     */
    record CsvWriting(String delimiter, String quote, HeaderLine header, Compression compression, List<String> nulls)
            implements FileFormat {
        public CsvWriting {
            nulls = List.copyOf(nulls);
        }
    }

    /**
     * Reads parquet files into a temporary table of texts as {@link StageFiles} does: what is nested as JSON.
     *
     * @param paths absolute; every file has these fields
     */
    record StageParquet(RelationName texts, List<String> paths, ParquetFormat format, List<ColumnName> fields)
            implements LoadStatement {
        public StageParquet {
            paths = List.copyOf(paths);
            fields = List.copyOf(fields);
        }

        @Override
        public Optional<RelationName> temporaryTable() {
            return Optional.of(texts);
        }
    }

    /**
     * What parquet files hold.
     *
     * @param nulls texts that stand for null
     */
    record ParquetFormat(List<ParquetField> fields, List<String> nulls) implements FileFormat {
        public ParquetFormat {
            fields = List.copyOf(fields);
            nulls = List.copyOf(nulls);
        }

        @Override
        public String delimiter() {
            return ",";
        }

        @Override
        public String quote() {
            return "\"";
        }
    }

    /** @param type in words that every engine knows; json for what is nested */
    record ParquetField(ColumnName name, String type, Nesting nesting) {}

    enum Nesting {
        FLAT,
        NESTED
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
     * @param texts the table: {@code ashlar_path} and the fields; under {@link Numbering#GIVEN} also {@code ashlar_row},
     *     {@code ashlar_original}, and for records that do not fit whatever the types are {@code ashlar_column} and {@code
     *     ashlar_reason}
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
        /** By a cast, of texts that have been found to be JSON. */
        JSON,
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
    record StageRejects(RelationName rejects, List<StagedTexts> texts) implements LoadStatement {
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
            implements LoadStatement {
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

    /**
     * Makes a table of all records of csv files in one reading, as {@link TypeRecords} does of texts. What does not fit stands in
     * it without {@code _file}, so that nothing has to be kept to find it.
     */
    record TypeFiles(
            RelationName table,
            Lifetime lifetime,
            List<ReadFiles> groups,
            Instant loadedAt,
            RowHash rowHash,
            RecordNumbers numbers)
            implements LoadStatement {
        public TypeFiles {
            groups = List.copyOf(groups);
        }

        @Override
        public Optional<RelationName> temporaryTable() {
            return switch (lifetime) {
                case TEMPORARY -> Optional.of(table);
                case LASTING -> Optional.empty();
            };
        }
    }

    /**
     * Well-formed csv files with the same header.
     *
     * @param written all fields in the order of the files
     * @param folders fields beside them, whose values stand in the names of folders
     * @param fields where each column of the table to load is found
     */
    record ReadFiles(
            CsvWriting format,
            List<ReadFile> files,
            List<ColumnName> written,
            List<ColumnName> folders,
            List<StagedField> fields) {
        public ReadFiles {
            files = List.copyOf(files);
            written = List.copyOf(written);
            folders = List.copyOf(folders);
            fields = List.copyOf(fields);
        }
    }

    /**
     * @param before records of the files before it
     * @param folders values of the fields that stand in folders
     */
    record ReadFile(String path, String label, long batch, long before, List<Optional<String>> folders) {
        public ReadFile {
            folders = List.copyOf(folders);
        }
    }

    /** When records get their numbers. */
    enum RecordNumbers {
        /** One after the other, so that no two threads can read. */
        READING,
        /** By {@link NumberRecords}. */
        AFTERWARDS
    }

    /**
     * Adds what {@link TypeFiles} left out: {@code _row}, by the places of the rows, and behind it {@code _loaded_at} and {@code
     * _batch_id}.
     */
    record NumberRecords(RelationName table, long batch, Instant loadedAt) implements LoadStatement {}

    /** Takes the records that do not fit out of what {@link TypeFiles} made. */
    record DeleteUnfit(RelationName table) implements LoadStatement {}

    enum Lifetime {
        TEMPORARY,
        LASTING
    }

    enum RowHash {
        NONE,
        WRITTEN
    }

    /** Makes the table of a source's rejects where it lacks. */
    record CreateRejects(RelationName rejects) implements LoadStatement {}

    /** Adds the staged rejects of these batches to the rejects of a source. */
    record KeepRejects(RelationName target, RelationName staged, List<Long> batches, Instant loadedAt)
            implements LoadStatement {
        public KeepRejects {
            batches = List.copyOf(batches);
        }
    }

    /** Writes files into the ledger, within the transaction of their rows. @param target plain name of the loaded table */
    record RecordLoads(
            RelationName ledger, String target, List<LedgerEntry> entries, Instant loadedAt, String invocationId)
            implements LoadStatement {
        public RecordLoads {
            entries = List.copyOf(entries);
        }
    }

    /** @param modified milliseconds since 1970 */
    record LedgerEntry(String path, long bytes, long modified, String checksum, long batch, long rows, long rejects) {}

    /** Takes the rows of some batches out of a loaded table. */
    record DeleteBatches(RelationName table, List<Long> batches) implements LoadStatement {
        public DeleteBatches {
            batches = List.copyOf(batches);
        }
    }

    /** Takes out the rejects of some batches. */
    record ForgetRejects(RelationName rejects, List<Long> batches) implements LoadStatement {
        public ForgetRejects {
            batches = List.copyOf(batches);
        }
    }

    /** Takes the entries of some files out of the ledger. @param target plain name of the loaded table */
    record ForgetFiles(RelationName ledger, String target, List<String> paths) implements LoadStatement {
        public ForgetFiles {
            paths = List.copyOf(paths);
        }
    }
}
