package dev.ashlar.load;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.load.LoadOptions.OnDuplicate;
import dev.ashlar.plan.FileLoad.Mode;
import dev.ashlar.plan.LoadStatement.LedgerEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the files that are new from those the ledger knows. A checksum is computed only where size or time differ from the
 * ledger's.
 */
final class NewFiles {
    private final LoadOptions options;
    private final Ledger ledger;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<LedgerEntry> skipped = new ArrayList<>();
    private final List<Diagnostic> faults = new ArrayList<>();
    private final List<Diagnostic> notes = new ArrayList<>();
    private final Map<String, String> met = new HashMap<>();
    private long batch;

    record Candidate(LocalFiles.Found file, String checksum, long batch) {}

    NewFiles(LoadOptions options, Ledger ledger, List<LocalFiles.Found> found) {
        this.options = options;
        this.ledger = ledger;
        this.batch = ledger.lastBatch();
        if (options.mode() == Mode.REPLACE) {
            found.stream()
                    .max(Comparator.comparingLong(LocalFiles.Found::modified).thenComparing(LocalFiles.Found::label))
                    .ifPresent(this::takeNewest);
        } else {
            found.forEach(this::take);
        }
    }

    private void takeNewest(LocalFiles.Found file) {
        Optional<Ledger.Entry> loaded = ledger.newest().filter(e -> e.path().equals(file.label()));
        if (loaded.filter(e -> unchanged(e, file)).isPresent()) return;
        checksum(file).ifPresent(sum -> {
            if (loaded.filter(e -> e.checksum().equals(sum)).isPresent()) return;
            candidates.add(new Candidate(file, sum, ++batch));
        });
    }

    private void take(LocalFiles.Found file) {
        Optional<Ledger.Entry> loaded = ledger.find(file.label());
        if (loaded.filter(e -> unchanged(e, file)).isPresent()) {
            met.putIfAbsent(loaded.get().checksum(), file.label());
            return;
        }
        checksum(file).ifPresent(sum -> {
            if (loaded.isPresent()) {
                if (!loaded.get().checksum().equals(sum))
                    fault(
                            file,
                            "it has changed since it was loaded",
                            "A file is loaded once: give the new version a name of its own, or put the old one back.");
                return;
            }
            String twin = ledger.findContent(sum)
                    .filter(e -> e.records() > 0)
                    .map(Ledger.Entry::path)
                    .orElse(met.get(sum));
            met.putIfAbsent(sum, file.label());
            if (twin == null || options.onDuplicate() == OnDuplicate.LOAD) {
                candidates.add(new Candidate(file, sum, ++batch));
            } else {
                duplicate(file, sum, twin);
            }
        });
    }

    private void duplicate(LocalFiles.Found file, String sum, String twin) {
        switch (options.onDuplicate()) {
            case FAIL -> candidates.add(new Candidate(file, sum, -1));
            case SKIP -> {
                skipped.add(new LedgerEntry(file.label(), file.bytes(), file.modified(), sum, ++batch, 0, 0));
                notes.add(Diagnostic.warning(
                        SourceLocation.ofFile(file.label()),
                        "This file was passed over: it has the same bytes as " + twin + ".",
                        ""));
            }
            case LOAD -> throw new IllegalStateException("a duplicate that is loaded is no fault");
        }
    }

    /** Which file a duplicate repeats. */
    String twinOf(Candidate duplicate) {
        return ledger.findContent(duplicate.checksum()).map(Ledger.Entry::path).orElse(met.get(duplicate.checksum()));
    }

    private static boolean unchanged(Ledger.Entry entry, LocalFiles.Found file) {
        return entry.bytes() == file.bytes() && entry.modified() == file.modified();
    }

    private Optional<String> checksum(LocalFiles.Found file) {
        try {
            return Optional.of(LocalFiles.checksum(file.path()));
        } catch (IOException failure) {
            fault(file, "it cannot be read", "Give yourself the right to read it, or take it away.");
            return Optional.empty();
        }
    }

    void fault(LocalFiles.Found file, String reason, String remedy) {
        faults.add(Diagnostic.error(
                SourceLocation.ofFile(file.label()), "This file was not loaded: " + reason + ".", remedy));
    }

    /** Those with batch -1 repeat the bytes of another file and are at fault unless they have no records. */
    List<Candidate> candidates() {
        return candidates;
    }

    List<LedgerEntry> skipped() {
        return skipped;
    }

    List<Diagnostic> faults() {
        return faults;
    }

    List<Diagnostic> notes() {
        return notes;
    }

    long nextBatch() {
        return ++batch;
    }
}
