package dev.ashlar.cli;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.Rollback;
import dev.ashlar.wiring.ThisProcess;
import dev.ashlar.wiring.Workspace;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "rollback",
        description = {
            "Puts back the table that the last build of a model replaced, where 'keep_previous' kept it. The two change",
            "places, so a second rollback undoes the first; who did it is recorded. The next build publishes anew."
        },
        footer = "  ashlar rollback fact_orders")
final class RollbackCommand extends ProjectCommand {
    @Parameters(paramLabel = "MODEL", description = "name of the model")
    String name;

    RollbackCommand(Console console, Map<String, String> environment) {
        super(console, environment);
    }

    @Override
    int work(Workspace workspace) {
        Node node = named(workspace.project());
        Rollback rollback = workspace.pastRuns().rollback(node);
        WritesTo.tell(console, global, workspace.destination(NamedNode.schemas(workspace, node)));
        new Consent(console, global, workspace)
                .ifProtected("rollback would put '" + name + "' back to what it was before run "
                        + rollback.previous().invocationId() + " of "
                        + rollback.previous().at() + losing(rollback));
        RunReporter reporter = new RunReporter(
                console, workspace.project(), failed -> workspace.commandLine("rollback", failed.name()), global.quiet);
        RunReport report = workspace.runs().rollback(rollback, List.of("--by", ThisProcess.user()), reporter);
        showWarnings(workspace);
        if (report.failed()) return ExitCode.NODE_FAILED;
        if (global.logFormat == GlobalOptions.LogFormat.text && !global.quiet) after(workspace, rollback, node);
        return ExitCode.OK;
    }

    private void after(Workspace workspace, Rollback rollback, Node node) {
        if (rollback.losesIncrements()) {
            console.print("What later runs added to '" + name + "' is not in it; the next run adds what it finds new.");
        }
        boolean read = workspace.graph().children(node.id()).stream()
                .anyMatch(id -> id.kind() == NodeKind.MODEL || id.kind() == NodeKind.SNAPSHOT);
        if (read) {
            console.print("What was built from it is as it was: "
                    + workspace.commandLine("build", "--select", name + "+", "--exclude", name));
        }
    }

    private static String losing(Rollback rollback) {
        return rollback.losesIncrements() ? ", without the rows that later runs added" : "";
    }

    private Node named(Project project) {
        return NamedNode.of(
                project,
                name,
                "model",
                node -> node.findRelation().isPresent() || node instanceof Node.Model,
                Node.Model.class::isInstance);
    }
}
