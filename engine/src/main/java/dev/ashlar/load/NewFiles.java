package dev.ashlar.load;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.load.Checksums.Checksum;
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
 * ledger's, and waited for only where another file has the same size.
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
    private final Map<String, String> twins = new HashMap<>();
    /** Files of this size, those of the ledger among them: what has a size of its own has bytes of its own. */
    private final Map<Long, Integer> sizes = new HashMap<>();

    private long batch;

    /** @param path where it lies on this machine */
    record Candidate(StoredFile file, Path path, Checksum checksum, long batch) {}

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
                    .ifPresent(file -> taking(file, this::takeNewest));
        } else {
            ledger.loaded().forEach(entry -> sizes.merge(entry.bytes(), 1, Integer::sum));
            ripe.forEach(file -> sizes.merge(file.bytes(), 1, Integer::sum));
            files.fetch(ripe.stream().filter(this::isNews).toList());
            ripe.forEach(file -> taking(file, this::take));
        }
    }

    private void takeNewest(StoredFile file) throws IOException {
        Optional<Ledger.Entry> loaded = ledger.newest().filter(e -> e.path().equals(file.label()));
        if (loaded.filter(e -> unchanged(e, file)).isPresent()) return;
        FetchFolder.Copy copy = files.copy(file);
        boolean same = loaded.isPresent()
                && loaded.get().checksum().equals(copy.checksum().text());
        if (!same) candidates.add(new Candidate(file, copy.path(), copy.checksum(), ++batch));
    }

    private void take(StoredFile file) throws IOException {
        Optional<Ledger.Entry> loaded = ledger.find(file.label());
        if (loaded.filter(e -> unchanged(e, file)).isPresent()) {
            met.putIfAbsent(loaded.get().checksum(), file.label());
            return;
        }
        FetchFolder.Copy copy = files.copy(file);
        if (loaded.isPresent()) {
            if (!loaded.get().checksum().equals(copy.checksum().text())) changed(file, copy, loaded.get());
            return;
        }
        Optional<String> twin =
                sizes.get(file.bytes()) > 1 ? twin(file, copy.checksum().text()) : Optional.empty();
        if (twin.isEmpty() || options.taking().onDuplicate() == OnDuplicate.LOAD) {
            candidates.add(new Candidate(file, copy.path(), copy.checksum(), ++batch));
        } else {
            duplicate(file, copy, twin.get());
        }
    }

    /** Another file of the same bytes. */
    private Optional<String> twin(StoredFile file, String sum) {
        Optional<String> before = Optional.ofNullable(met.putIfAbsent(sum, file.label()));
        return ledger.findContent(sum)
                .filter(e -> e.records() > 0)
                .map(Ledger.Entry::path)
                .or(() -> before);
    }

    private void changed(StoredFile file, FetchFolder.Copy copy, Ledger.Entry before) {
        String since = before.isPassedOver() ? "it was passed over" : "it was loaded";
        switch (options.taking().onChangedFile()) {
            case FAIL ->
                faults.add(FilesToLoad.fault(
                        file.label(),
                        0,
                        "it has changed since " + since,
                        "Give the new version a name of its own, put the old one back, or write"
                                + " 'on_changed_file: reload' or 'ignore'."));
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

    private void duplicate(StoredFile file, FetchFolder.Copy copy, String twin) throws IOException {
        switch (options.taking().onDuplicate()) {
            case FAIL -> {
                candidates.add(new Candidate(file, copy.path(), copy.checksum(), -1));
                twins.put(file.label(), twin);
            }
            case SKIP -> {
                String sum = copy.checksum().text();
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
        return twins.get(duplicate.file().label());
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

    private void taking(StoredFile file, Errand errand) {
        try {
            errand.run(file);
        } catch (IOException failure) {
            faults.add(unreadable(file, failure));
        }
    }

    private interface Errand {
        void run(StoredFile file) throws IOException;
    }

    /** Why a file is left out that could not be fetched, or not be read. */
    static Diagnostic unreadable(StoredFile file, IOException failure) {
        return failure instanceof PlaceException told
                ? FilesToLoad.fault(file.label(), 0, told.getMessage(), told.remedy())
                : FilesToLoad.fault(
                        file.label(), 0, "it cannot be read", "Give yourself the right to read it, or take it away.");
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
