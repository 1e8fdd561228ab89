package dev.ashlar.cli;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.wiring.Doctor;
import dev.ashlar.wiring.Workspace;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "debug",
        description = "Checks profile, connection, privileges and project step by step, and says which step failed and"
                + " what to do.",
        footer = "  ashlar debug --target prod")
final class DebugCommand extends ProjectCommand {
    private static final int NAME_WIDTH = 15;

    DebugCommand(Console console, Map<String, String> environment) {
        super(console, environment);
    }

    @Override
    int work(Workspace workspace) {
        Doctor examining;
        try {
            examining = new Doctor(workspace);
        } catch (DiagnosticException problems) {
            return notOpened(problems);
        }
        try (Doctor doctor = examining) {
            java();
            line("ok", "profile", "target " + workspace.target() + " of " + workspace.profilesFile());
            List<Doctor.Step> steps = doctor.steps();
            for (int i = 0; i < steps.size(); i++) {
                if (isWell(steps.get(i))) continue;
                for (Doctor.Step rest : steps.subList(i + 1, steps.size())) line("-", rest.name(), "not tried");
                return ExitCode.NOT_DONE;
            }
        }
        console.print("All well: try 'ashlar build'.");
        return ExitCode.OK;
    }

    @Override
    int notOpened(DiagnosticException problems) {
        java();
        failed("profile", problems);
        line("-", "all else", "not tried");
        return ExitCode.NOT_DONE;
    }

    private void java() {
        line(
                "ok",
                "java",
                Runtime.version() + ", " + System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""));
    }

    private boolean isWell(Doctor.Step step) {
        try {
            line("ok", step.name(), step.look().found());
            return true;
        } catch (DiagnosticException problems) {
            failed(step.name(), problems);
            return false;
        }
    }

    private void failed(String step, DiagnosticException problems) {
        line("FAILED", step, "");
        problems.diagnostics().forEach(console::diagnostic);
    }

    private void line(String how, String step, String what) {
        console.print((pad(how, 8) + pad(step, NAME_WIDTH) + what).stripTrailing());
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
