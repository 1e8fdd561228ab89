package dev.ashlar.load;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.load.Taking.OnDuplicate;
import dev.ashlar.plan.FileLoad.Mode;
import dev.ashlar.plan.FileLoad.Outdated;
import dev.ashlar.plan.LoadStatement.LedgerEntry;
import dev.ashlar.port.FilePlace.LeftOut;
import dev.ashlar.port.FilePlace.StoredFile;
import dev.ashlar.port.PlaceException;
import java.io.IOException;
import java.nio.file.Path;
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
    private final FilesAtHand files;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<LedgerEntry> skipped = new ArrayList<>();
    private final List<Outdated> outdated = new ArrayList<>();
    private final List<Diagnostic> faults = new ArrayList<>();
    private final List<Diagnostic> notes = new ArrayList<>();
    private final Map<String, String> met = new HashMap<>();
    private long batch;

    /** @param path where it lies on this machine */
    record Candidate(StoredFile file, Path path, String checksum, long batch) {}

    /** @param ripe those of the files that nobody writes to any more */
    NewFiles(LoadOptions options, Ledger ledger, FilesAtHand files, List<StoredFile> ripe) {
        this.options = options;
        this.ledger = ledger;
        this.files = files;
        this.batch = ledger.lastBatch();
        files.listing().leftOut().forEach(this::leaveOut);
        if (options.mode() == Mode.REPLACE) {
            ripe.stream()
                    .filter(file -> !isPassedOver(file))
                    .max(Comparator.comparingLong(StoredFile::modified).thenComparing(StoredFile::label))
                    .ifPresent(this::takeNewest);
        } else {
            files.fetch(ripe.stream().filter(this::isNews).toList());
            ripe.forEach(this::take);
        }
    }

    private void takeNewest(StoredFile file) {
        Optional<Ledger.Entry> loaded = ledger.newest().filter(e -> e.path().equals(file.label()));
        if (loaded.filter(e -> unchanged(e, file)).isPresent()) return;
        copy(file).ifPresent(copy -> {
            String sum = copy.checksum();
            if (loaded.filter(e -> e.checksum().equals(sum)).isPresent()) return;
            candidates.add(new Candidate(file, copy.path(), sum, ++batch));
        });
    }

    private void take(StoredFile file) {
        Optional<Ledger.Entry> loaded = ledger.find(file.label());
        if (loaded.filter(e -> unchanged(e, file)).isPresent()) {
            met.putIfAbsent(loaded.get().checksum(), file.label());
            return;
        }
        copy(file).ifPresent(copy -> {
            String sum = copy.checksum();
            if (loaded.isPresent()) {
                if (!loaded.get().checksum().equals(sum)) changed(file, copy, loaded.get());
                return;
            }
            String twin = ledger.findContent(sum)
                    .filter(e -> e.records() > 0)
                    .map(Ledger.Entry::path)
                    .orElse(met.get(sum));
            met.putIfAbsent(sum, file.label());
            if (twin == null || options.taking().onDuplicate() == OnDuplicate.LOAD) {
                candidates.add(new Candidate(file, copy.path(), sum, ++batch));
            } else {
                duplicate(file, copy, twin);
            }
        });
    }

    private void changed(StoredFile file, FetchFolder.Copy copy, Ledger.Entry before) {
        String since = before.isPassedOver() ? "it was passed over" : "it was loaded";
        switch (options.taking().onChangedFile()) {
            case FAIL ->
                fault(
                        file,
                        "it has changed since " + since,
                        "Give the new version a name of its own, put the old one back, or write"
                                + " 'on_changed_file: reload' or 'ignore'.");
            case RELOAD -> {
                candidates.add(new Candidate(file, copy.path(), copy.checksum(), ++batch));
                outdated.add(new Outdated(before.path(), before.batch(), Optional.of(batch)));
                notes.add(Diagnostic.warning(
                        SourceLocation.ofFile(file.label()),
                        "This file has changed since " + since + ": its rows take the place of those it had.",
                        ""));
            }
            case IGNORE ->
                notes.add(Diagnostic.warning(
                        SourceLocation.ofFile(file.label()),
                        "This file has changed since " + since + ", and was not loaded again.",
                        ""));
        }
    }

    private void duplicate(StoredFile file, FetchFolder.Copy copy, String twin) {
        switch (options.taking().onDuplicate()) {
            case FAIL -> candidates.add(new Candidate(file, copy.path(), copy.checksum(), -1));
            case SKIP -> {
                skipped.add(
                        new LedgerEntry(file.label(), file.bytes(), file.modified(), copy.checksum(), ++batch, 0, 0));
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

    private static boolean unchanged(Ledger.Entry entry, StoredFile file) {
        return entry.bytes() == file.bytes() && entry.modified() == file.modified();
    }

    private boolean isNews(StoredFile file) {
        return ledger.find(file.label()).filter(e -> unchanged(e, file)).isEmpty();
    }

    private boolean isPassedOver(StoredFile file) {
        return ledger.find(file.label()).filter(Ledger.Entry::isPassedOver).isPresent();
    }

    private void leaveOut(LeftOut file) {
        faults.add(FilesToLoad.fault(file.label(), 0, file.reason(), file.remedy()));
    }

    private Optional<FetchFolder.Copy> copy(StoredFile file) {
        try {
            return Optional.of(files.copy(file));
        } catch (PlaceException failure) {
            fault(file, failure.getMessage(), failure.remedy());
            return Optional.empty();
        } catch (IOException failure) {
            fault(file, "it cannot be read", "Give yourself the right to read it, or take it away.");
            return Optional.empty();
        }
    }

    void fault(StoredFile file, String reason, String remedy) {
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

    List<Outdated> outdated() {
        return outdated;
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
