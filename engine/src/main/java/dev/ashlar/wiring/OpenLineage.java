package dev.ashlar.wiring;

import dev.ashlar.adapter.artifact.OpenLineageFile;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.port.RunEvents;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;

/**
 * Tells OpenLineage of runs. What surrounds a run comes from the environment, as schedulers set it for other tools:
 * {@code OPENLINEAGE_NAMESPACE} and {@code OPENLINEAGE_PARENT_ID}, which is {@code namespace/job/run}.
 */
public final class OpenLineage {
    private static final String NAMESPACE = "OPENLINEAGE_NAMESPACE";
    private static final String PARENT = "OPENLINEAGE_PARENT_ID";

    private final Workspace workspace;
    private final Map<String, String> environment;

    OpenLineage(Workspace workspace, Map<String, String> environment) {
        this.workspace = workspace;
        this.environment = environment;
    }

    /**
     * Events of a run of the nodes, behind what the file holds.
     *
     * @throws DiagnosticException when it cannot be written to, or the environment is not sound
     */
    public RunEvents to(Path file, SortedSet<NodeId> chosen) {
        String namespace = environment.getOrDefault(NAMESPACE, "");
        OpenLineageFile.About about = new OpenLineageFile.About(
                namespace.isBlank() ? "ashlar" : namespace,
                Optional.of(environment.getOrDefault(PARENT, ""))
                        .filter(text -> !text.isBlank())
                        .map(OpenLineage::parent),
                workspace.target(),
                workspace.profilesFile().toAbsolutePath().getParent(),
                Engine.VERSION);
        return new OpenLineageFile(
                file,
                about,
                workspace.describedProject(),
                workspace.lineages().above(chosen),
                workspace.mask()::apply,
                InstantSource.system());
    }

    /** The name of a job may hold slashes. */
    private static OpenLineageFile.Parent parent(String text) {
        int first = text.indexOf('/');
        int last = text.lastIndexOf('/');
        try {
            if (first <= 0 || last <= first + 1) throw new IllegalArgumentException("no three parts");
            String run = UUID.fromString(text.substring(last + 1)).toString();
            return new OpenLineageFile.Parent(text.substring(0, first), text.substring(first + 1, last), run);
        } catch (IllegalArgumentException e) {
            throw new DiagnosticException(
                    Diagnostic.error(
                            PARENT + " is '" + text + "', which names no run.",
                            "Set it to namespace/job/run, where run is a UUID, or take it out of the environment."),
                    e);
        }
    }
}
