package dev.ashlar.load;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.FileLoad;
import dev.ashlar.plan.FileLoad.Mode;
import dev.ashlar.plan.FileLoad.Outdated;
import dev.ashlar.plan.LoadPlanner;
import dev.ashlar.plan.LoadStatement.LedgerEntry;
import dev.ashlar.plan.LoadStatement.RowHash;
import dev.ashlar.plan.Plan;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.Shape;
import dev.ashlar.port.FilePlace.StoredFile;
import dev.ashlar.port.NodeTask.Prepared;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Passes files over, or takes out what came of them. No file's records are read. */
final class LedgerChange implements Prepared {
    private final Node.Source source;
    private final LoadOrder order;
    private final FilesAtHand found;
    private final Ledger ledger;
    private final InstantSource clock;

    LedgerChange(Node.Source source, LoadOrder order, FilesAtHand found, Ledger ledger, InstantSource clock) {
        this.source = source;
        this.order = order;
        this.found = found;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Plan begin(RelationState state, PlanContext context) {
        return switch (order) {
            case LoadOrder.PassOver some ->
                planner(passedOver(some.files()), List.of(), state, context).note(List.of());
            case LoadOrder.TakeOut some ->
                planner(List.of(), takenOut(some.files()), state, context).note(left(some.files()));
            case LoadOrder.LoadNew all -> throw new IllegalStateException("Files are loaded");
            case LoadOrder.LoadAnew all -> throw new IllegalStateException("Files are loaded");
        };
    }

    @Override
    public Plan proceed(RelationState state, PlanContext context, Shape shape) {
        throw new IllegalStateException("Nothing was asked");
    }

    @Override
    public void ended() {
        found.close();
    }

    private LoadPlanner planner(
            List<LedgerEntry> skipped, List<Outdated> outdated, RelationState state, PlanContext context) {
        FileLoad load = new FileLoad(
                List.of(),
                List.of(),
                skipped,
                outdated,
                Mode.APPEND,
                RowHash.NONE,
                ledger.laterThanAll(clock.instant()));
        return new LoadPlanner(source, load, state, context);
    }

    private List<LedgerEntry> passedOver(Set<String> files) {
        List<LedgerEntry> entries = new ArrayList<>();
        for (String file : files) {
            Optional<Ledger.Entry> known = ledger.find(file);
            if (known.filter(Ledger.Entry::isPassedOver).isPresent()) continue;
            known.ifPresent(loaded -> {
                throw refused(
                        "'" + file + "' is not passed over: it was loaded at " + loaded.loadedAt() + ".",
                        "Take its rows out first, with 'ashlar load --unload " + file + "'.");
            });
            StoredFile stored = found.listing().files().stream()
                    .filter(one -> one.label().equals(file))
                    .findFirst()
                    .orElseThrow(() -> unknown(
                            file,
                            found.listing().files().stream()
                                    .map(StoredFile::label)
                                    .toList(),
                            "there is no file '"));
            entries.add(new LedgerEntry(
                    file, stored.bytes(), stored.modified(), checksum(stored), FileLoad.PASSED_OVER, 0, 0));
        }
        return entries;
    }

    /** Empty where the bytes are not at hand; they are then compared by size and time alone. */
    private String checksum(StoredFile file) {
        if (file.here().isEmpty()) return "";
        try {
            return found.copy(file).checksum().text();
        } catch (IOException unreadable) {
            return "";
        }
    }

    private List<Outdated> takenOut(Set<String> files) {
        List<Outdated> entries = new ArrayList<>();
        for (String file : files) {
            Ledger.Entry entry =
                    ledger.find(file).orElseThrow(() -> unknown(file, ledger.paths(), "the ledger has no file '"));
            entries.add(new Outdated(file, entry.batch(), Optional.empty()));
        }
        return entries;
    }

    private List<Diagnostic> left(Set<String> files) {
        List<String> present = found.listing().files().stream()
                .map(StoredFile::label)
                .filter(files::contains)
                .toList();
        if (present.isEmpty()) return List.of();
        return List.of(Diagnostic.warning(
                source.external().orElseThrow().at(),
                "The next load of source '" + source.name() + "' will load " + String.join(", ", present)
                        + " again, which " + (present.size() == 1 ? "is" : "are") + " still there.",
                "Take it away, or keep it out with 'ashlar load --skip'."));
    }

    private DiagnosticException unknown(String file, Collection<String> known, String what) {
        return refused(
                what + file + "'. " + NearestName.didYouMean(file, List.copyOf(known)), "See 'ashlar load --plan'.");
    }

    private DiagnosticException refused(String reason, String remedy) {
        return new DiagnosticException(Diagnostic.error(
                source.external().orElseThrow().at(), "Source '" + source.name() + "': " + reason, remedy));
    }
}
