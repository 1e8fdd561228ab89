package dev.ashlar.load;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.load.FileScan.GuessByPlace;
import dev.ashlar.load.NewFiles.Candidate;
import dev.ashlar.load.Taking.OnNewColumns;
import dev.ashlar.load.format.FileBytes;
import dev.ashlar.load.format.FileFault;
import dev.ashlar.load.format.RecordFile;
import dev.ashlar.load.format.RecordFile.Keeping;
import dev.ashlar.load.format.Records;
import dev.ashlar.load.format.Wanted;
import java.util.List;
import java.util.stream.Collectors;

/** Looks through new files before they are loaded: what stands in each, and which columns the table is to have. */
final class FileLooks {
    private final LoadOptions options;
    private final EngineReading reading;
    private final List<Candidate> candidates;

    /**
     * @param target columns of the table
     * @param asked columns that are known when the records are read; none where they are only found
     * @param scans of the candidates, in their order
     */
    record Seen(TargetColumns target, TargetColumns asked, List<FileScan> scans, List<Diagnostic> notes) {}

    FileLooks(LoadOptions options, EngineReading reading, List<Candidate> candidates) {
        this.options = options;
        this.reading = reading;
        this.candidates = candidates;
    }

    /** @param known columns of the source or of its table */
    Seen look(TargetColumns known) {
        if (!known.known()) return inferred(known);
        if (options.taking().onNewColumns() == OnNewColumns.ADD) return widened(known);
        List<FileScan> scans = candidates.parallelStream()
                .map(c -> scan(c, known, GuessByPlace.NONE))
                .toList();
        return new Seen(known, known, scans, List.of());
    }

    private Seen inferred(TargetColumns none) {
        GuessedColumns guessed = new GuessedColumns(options, this::fits);
        List<FileScan> scans =
                candidates.stream().map(c -> scan(c, none, guessed)).toList();
        TargetColumns found = guessed.found(reading);
        return new Seen(found, none, scans, guessed.told().stream().toList());
    }

    private Seen widened(TargetColumns known) {
        GuessedColumns fresh =
                new GuessedColumns(options, name -> known.find(name).isEmpty() && fits(name));
        List<FileScan> scans = candidates.stream()
                .map(c -> scan(c, known, guesses(c, known, fresh)))
                .toList();
        TargetColumns added = fresh.found(reading);
        TargetColumns all = known.with(added);
        return new Seen(all, all, scans, added(added));
    }

    /** Files with other names are left out. */
    private boolean fits(String header) {
        return reading.keeps(TargetColumns.plainName(header));
    }

    /** The records of a file, as far as they are asked for. */
    RecordFile records(Candidate candidate, TargetColumns known) {
        RecordFile file =
                options.format().file(FileBytes.of(candidate.path()), known.known() ? known.wanted() : Wanted.FIELDS);
        return FolderFields.of(file, candidate.file().label(), name -> switch (options.folders()) {
            case NAMED -> known.known() && known.find(name).isPresent();
            case ALL -> true;
            case NONE -> false;
        });
    }

    /** Values are seen where a file may have columns that are new: what it has is told before its records, or by them. */
    private GuessByPlace guesses(Candidate candidate, TargetColumns known, GuessedColumns fresh) {
        return startTells() && known.hasAll(header(candidate, known)) ? GuessByPlace.NONE : fresh;
    }

    /** Empty where the file cannot be read: that shows when it is looked through. */
    private List<String> header(Candidate candidate, TargetColumns known) {
        try (Records records = records(candidate, known).open(Keeping.COUNTS)) {
            return records.header();
        } catch (FileFault unreadable) {
            return List.of();
        }
    }

    private FileScan scan(Candidate candidate, TargetColumns known, GuessByPlace guesses) {
        RecordFile file = records(candidate, known);
        boolean counted = reading.byEngine() || guesses != GuessByPlace.NONE || !startTells();
        return counted ? FileScan.of(file, guesses) : FileScan.ofStart(file);
    }

    /** Whether the fields of a file's records are known before they are read. */
    private boolean startTells() {
        return switch (options.format()) {
            case Format.Csv csv -> true;
            case Format.Xlsx xlsx -> true;
            case Format.Jsonl jsonl -> false;
            case Format.Parquet parquet -> false;
        };
    }

    private List<Diagnostic> added(TargetColumns added) {
        if (added.columns().isEmpty()) return List.of();
        String columns = added.columns().stream()
                .map(c -> "'" + c.name().name() + "' (" + c.declared() + ")")
                .collect(Collectors.joining(", "));
        return List.of(Diagnostic.warning(
                SourceLocation.ofFile(candidates.get(0).file().label()),
                "New files bring new columns, which are added to the table: " + columns + ".",
                ""));
    }
}
