package dev.ashlar.load;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.load.FileLooks.Seen;
import dev.ashlar.load.NewFiles.Candidate;
import dev.ashlar.load.SourceRows.Source;
import dev.ashlar.load.format.FileFault;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.ColumnType;
import dev.ashlar.plan.FileLoad;
import dev.ashlar.plan.FileLoad.Mode;
import dev.ashlar.plan.FileLoad.NewFile;
import dev.ashlar.plan.FileLoad.Outdated;
import dev.ashlar.report.CatalogRelation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
        boolean stale = past == Past.HEEDED && table.isEmpty() && hadTable(source, ledger);
        boolean anew = stale || past == Past.FORGOTTEN;
        RipeFiles ripe = RipeFiles.of(options.taking(), found.listing().files(), found.complete(), clock.instant());
        NewFiles files = new NewFiles(options, anew ? ledger.forgotten() : ledger, found, ripe.ripe());
        FileLooks looks = new FileLooks(options, reading, files.candidates());
        Seen seen = looks.look(TargetColumns.of(source, options, table, reading));
        FileGroups groups = grouped(looks, seen, files, new FileGroups(options, files, reading, seen.target()));
        List<Diagnostic> notes = new ArrayList<>(files.notes());
        notes.addAll(ripe.notes());
        if (stale) notes.add(forgotten(source));
        notes.addAll(seen.notes());
        notes.addAll(groups.drift());
        return new FilesToLoad(
                new FileLoad(
                        seen.target().columns(),
                        groups.groups(),
                        groups.skipped(),
                        anew ? all(ledger) : groups.outdated(),
                        past == Past.FORGOTTEN ? Mode.REPLACE : options.mode(),
                        options.rowHash(),
                        ledger.laterThanAll(clock.instant())),
                groups.given(),
                groups.fetched(),
                files.faults(),
                notes);
    }

    private static FileGroups grouped(FileLooks looks, Seen seen, NewFiles files, FileGroups groups) {
        List<Candidate> candidates = files.candidates();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            try {
                String checksum = candidate.checksum().text();
                groups.take(
                        candidate,
                        checksum,
                        looks.records(candidate, seen.asked()),
                        seen.scans().get(i));
            } catch (IOException failure) {
                files.faults().add(NewFiles.unreadable(candidate.file(), failure));
            } catch (FileFault fault) {
                files.faults().add(fault(candidate.file().label(), fault.line(), fault.getMessage(), ""));
            }
        }
        return groups;
    }

    private static boolean hadTable(Node.Source source, Ledger ledger) {
        return ledger.loaded().stream().anyMatch(file -> makesTable(source, file.bytes(), file.records()));
    }

    /**
     * Whether there is a table once the ledger has such a file. Without records it is made only where its columns are named, and
     * by an empty file not even then.
     */
    static boolean makesTable(Node.Source source, long bytes, long records) {
        return records > 0 || (bytes > 0 && !source.columns().isEmpty());
    }

    private static Diagnostic forgotten(Node.Source source) {
        return Diagnostic.warning(
                "The table " + source.relation().plain() + " is gone, so its "
                        + "entries in the ledger of loaded files are set aside and its files are loaded again.",
                "");
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

    /** Whether every record is brought, as a row that is judged here: the engine then need not make rows of texts. */
    boolean areAllBrought() {
        return given.size() == load.files().size()
                && load.columns().stream()
                        .noneMatch(column -> TargetColumns.shape(column.type()) instanceof ColumnType.Other);
    }

    /** Of those that the engine has read, the ones to which somebody wrote meanwhile. */
    Map<Long, Diagnostic> changed() {
        return load.files().stream()
                .filter(file -> !isAsListed(file, fetched))
                .collect(Collectors.toMap(NewFile::batch, file -> fault(file.label(), 0, CHANGED, LATER)));
    }

    /** Where it is somebody else's, who may write to it while it is read. */
    static boolean isAsListed(NewFile file, Set<String> fetched) {
        if (fetched.contains(file.path())) return true;
        try {
            Path path = Path.of(file.path());
            return Files.size(path) == file.bytes()
                    && Files.getLastModifiedTime(path).toMillis() == file.modified();
        } catch (IOException gone) {
            return false;
        }
    }
}
