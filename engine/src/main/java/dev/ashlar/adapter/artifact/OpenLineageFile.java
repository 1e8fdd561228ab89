package dev.ashlar.adapter.artifact;

import dev.ashlar.adapter.artifact.OpenLineageEvents.State;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.Target;
import dev.ashlar.port.RunEvents;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.Lineage;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RunReport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Writes what happens in a run as events of OpenLineage, one a line, behind what the file holds already. Each line is there as
 * soon as it has happened, so that a run that is killed shows what had begun.
 */
public final class OpenLineageFile implements RunEvents {
    static final String PRODUCER = "urn:ashlar:engine";

    private final Path file;
    private final OutputStream out;
    private final OpenLineageEvents events;
    private final UnaryOperator<String> mask;
    private final InstantSource clock;
    private final Set<NodeId> begun = new HashSet<>();
    private Invocation invocation;
    private IOException failed;

    /**
     * What all events say.
     *
     * @param namespace of jobs
     * @param parent the run that started this one, in a scheduler
     * @param folder where relative paths of the target begin
     */
    public record About(String namespace, Optional<Parent> parent, Target target, Path folder, String version) {}

    /** A run that started this one. */
    public record Parent(String namespace, String name, String run) {}

    /** @throws DiagnosticException when the file cannot be written to */
    public OpenLineageFile(
            Path file, About about, Project project, Lineage lineage, UnaryOperator<String> mask, InstantSource clock) {
        this.file = file;
        this.events = new OpenLineageEvents(about, project, lineage);
        this.mask = mask;
        this.clock = clock;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            this.out = new BufferedOutputStream(
                    Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    @Override
    public synchronized void started(Invocation of, int nodes) {
        invocation = of;
        write(events.ofCommand(of, State.START, clock.instant(), Optional.empty()));
    }

    @Override
    public synchronized void nodeStarted(Node node, int index, int total) {
        if (node.isEphemeral()) return;
        begun.add(node.id());
        write(events.ofStart(invocation, node, clock.instant()));
    }

    /** Of what was skipped, which never began, nothing is told; nor of ephemeral models, which are nothing by themselves. */
    @Override
    public synchronized void nodeEnded(Node node, NodeResult result, int index, int total) {
        boolean never = result.outcome() instanceof Outcome.Skipped && !begun.contains(node.id());
        if (never || node.isEphemeral()) return;
        if (begun.add(node.id())) write(events.ofStart(invocation, node, result.started()));
        write(events.ofEnd(invocation, node, result));
    }

    @Override
    public synchronized void ended(RunReport report) {
        State state = switch (report.ending()) {
            case INTERRUPTED -> State.ABORT;
            case COMPLETE, FAIL_FAST -> report.failed() ? State.FAIL : State.COMPLETE;
        };
        long faults = report.results().stream().filter(NodeResult::failed).count();
        write(events.ofCommand(
                report.invocation(),
                state,
                report.completed(),
                state == State.FAIL ? Optional.of(faults + " of the nodes failed") : Optional.empty()));
    }

    private void write(Map<String, Object> event) {
        if (failed != null) return;
        try {
            try (JsonOut json = new JsonOut(out, mask)) {
                json.value(event);
            }
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            failed = e; // a run does not end because nobody can read of it
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            if (failed == null) failed = e;
        }
        if (failed != null) throw cannotWrite(failed);
    }

    private DiagnosticException cannotWrite(IOException e) {
        return new DiagnosticException(
                Diagnostic.error(
                        "Cannot write the events of OpenLineage to " + file + ": " + AtomicFile.reason(e) + ".",
                        "Name a file that may be written to: --openlineage FILE."),
                e);
    }
}
