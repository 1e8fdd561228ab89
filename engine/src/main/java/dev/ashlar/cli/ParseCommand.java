package dev.ashlar.cli;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.wiring.Workspace;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "parse",
        description = "Reads and checks the whole project and writes manifest.json. Needs no warehouse.",
        footer = "  ashlar parse --project-dir project")
final class ParseCommand extends ProjectCommand {
    ParseCommand(Console console, Map<String, String> environment) {
        super(console, environment);
    }

    @Override
    int work(Workspace workspace) {
        int nodes = workspace.project().nodes().size();
        showWarnings(workspace);
        workspace.writeManifest(Map.of());
        if (!global.quiet) {
            console.print("Read " + Counted.of(nodes, "node") + " of '"
                    + workspace.project().name() + "'; no errors. Wrote " + workspace.shown("manifest.json") + ".");
        }
        return ExitCode.OK;
    }
}
