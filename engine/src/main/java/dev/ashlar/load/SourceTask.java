package dev.ashlar.load;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.load.FilesToLoad.Past;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.FilePlace;
import dev.ashlar.port.FilePlaces;
import dev.ashlar.port.NodeTask;
import dev.ashlar.port.ParquetFiles;
import dev.ashlar.port.PlaceException;
import dev.ashlar.port.WarehouseSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sources with {@code external:}: their new files are found and looked through when their turn has come. */
public final class SourceTask implements NodeTask {
    private static final Tries TRIES = new Tries(Duration.ofMillis(500));

    private final FilePlaces places;
    private final ParquetFiles parquet;
    private final Path fetched;
    private final Optional<RelationName> ledger;
    private final LoadOrder order;
    private final InstantSource clock;

    /**
     * @param fetched the folder below which files of other machines lie during a load
     * @param ledger the table of loaded files, among the records of runs; empty where there is none, so that all are new
     */
    public SourceTask(
            FilePlaces places,
            ParquetFiles parquet,
            Path fetched,
            Optional<RelationName> ledger,
            LoadOrder order,
            InstantSource clock) {
        this.places = places;
        this.parquet = parquet;
        this.fetched = fetched;
        this.ledger = ledger;
        this.order = order;
        this.clock = clock;
    }

    @Override
    public Prepared prepare(Node node, Facts facts) {
        if (!(node instanceof Node.Source source) || source.external().isEmpty()) {
            throw new IllegalArgumentException(node.id() + " is no source that is loaded from files");
        }
        Node.ExternalFiles files = source.external().get();
        LoadOptions options = LoadOptions.of(source, files, parquet);
        Ledger loaded = ledger(source, facts.session());
        FilesAtHand found = found(source, files, options);
        return switch (order) {
            case LoadOrder.LoadNew all -> new SourceLoad(source, options, found, loaded, Past.HEEDED, clock);
            case LoadOrder.LoadAnew all -> new SourceLoad(source, options, found, loaded, Past.FORGOTTEN, clock);
            case LoadOrder.PassOver some -> new LedgerChange(source, some, found, loaded, clock);
            case LoadOrder.TakeOut some -> new LedgerChange(source, some, found, loaded, clock);
        };
    }

    private Ledger ledger(Node.Source source, WarehouseSession session) {
        return ledger.map(table -> Ledger.read(session, table, source.relation().plain()))
                .orElseGet(Ledger::new);
    }

    /** What a load of the source would do with its files, and what became of others. Changes nothing. */
    public List<FileStanding> standing(Node.Source source, WarehouseSession session) {
        Node.ExternalFiles files = source.external().orElseThrow();
        LoadOptions options = LoadOptions.of(source, files, parquet);
        FilesAtHand found = found(source, files, options);
        try {
            return FileStanding.of(options, found, ledger(source, session), clock.instant());
        } finally {
            found.close();
        }
    }

    private FilesAtHand found(Node.Source source, Node.ExternalFiles files, LoadOptions options) {
        try {
            Optional<Set<String>> complete = complete(files, options);
            FilePlace place = places.open(files);
            try {
                return new FilesAtHand(place, complete, new FetchFolder(fetched, TRIES), TRIES);
            } catch (IOException | RuntimeException failure) {
                place.close();
                throw failure;
            }
        } catch (PlaceException refused) {
            throw refused(source, files, refused.getMessage(), refused.remedy(), refused);
        } catch (IOException failure) {
            throw refused(
                    source,
                    files,
                    "the files of '" + files.location() + "' cannot be listed: " + failure.getMessage(),
                    "",
                    failure);
        }
    }

    /** Folders that hold the marker of a complete folder, which is looked for where the files are. */
    private Optional<Set<String>> complete(Node.ExternalFiles files, LoadOptions options) throws IOException {
        if (options.taking().marker().isEmpty()) return Optional.empty();
        String folder = files.location().substring(0, files.location().lastIndexOf('/') + 1);
        Node.ExternalFiles markers = new Node.ExternalFiles(
                folder + options.taking().marker().get(), files.format(), files.options(), files.at());
        try (FilePlace place = places.open(markers)) {
            return Optional.of(new Waiting(place)
                    .of(place::list).files().stream()
                            .map(file -> file.label()
                                    .substring(0, Math.max(0, file.label().lastIndexOf('/'))))
                            .collect(Collectors.toSet()));
        }
    }

    private static DiagnosticException refused(
            Node.Source source, Node.ExternalFiles files, String reason, String remedy, IOException cause) {
        return new DiagnosticException(
                Diagnostic.error(files.at(), "Cannot load source '" + source.name() + "': " + reason + ".", remedy),
                cause);
    }
}
