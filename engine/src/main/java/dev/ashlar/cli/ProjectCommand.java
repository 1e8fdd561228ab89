package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.Severity;
import dev.ashlar.wiring.Settings;
import dev.ashlar.wiring.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that works on a project. */
@Command(
        sortOptions = false,
        usageHelpAutoWidth = true,
        optionListHeading = "%nFlags (each has an environment twin: --project-dir is ASHLAR_PROJECT_DIR):%n",
        footerHeading = "%nExample:%n")
abstract class ProjectCommand implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    boolean help;

    @Mixin
    GlobalOptions global = new GlobalOptions();

    @Spec
    CommandSpec spec;

    final Console console;
    private final Map<String, String> environment;

    ProjectCommand(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    /** @return the exit code */
    abstract int work(Workspace workspace) throws Exception;

    /** Flags of the command that change how the project is read; none by default. */
    Settings.Rebuild rebuild() {
        return Settings.Rebuild.AS_CONFIGURED;
    }

    Optional<String> runTime() {
        return Optional.empty();
    }

    @Override
    public final Integer call() throws Exception {
        Workspace opened;
        try {
            opened = Workspace.open(settings(), console::hide, this::logged);
        } catch (DiagnosticException problems) {
            return notOpened(problems);
        }
        try (Workspace workspace = opened) {
            int code = work(workspace);
            showWarnings(workspace);
            return code;
        }
    }

    /**
     * When not even the project file and the profile can be read.
     *
     * @return the exit code, where the command itself tells what is wrong
     */
    int notOpened(DiagnosticException problems) {
        throw problems;
    }

    private void logged(String text) {
        if (global.logLevel == GlobalOptions.LogLevel.debug) console.problem("log: " + text);
    }

    /** Notes are worth a line where something is built, or where one asks for everything. */
    boolean showsNotes() {
        return global.logLevel == GlobalOptions.LogLevel.debug;
    }

    /** Shows what was remarked so far; with {@code --warn-error} a warning ends the command. */
    final void showWarnings(Workspace workspace) {
        List<Diagnostic> remarks = workspace.takeRemarks();
        List<Diagnostic> warnings =
                remarks.stream().filter(d -> d.severity() == Severity.WARNING).toList();
        if (global.warnError && !warnings.isEmpty()) {
            throw new DiagnosticException(
                    warnings.stream().map(d -> d.as(Severity.ERROR)).toList(), null);
        }
        for (Diagnostic remark : remarks) {
            boolean worth = remark.severity() == Severity.WARNING || showsNotes();
            if (worth && !global.quiet) console.diagnostic(remark);
        }
    }

    Settings settings() {
        return new Settings(
                Optional.ofNullable(global.projectDir),
                Optional.ofNullable(global.profilesDir),
                Optional.ofNullable(global.profile),
                Optional.ofNullable(global.target),
                Optional.ofNullable(global.threads),
                Optional.ofNullable(global.vars),
                Optional.ofNullable(global.targetPath),
                Optional.ofNullable(global.logPath),
                Optional.ofNullable(global.renderTimeout),
                runTime(),
                rebuild(),
                spec.name(),
                environment);
    }
}
