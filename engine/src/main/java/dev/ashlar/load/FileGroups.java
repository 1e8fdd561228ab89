package dev.ashlar.load;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.load.NewFiles.Candidate;
import dev.ashlar.load.SourceRows.Source;
import dev.ashlar.load.Taking.OnNewColumns;
import dev.ashlar.load.format.FileFault;
import dev.ashlar.load.format.RecordFile;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.plan.FileLoad.Group;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Takes new files into a load, grouped by how they are read, or says why they are left out. */
final class FileGroups {
    /** Of records that we bring, as texts. */
    private static final CsvWriting OURS = new CsvWriting(",", "\"", HeaderLine.ABSENT, Compression.NONE, List.of());

    private final LoadOptions options;
    private final NewFiles files;
    private final EngineReading reading;
    private final TargetColumns target;
    private final List<LedgerEntry> skipped = new ArrayList<>();
    private final List<Source> given = new ArrayList<>();
    private final Set<String> fetched = new HashSet<>();
    private final Map<Key, List<NewFile>> plain = new LinkedHashMap<>();
    private final Map<Key, Headers> headers = new LinkedHashMap<>();

    /** @param beside how many of the header's names stand in the names of folders */
    private record Key(List<String> header, int beside, FileFormat format) {}

    FileGroups(LoadOptions options, NewFiles files, EngineReading reading, TargetColumns target) {
        this.options = options;
        this.files = files;
        this.reading = reading;
        this.target = target;
        skipped.addAll(files.skipped());
    }

    /** Those that the engine does not read, or is not trusted with. */
    List<Source> given() {
        return List.copyOf(given);
    }

    /** Paths of copies of our own, to which nobody else writes. */
    Set<String> fetched() {
        return Set.copyOf(fetched);
    }

    /** Files that are passed over. */
    List<LedgerEntry> skipped() {
        return List.copyOf(skipped);
    }

    /** What was loaded of files that are loaded anew. */
    List<Outdated> outdated() {
        Set<Long> batches = new HashSet<>();
        plain.values().forEach(some -> some.forEach(file -> batches.add(file.batch())));
        given.forEach(one -> batches.add(one.file().batch()));
        skipped.forEach(entry -> batches.add(entry.batch()));
        return files.outdated().stream()
                .filter(old -> old.successor().filter(batches::contains).isPresent())
                .toList();
    }

    /** @throws FileFault where it is left out */
    void take(Candidate candidate, String checksum, RecordFile records, FileScan scan) {
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
        boolean headed = options.format().header() == HeaderLine.PRESENT;
        if (scan.width() < 0 || (headed && saysNoTypes(scan))) {
            skipped.add(new LedgerEntry(file.label(), file.bytes(), file.modified(), checksum, batch, 0, 0));
            return;
        }
        if (!headed && target.columns().isEmpty()) {
            throw new FileFault(0, "files without header need 'columns:'", null);
        }
        if (headed && scan.header().isEmpty()) {
            throw new FileFault(0, "none of its records is an object with fields", null);
        }
        if (headed && options.taking().onNewColumns() == OnNewColumns.ADD) demandKept(scan.header());
        Optional<FileFormat> engines = options.format().engines(scan, options.nulls());
        Key key = new Key(headed ? scan.header() : List.of(), scan.beside(), engines.orElse(OURS));
        Headers found = headers.get(key);
        if (found == null)
            found = headed
                    ? Headers.of(scan.header(), options.format().headerRow(), FolderFields.names(records), target)
                    : Headers.byPlace(target);
        if (options.taking().onNewColumns() == OnNewColumns.FAIL
                && !found.unknown().isEmpty()) {
            throw new FileFault(
                    options.format().headerRow(),
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
                    () -> FilesToLoad.isAsListed(entry, fetched)));
    }

    /** Without records the types of columns that only the file names are not known: it is loaded as it is, with none. */
    private boolean saysNoTypes(FileScan scan) {
        if (scan.records() != 0 || !scan.declared().isEmpty()) return false;
        boolean asked = target.columns().isEmpty() || options.taking().onNewColumns() == OnNewColumns.ADD;
        return asked
                && !scan.header().stream().allMatch(name -> target.find(name).isPresent());
    }

    /** A name that the engine would cut is met again by no later file, and two that are cut may be one. */
    private void demandKept(List<String> header) {
        for (String field : header) {
            String name = TargetColumns.plainName(field);
            if (target.find(field).isPresent() || reading.keeps(name)) continue;
            throw new FileFault(
                    options.format().headerRow(),
                    "the name of its column '" + field + "' " + reading.tooLong(name)
                            + "; give it a name of its own: { name: short_name, header: \"" + field + "\" }",
                    null);
        }
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

    /** How files differ from the table's columns. */
    List<Diagnostic> drift() {
        List<Diagnostic> notes = new ArrayList<>();
        headers.forEach((key, found) -> drift(key, found).ifPresent(notes::add));
        return notes;
    }

    private Optional<Diagnostic> drift(Key key, Headers found) {
        List<String> facts = new ArrayList<>();
        if (!found.unknown().isEmpty()) facts.add("has columns that are not loaded: " + list(found.unknown()));
        if (!found.missing().isEmpty()) facts.add("lacks columns, which are null: " + list(found.missing()));
        if (found.order() == Headers.Order.OTHER) facts.add("has its columns in another order");
        if (facts.isEmpty()) return Optional.empty();
        String label = plain.containsKey(key)
                ? plain.get(key).get(0).label()
                : given.stream()
                        .filter(g -> g.headers().equals(found))
                        .findFirst()
                        .map(g -> g.file().label())
                        .orElse("");
        long others = plain.getOrDefault(key, List.of()).size() - 1L;
        return Optional.of(Diagnostic.warning(
                SourceLocation.ofFile(label),
                "This file" + (others > 0 ? ", like " + Counted.of(others, "other") + "," : "") + " "
                        + String.join("; ", facts) + ".",
                ""));
    }

    private static String list(List<String> names) {
        return names.stream().map(n -> "'" + n + "'").collect(Collectors.joining(", "));
    }
}
