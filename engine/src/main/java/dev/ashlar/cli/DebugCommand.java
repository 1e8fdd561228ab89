package dev.ashlar.cli;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.wiring.Doctor;
import dev.ashlar.wiring.Workspace;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "debug",
        description = "Checks profile, project and connection step by step, and says which step failed and what to do.",
        footer = "  ashlar debug --target prod")
final class DebugCommand extends ProjectCommand {
    DebugCommand(Console console, Map<String, String> environment) {
        super(console, environment);
    }

    @Override
    int work(Workspace workspace) {
        console.print("ok      java        " + Runtime.version() + ", " + System.getProperty("os.name", "") + " "
                + System.getProperty("os.arch", ""));
        console.print("ok      project     " + workspace.projectName() + " in " + workspace.folder());
        console.print("ok      profile     target " + workspace.target() + " of " + workspace.profilesFile());
        List<Doctor.Step> steps = new Doctor(workspace).steps();
        for (Doctor.Step step : steps) {
            if (!check(step)) return ExitCode.NOT_DONE;
        }
        console.print("All well: try 'ashlar build'.");
        return ExitCode.OK;
    }

    private boolean check(Doctor.Step step) {
        try {
            console.print("ok      " + pad(step.name()) + step.check().get());
            return true;
        } catch (DiagnosticException e) {
            console.print("FAILED  " + pad(step.name()));
            e.diagnostics().forEach(console::diagnostic);
        } catch (WarehouseException e) {
            console.print("FAILED  " + pad(step.name()) + e.getMessage());
            console.problem("  " + step.remedy());
        }
        return false;
    }

    private static String pad(String name) {
        return name + " ".repeat(Math.max(1, 12 - name.length()));
    }
}
