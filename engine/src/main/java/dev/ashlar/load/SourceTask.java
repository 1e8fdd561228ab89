package dev.ashlar.load;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.FilePlace;
import dev.ashlar.port.FilePlaces;
import dev.ashlar.port.NodeTask;
import dev.ashlar.port.PlaceException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Sources with {@code external:}: their new files are found and looked through when their turn has come. */
public final class SourceTask implements NodeTask {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final FilePlaces places;
    private final Path fetched;
    private final Optional<RelationName> ledger;
    private final InstantSource clock;

    /**
     * @param fetched the folder below which files of other machines lie during a load
     * @param ledger the table of loaded files, among the records of runs; empty where there is none, so that all are new
     */
    public SourceTask(FilePlaces places, Path fetched, Optional<RelationName> ledger, InstantSource clock) {
        this.places = places;
        this.fetched = fetched;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Prepared prepare(Node node, Facts facts) {
        if (!(node instanceof Node.Source source) || source.external().isEmpty()) {
            throw new IllegalArgumentException(node.id() + " is no source that is loaded from files");
        }
        Node.ExternalFiles files = source.external().get();
        LoadOptions options = LoadOptions.of(source, files);
        Ledger loaded = ledger.map(table ->
                        Ledger.read(facts.session(), table, source.relation().plain()))
                .orElseGet(Ledger::new);
        return new SourceLoad(source, options, found(source, files), loaded, clock);
    }

    private FilesAtHand found(Node.Source source, Node.ExternalFiles files) {
        try {
            FilePlace place = places.open(files);
            try {
                return new FilesAtHand(place, new FetchFolder(fetched, PAUSE));
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

    private static DiagnosticException refused(
            Node.Source source, Node.ExternalFiles files, String reason, String remedy, IOException cause) {
        return new DiagnosticException(
                Diagnostic.error(files.at(), "Cannot load source '" + source.name() + "': " + reason + ".", remedy),
                cause);
    }
}
