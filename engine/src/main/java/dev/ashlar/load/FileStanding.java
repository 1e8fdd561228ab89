package dev.ashlar.load;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.load.NewFiles.Candidate;
import dev.ashlar.port.FilePlace.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a load would do with a file, or why it would do nothing.
 *
 * @param file as the ledger knows it
 * @param bytes negative for a file that is not there
 * @param why a clause; empty where there is nothing to say
 */
public record FileStanding(String file, long bytes, Kind kind, String why) {
    public enum Kind {
        /** It would be loaded. */
        NEW,
        LOADED,
        PASSED_OVER,
        /** It is left for a later load. */
        WAITING,
        /** A load would end in an error because of it. */
        FAULT,
        /** Loaded, and not there any more. */
        GONE
    }

    static List<FileStanding> of(LoadOptions options, FilesAtHand found, Ledger ledger, Instant now) {
        Look look = new Look(options, found, ledger, now);
        List<FileStanding> standing = new ArrayList<>();
        found.listing().files().forEach(file -> standing.add(look.at(file)));
        found.listing()
                .leftOut()
                .forEach(one -> standing.add(new FileStanding(one.label(), -1, Kind.FAULT, one.reason())));
        Set<String> there = standing.stream().map(FileStanding::file).collect(Collectors.toSet());
        for (Ledger.Entry entry : ledger.loaded()) {
            if (!there.contains(entry.path())) {
                standing.add(new FileStanding(entry.path(), -1, Kind.GONE, words(entry)));
            }
        }
        standing.sort(Comparator.comparing(FileStanding::file));
        return standing;
    }

    /** What a load would find. */
    private static final class Look {
        private final Ledger ledger;
        private final RipeFiles ripe;
        private final Set<String> compared = new HashSet<>();
        private final NewFiles files;
        private final Map<String, String> notes = new HashMap<>();
        private final Map<String, String> faults = new HashMap<>();
        private final Map<String, Candidate> candidates = new HashMap<>();

        Look(LoadOptions options, FilesAtHand found, Ledger ledger, Instant now) {
            this.ledger = ledger;
            this.ripe = RipeFiles.of(options.taking(), found.listing().files(), found.complete(), now);
            // bytes of other machines are not fetched only to be compared
            List<StoredFile> here = ripe.ripe().stream()
                    .filter(file -> file.here().isPresent() || isKnown(ledger, file))
                    .toList();
            here.forEach(file -> compared.add(file.label()));
            this.files = new NewFiles(options, ledger, found, here);
            files.notes().forEach(note -> notes.put(label(note), note.message()));
            files.faults().forEach(fault -> faults.put(label(fault), fault.message()));
            files.candidates().forEach(one -> candidates.put(one.file().label(), one));
        }

        FileStanding at(StoredFile file) {
            String label = file.label();
            Optional<Ledger.Entry> entry = ledger.find(label);
            if (ripe.waiting().containsKey(label)) {
                return of(file, Kind.WAITING, ripe.waiting().get(label));
            }
            if (faults.containsKey(label)) return of(file, Kind.FAULT, faults.get(label));
            if (candidates.containsKey(label)) return taken(file, candidates.get(label), entry.isPresent());
            if (entry.isPresent() && !entry.get().isPassedOver()) {
                return of(file, Kind.LOADED, words(entry.get()) + since(label));
            }
            if (entry.isEmpty() && !compared.contains(label)) return of(file, Kind.NEW, "");
            boolean overtaken = entry.isEmpty() && !notes.containsKey(label);
            return of(
                    file,
                    Kind.PASSED_OVER,
                    overtaken ? "a newer file is the whole table" : notes.getOrDefault(label, ""));
        }

        /** What befell a loaded file that no load takes again. */
        private String since(String label) {
            if (notes.containsKey(label)) {
                return "; it has changed since, and 'on_changed_file: ignore' leaves it alone";
            }
            boolean judged = compared.contains(label);
            return judged ? "" : "; its size or time is another now, so a load compares its bytes";
        }

        private FileStanding taken(StoredFile file, Candidate candidate, boolean again) {
            if (candidate.batch() >= 0) {
                return of(file, Kind.NEW, again ? "it has changed since it was loaded" : "");
            }
            return of(
                    file,
                    Kind.FAULT,
                    "it has the same bytes as " + files.twinOf(candidate) + ", unless it has no records");
        }
    }

    private static boolean isKnown(Ledger ledger, StoredFile file) {
        return ledger.find(file.label())
                .filter(e -> e.bytes() == file.bytes() && e.modified() == file.modified())
                .isPresent();
    }

    private static FileStanding of(StoredFile file, Kind kind, String why) {
        return new FileStanding(file.label(), file.bytes(), kind, why);
    }

    private static String label(Diagnostic diagnostic) {
        return diagnostic.location().map(SourceLocation::file).orElse("");
    }

    private static String words(Ledger.Entry entry) {
        return "at " + entry.loadedAt() + ", " + Counted.of(entry.rows(), "row")
                + (entry.rejects() == 0 ? "" : ", " + entry.rejects() + " rejected");
    }
}
