package dev.ashlar.cli;

import dev.ashlar.wiring.Workspace;
import java.util.Collections;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run-operation",
        description = "Calls a macro of the project; the SQL it writes is sent to the warehouse.",
        footer = "  ashlar run-operation grant_reporting --args '{schema: analytics}'")
final class RunOperationCommand extends ProjectCommand {
    @Parameters(paramLabel = "MACRO", description = "name of the macro")
    String macro;

    @Option(names = "--args", paramLabel = "YAML", defaultValue = "{}", description = "its arguments, as YAML")
    String arguments;

    @Option(names = "--dry-run", description = "print the SQL, send nothing")
    boolean dryRun;

    RunOperationCommand(Console console, Map<String, String> environment) {
        super(console, environment);
    }

    @Override
    int work(Workspace workspace) {
        String sql = workspace.operations().render(macro, arguments).strip();
        showWarnings(workspace);
        if (dryRun || sql.isEmpty()) {
            if (!sql.isEmpty()) console.print(sql);
            return ExitCode.OK;
        }
        WritesTo.tell(console, global, workspace.destination(Collections.emptySortedSet()));
        workspace.operations().send(sql);
        if (!global.quiet) console.print("Ran macro '" + macro + "'.");
        return ExitCode.OK;
    }
}
