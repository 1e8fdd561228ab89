package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.plan.LoadStatement.FileFormat;
import dev.ashlar.plan.LoadStatement.LedgerEntry;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import dev.ashlar.plan.LoadStatement.Numbering;
import dev.ashlar.plan.LoadStatement.RowHash;
import dev.ashlar.plan.LoadStatement.StagedField;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The new files of a source, looked through and sorted by how they are to be read.
 *
 * @param columns of the table, without the engine's own
 * @param groups files with the same header and writing; one under {@link Numbering#GIVEN} at most, whose records the task
 *     brings itself
 * @param skipped files that go into the ledger without their rows
 * @param outdated files that were loaded before, whose rows and entries in the ledger go in the same transaction
 * @param loadedAt later than any load of the table before
 */
public record FileLoad(
        List<LoadedColumn> columns,
        List<Group> groups,
        List<LedgerEntry> skipped,
        List<Outdated> outdated,
        Mode mode,
        RowHash rowHash,
        Instant loadedAt) {
    public FileLoad {
        columns = List.copyOf(columns);
        groups = List.copyOf(groups);
        skipped = List.copyOf(skipped);
        outdated = List.copyOf(outdated);
    }

    public enum Mode {
        APPEND,
        REPLACE
    }

    /** The batch of files that were passed over: no rows ever stand under it. */
    public static final long PASSED_OVER = 0;

    /**
     * A file whose rows are taken out, and its entry in the ledger.
     *
     * @param batch under which they stand
     * @param successor the batch that takes their place; empty when none does
     */
    public record Outdated(String path, long batch, Optional<Long> successor) {}

    /**
     * @param written the fields in the order of the files; for those that the task brings, one for each column
     * @param folders fields whose values stand in the names of folders, of which every file says its own; none where the task
     *     brings the records
     */
    public record Group(
            Numbering numbering,
            FileFormat format,
            List<NewFile> files,
            List<ColumnName> written,
            List<ColumnName> folders,
            List<StagedField> fields) {
        public Group {
            files = List.copyOf(files);
            written = List.copyOf(written);
            folders = List.copyOf(folders);
            fields = List.copyOf(fields);
        }
    }

    /**
     * @param path absolute
     * @param label as ledger and users know it
     * @param modified milliseconds since 1970
     * @param records below the header; {@link #UNCOUNTED} as long as nobody has read to the file's end
     * @param folders values of the fields that stand in the names of its folders
     */
    public record NewFile(
            String path,
            String label,
            long bytes,
            long modified,
            String checksum,
            long batch,
            long records,
            List<Optional<String>> folders) {
        public NewFile {
            folders = List.copyOf(folders);
        }

        public NewFile counted(long number) {
            return new NewFile(path, label, bytes, modified, checksum, batch, number, folders);
        }
    }

    public static final long UNCOUNTED = -1;

    public List<NewFile> files() {
        return groups.stream().flatMap(group -> group.files().stream()).toList();
    }

    /** With the numbers of the files' records. @param records by batch */
    public FileLoad counted(Map<Long, Long> records) {
        return with(files -> files.stream()
                .map(file -> file.counted(records.getOrDefault(file.batch(), file.records())))
                .toList());
    }

    private FileLoad with(UnaryOperator<List<NewFile>> change) {
        List<Group> changed = groups.stream()
                .map(group -> new Group(
                        group.numbering(),
                        group.format(),
                        change.apply(group.files()),
                        group.written(),
                        group.folders(),
                        group.fields()))
                .toList();
        return new FileLoad(columns, changed, skipped, outdated, mode, rowHash, loadedAt);
    }

    /** Without groups that have no files. */
    public FileLoad occupied() {
        List<Group> some =
                groups.stream().filter(group -> !group.files().isEmpty()).toList();
        return new FileLoad(columns, some, skipped, outdated, mode, rowHash, loadedAt);
    }

    /** Without the files of these batches. */
    public FileLoad without(Set<Long> batches) {
        List<Group> kept = with(files ->
                        files.stream().filter(f -> !batches.contains(f.batch())).toList())
                .groups();
        List<Outdated> still = outdated.stream()
                .filter(old -> old.successor().filter(batches::contains).isEmpty())
                .toList();
        return new FileLoad(columns, kept, skipped, still, mode, rowHash, loadedAt);
    }
}
