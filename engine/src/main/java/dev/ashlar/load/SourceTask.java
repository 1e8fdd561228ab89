package dev.ashlar.load;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.NodeTask;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Sources with {@code external:}: their new files are found and looked through when their turn has come. */
public final class SourceTask implements NodeTask {
    private final Path projectFolder;
    private final Optional<RelationName> ledger;
    private final InstantSource clock;

    /** @param ledger the table of loaded files, among the records of runs; empty where there is none, so that all are new */
    public SourceTask(Path projectFolder, Optional<RelationName> ledger, InstantSource clock) {
        this.projectFolder = projectFolder;
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
        return new SourceLoad(
                source,
                options,
                new LocalFiles(projectFolder).matching(files.location()),
                ledger.map(table -> Ledger.read(
                                facts.session(), table, source.relation().plain()))
                        .orElseGet(Ledger::new),
                clock);
    }
}
