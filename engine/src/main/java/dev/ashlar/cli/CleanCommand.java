package dev.ashlar.cli;

import dev.ashlar.wiring.Workspace;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "clean",
        description = "Empties the project's target folder. Never touches a warehouse.",
        footer = "  ashlar clean")
final class CleanCommand extends ProjectCommand {
    CleanCommand(Console console, Map<String, String> environment) {
        super(console, environment);
    }

    @Override
    int work(Workspace workspace) {
        workspace.artifacts().empty();
        if (!global.quiet) console.print("Emptied " + workspace.shown("") + ".");
        return ExitCode.OK;
    }
}
