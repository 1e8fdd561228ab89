package dev.ashlar.load;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.load.FileScan.GuessByPlace;
import dev.ashlar.load.NewFiles.Candidate;
import dev.ashlar.load.SourceRows.Source;
import dev.ashlar.load.Taking.OnNewColumns;
import dev.ashlar.load.format.FileBytes;
import dev.ashlar.load.format.FileFault;
import dev.ashlar.load.format.RecordFile;
import dev.ashlar.load.format.RecordFile.Keeping;
import dev.ashlar.load.format.Records;
import dev.ashlar.load.format.Wanted;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.FileLoad;
import dev.ashlar.plan.FileLoad.Group;
import dev.ashlar.plan.FileLoad.Mode;
import dev.ashlar.plan.FileLoad.NewFile;
import dev.ashlar.plan.FileLoad.Outdated;
import dev.ashlar.plan.LoadStatement.Compression;
import dev.ashlar.plan.LoadStatement.CsvWriting;
import dev.ashlar.plan.LoadStatement.FileFormat;
import dev.ashlar.plan.LoadStatement.HeaderLine;
import dev.ashlar.plan.LoadStatement.LedgerEntry;
import dev.ashlar.plan.LoadStatement.Numbering;
import dev.ashlar.plan.LoadStatement.Reading;
import dev.ashlar.plan.LoadStatement.StagedField;
import dev.ashlar.port.FilePlace.StoredFile;
import dev.ashlar.port.ParquetFiles;
import dev.ashlar.report.CatalogRelation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The new files of a load, looked through and grouped by how they are read.
 *
 * @param given those that the engine does not read, or is not trusted with
 * @param fetched paths of copies of our own, to which nobody else writes
 * @param faults files that are left out
 */
record FilesToLoad(
        FileLoad load, List<Source> given, Set<String> fetched, List<Diagnostic> faults, List<Diagnostic> notes) {

    static final String CHANGED = "it changed while it was read";
    static final String LATER = "Load again once nobody writes to it.";

    static FilesToLoad of(
            Node.Source source,
            LoadOptions options,
            FilesAtHand found,
            Ledger ledger,
            Past past,
            Optional<CatalogRelation> table,
            EngineReading reading,
            InstantSource clock) {
        boolean stale = past == Past.HEEDED && !ledger.loaded().isEmpty() && table.isEmpty();
        boolean anew = stale || past == Past.FORGOTTEN;
        RipeFiles ripe = RipeFiles.of(options.taking(), found.listing().files(), found.complete(), clock.instant());
        NewFiles files = new NewFiles(options, anew ? ledger.forgotten() : ledger, found, ripe.ripe());
        Building building = new Building(options, files, reading);
        building.notes.addAll(ripe.notes());
        if (stale) {
            building.notes.add(Diagnostic.warning(
                    "The table " + source.relation().plain() + " is gone, so its "
                            + "entries in the ledger of loaded files are set aside and its files are loaded again.",
                    ""));
        }
        building.build(TargetColumns.of(source, options, table, reading));
        return new FilesToLoad(
                new FileLoad(
                        building.target.columns(),
                        building.groups(),
                        building.skipped,
                        anew ? all(ledger) : building.outdated(),
                        past == Past.FORGOTTEN ? Mode.REPLACE : options.mode(),
                        options.rowHash(),
                        ledger.laterThanAll(clock.instant())),
                List.copyOf(building.given),
                Set.copyOf(building.fetched),
                files.faults(),
                building.notes);
    }

    /** Whether it counts what was loaded before. */
    enum Past {
        HEEDED,
        FORGOTTEN
    }

    private static List<Outdated> all(Ledger ledger) {
        return ledger.loaded().stream()
                .map(entry -> new Outdated(entry.path(), entry.batch(), Optional.empty()))
                .toList();
    }

    static Diagnostic fault(String label, long line, String reason, String remedy) {
        return Diagnostic.error(
                new SourceLocation(label, (int) line, 0), "This file was not loaded: " + reason + ".", remedy);
    }

    /** Of those that the engine has read, the ones to which somebody wrote meanwhile. */
    Map<Long, Diagnostic> changed() {
        return load.files().stream()
                .filter(file -> !isAsListed(file, fetched))
                .collect(Collectors.toMap(NewFile::batch, file -> fault(file.label(), 0, CHANGED, LATER)));
    }

    /** Where it is somebody else's, who may write to it while it is read. */
    private static boolean isAsListed(NewFile file, Set<String> fetched) {
        if (fetched.contains(file.path())) return true;
        try {
            Path path = Path.of(file.path());
            return Files.size(path) == file.bytes()
                    && Files.getLastModifiedTime(path).toMillis() == file.modified();
        } catch (IOException gone) {
            return false;
        }
    }

    private static final class Building {
        /** Of records that we bring, as texts. */
        private static final CsvWriting OURS =
                new CsvWriting(",", "\"", HeaderLine.ABSENT, Compression.NONE, List.of());

        private final LoadOptions options;
        private final NewFiles files;
        private final EngineReading reading;
        private final List<Diagnostic> notes = new ArrayList<>();
        private final List<LedgerEntry> skipped = new ArrayList<>();
        private final List<Source> given = new ArrayList<>();
        private final Set<String> fetched = new HashSet<>();
        private final Map<Key, List<NewFile>> plain = new LinkedHashMap<>();
        private final Map<Key, Headers> headers = new LinkedHashMap<>();
        private TargetColumns target;

        /** @param beside how many of the header's names stand in the names of folders */
        private record Key(List<String> header, int beside, FileFormat format) {}

        Building(LoadOptions options, NewFiles files, EngineReading reading) {
            this.options = options;
            this.files = files;
            this.reading = reading;
            notes.addAll(files.notes());
            skipped.addAll(files.skipped());
        }

        void build(TargetColumns known) {
            List<Candidate> candidates = files.candidates();
            GuessedColumns guessed = new GuessedColumns(options, name -> true);
            List<FileScan> scans;
            if (known.known() && options.taking().onNewColumns() == OnNewColumns.ADD) {
                GuessedColumns fresh =
                        new GuessedColumns(options, name -> known.find(name).isEmpty());
                scans = candidates.stream()
                        .map(c -> scan(c, known, guesses(c, known, fresh)))
                        .toList();
                TargetColumns added = fresh.found(reading);
                target = known.with(added);
                noteAdded(added);
            } else if (known.known()) {
                scans = candidates.parallelStream()
                        .map(c -> scan(c, known, GuessByPlace.NONE))
                        .toList();
                target = known;
            } else {
                scans = candidates.stream().map(c -> scan(c, known, guessed)).toList();
                target = guessed.found(reading);
                guessed.told().ifPresent(notes::add);
            }
            TargetColumns asked = known.known() ? target : known;
            for (int i = 0; i < scans.size(); i++) {
                Candidate candidate = candidates.get(i);
                try {
                    take(candidate, candidate.checksum().text(), records(candidate, asked), scans.get(i));
                } catch (IOException failure) {
                    files.faults().add(NewFiles.unreadable(candidate.file(), failure));
                } catch (FileFault fault) {
                    files.faults().add(fault(candidate.file().label(), fault.line(), fault.getMessage(), ""));
                }
            }
            headers.forEach(this::noteDrift);
        }

        private RecordFile records(Candidate candidate, TargetColumns known) {
            RecordFile file = options.format()
                    .file(FileBytes.of(candidate.path()), known.known() ? known.wanted() : Wanted.FIELDS);
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

        private void noteAdded(TargetColumns added) {
            if (added.columns().isEmpty()) return;
            String columns = added.columns().stream()
                    .map(c -> "'" + c.name().name() + "' (" + c.declared() + ")")
                    .collect(Collectors.joining(", "));
            notes.add(Diagnostic.warning(
                    SourceLocation.ofFile(files.candidates().get(0).file().label()),
                    "New files bring new columns, which are added to the table: " + columns + ".",
                    ""));
        }

        private List<Outdated> outdated() {
            Set<Long> batches = new HashSet<>();
            plain.values().forEach(some -> some.forEach(file -> batches.add(file.batch())));
            given.forEach(one -> batches.add(one.file().batch()));
            skipped.forEach(entry -> batches.add(entry.batch()));
            return files.outdated().stream()
                    .filter(old -> old.successor().filter(batches::contains).isPresent())
                    .toList();
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

        private void take(Candidate candidate, String checksum, RecordFile records, FileScan scan) {
            if (scan.fault().isPresent()) throw scan.fault().get();
            if (candidate.batch() < 0 && scan.records() != 0) {
                throw new FileFault(
                        0,
                        "it has the same bytes as " + files.twinOf(candidate)
                                + "; take it away, or write 'on_duplicate_content: skip' or 'load'",
                        null);
            }
            StoredFile file = candidate.file();
            long batch = candidate.batch() < 0 ? files.nextBatch() : candidate.batch();
            if (scan.width() < 0) {
                skipped.add(new LedgerEntry(file.label(), file.bytes(), file.modified(), checksum, batch, 0, 0));
                return;
            }
            boolean headed = options.format().header() == HeaderLine.PRESENT;
            if (!headed && target.columns().isEmpty()) {
                throw new FileFault(0, "files without header need 'columns:'", null);
            }
            if (headed && scan.header().isEmpty()) {
                throw new FileFault(0, "none of its records is an object with fields", null);
            }
            Optional<FileFormat> engines = options.format().engines(scan, options.nulls());
            Key key = new Key(headed ? scan.header() : List.of(), scan.beside(), engines.orElse(OURS));
            Headers found = headers.get(key);
            if (found == null)
                found = headed
                        ? Headers.of(scan.header(), FolderFields.names(records), target)
                        : Headers.byPlace(target);
            if (options.taking().onNewColumns() == OnNewColumns.FAIL
                    && !found.unknown().isEmpty()) {
                throw new FileFault(
                        1,
                        "it has columns that the source does not take: " + list(found.unknown())
                                + "; name them under 'columns:', or write 'on_new_columns: add' or 'ignore'",
                        null);
            }
            headers.put(key, found);
            if (file.here().isEmpty()) fetched.add(candidate.path().toString());
            NewFile entry = new NewFile(
                    candidate.path().toString(),
                    file.label(),
                    file.bytes(),
                    file.modified(),
                    checksum,
                    batch,
                    scan.records(),
                    scan.beside() == 0
                            ? List.of()
                            : FolderFields.values(records, scan.header().subList(0, scan.beside())));
            int width = headed ? scan.header().size() : target.columns().size();
            boolean trusted = scan.writing() == FileScan.Writing.PLAIN
                    && scan.width() == width
                    && engines.isPresent()
                    && jsonIsSound(found, scan)
                    && !hasSigns(entry.path())
                    && reading.byEngine(entry.path());
            if (trusted) plain.computeIfAbsent(key, unused -> new ArrayList<>()).add(entry);
            else
                given.add(new Source(
                        records,
                        entry,
                        found,
                        found.inOrder(target),
                        width,
                        texts(),
                        () -> isAsListed(entry, fetched)));
        }

        /** A text that is to be JSON is looked at by us, but not what an engine's reader makes JSON itself. */
        private boolean jsonIsSound(Headers found, FileScan scan) {
            return found.places().entrySet().stream()
                    .filter(column -> column.getKey().reading() == Reading.JSON)
                    .allMatch(column -> !scan.declared().isEmpty()
                            && scan.declared().get(column.getValue()).nesting() == ParquetFiles.Nesting.NESTED);
        }

        private FieldTexts texts() {
            return FieldTexts.of(options, target.columns());
        }

        /** What an engine's reader would take for a pattern. */
        private static boolean hasSigns(String path) {
            return path.chars().anyMatch(c -> "*?[]{}\\".indexOf(c) >= 0);
        }

        List<Group> groups() {
            List<Group> groups = new ArrayList<>();
            plain.forEach((key, entries) -> {
                int width = options.format().header() == HeaderLine.PRESENT
                        ? key.header().size()
                        : target.columns().size();
                groups.add(new Group(
                        Numbering.BY_PLACE,
                        key.format(),
                        entries,
                        fields(key.beside(), width),
                        fields(0, key.beside()),
                        headers.get(key).fields(target)));
            });
            if (given.isEmpty()) return groups;
            List<StagedField> fields = Headers.byPlace(target).fields(target);
            groups.add(new Group(
                    Numbering.GIVEN,
                    OURS,
                    given.stream().map(Source::file).toList(),
                    fields.stream().map(f -> f.text().orElseThrow()).toList(),
                    List.of(),
                    fields));
            return groups;
        }

        private static List<ColumnName> fields(int from, int to) {
            return IntStream.range(from, to).mapToObj(Headers::field).toList();
        }

        private void noteDrift(Key key, Headers found) {
            List<String> facts = new ArrayList<>();
            if (!found.unknown().isEmpty()) facts.add("has columns that are not loaded: " + list(found.unknown()));
            if (!found.missing().isEmpty()) facts.add("lacks columns, which are null: " + list(found.missing()));
            if (found.order() == Headers.Order.OTHER) facts.add("has its columns in another order");
            if (facts.isEmpty()) return;
            String label = plain.containsKey(key)
                    ? plain.get(key).get(0).label()
                    : given.stream()
                            .filter(g -> g.headers().equals(found))
                            .findFirst()
                            .map(g -> g.file().label())
                            .orElse("");
            long others = plain.getOrDefault(key, List.of()).size() - 1L;
            notes.add(Diagnostic.warning(
                    SourceLocation.ofFile(label),
                    "This file" + (others > 0 ? ", like " + others + " others," : "") + " " + String.join("; ", facts)
                            + ".",
                    ""));
        }

        private static String list(List<String> names) {
            return names.stream().map(n -> "'" + n + "'").collect(Collectors.joining(", "));
        }
    }
}
