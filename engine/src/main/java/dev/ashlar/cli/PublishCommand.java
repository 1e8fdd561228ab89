package dev.ashlar.cli;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.Publication;
import dev.ashlar.wiring.ThisProcess;
import dev.ashlar.wiring.Workspace;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "publish",
        description = {
            "Publishes what failed its tests after all: a false alarm at night. The candidate that was kept is taken as it",
            "is, with the time of the run that built it; who published it is recorded, and 'retry' goes on from there."
        },
        footer = "  ashlar publish dim_customers --yes")
final class PublishCommand extends ProjectCommand {
    @Parameters(paramLabel = "NODE", description = "name of the model, snapshot or seed")
    String name;

    PublishCommand(Console console, Map<String, String> environment) {
        super(console, environment);
    }

    @Override
    int work(Workspace workspace) throws Exception {
        Node node = named(workspace.project());
        Publication publication = workspace.pastRuns().publication(node);
        WritesTo.tell(console, global, workspace.destination(NamedNode.schemas(workspace, node)));
        new Consent(console, global, workspace)
                .always(
                        "This would publish '" + name + "' as built by run "
                                + publication.kept().invocationId() + " of "
                                + publication.kept().at() + ", though it failed its tests.",
                        "Look at it with 'ashlar test --on-failed --select " + name + "', then add --yes.",
                        name);
        String runTime = publication.kept().at().toString();
        try (Workspace sameTime = Workspace.open(settings().withRunTime(runTime), console::hide, console::problem)) {
            RunReporter reporter = new RunReporter(
                    console,
                    sameTime.project(),
                    failed -> sameTime.commandLine("publish", failed.name(), "--yes"),
                    global.quiet);
            RunReport report = sameTime.runs().publish(publication, List.of("--by", ThisProcess.user()), reporter);
            showWarnings(sameTime);
            return report.failed() ? ExitCode.NODE_FAILED : ExitCode.OK;
        }
    }

    private Node named(Project project) {
        return NamedNode.of(
                project,
                name,
                "model, snapshot or seed",
                node -> node.findRelation().isPresent(),
                node -> node.findRelation().isPresent() && !(node instanceof Node.DataTest));
    }
}
