package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.load.LoadOrder;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.port.RunEvents;
import dev.ashlar.port.RunListener;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.Interruption;
import dev.ashlar.run.RunOptions;
import dev.ashlar.run.RunOptions.Flag;
import dev.ashlar.run.RunOptions.Verb;
import dev.ashlar.wiring.Destination;
import dev.ashlar.wiring.ReachSettings;
import dev.ashlar.wiring.Workspace;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Runs selected nodes and tells how it went: on the terminal, in the log file, in artifacts. */
final class RunFlow {
    private static final int MOST_NAMED = 5;

    private final Console console;
    private final Workspace workspace;
    private final GlobalOptions global;
    private final boolean quiet;
    private final GlobalOptions.LogFormat format;
    private final Files files;
    private final LoadOrder order;

    /** Files of the user's choice that are told of a run, too. */
    record Files(Optional<Path> junitXml, Optional<Path> openLineage) {
        /** @param junitXml null for none; likewise the other */
        static Files of(Path junitXml, Path openLineage) {
            return new Files(Optional.ofNullable(junitXml), Optional.ofNullable(openLineage));
        }
    }

    /** @param order what is asked of sources that are loaded from files */
    RunFlow(Console console, Workspace workspace, GlobalOptions global, Files files, LoadOrder order) {
        this.console = console;
        this.workspace = workspace;
        this.global = global;
        this.quiet = global.quiet;
        this.format = global.logFormat;
        this.files = files;
        this.order = order;
    }

    /**
     * @param reach which rows it is about
     * @param command the verb, for the record
     * @param arguments flags as given, for the record
     * @param selection the selection as typed, for the record
     * @return the exit code
     */
    int run(
            RunOptions options,
            ReachSettings reach,
            String command,
            SortedSet<NodeId> chosen,
            List<String> arguments,
            String selection) {
        workspace.runs().demandSound(reach, options);
        workspace.lineages().demandStrict(chosen);
        Destination destination = workspace.runs().destination(options, chosen);
        WritesTo.tell(console, global, destination);
        askFor(options, chosen);
        Invocation invocation = workspace.invocation(command, arguments);
        try (LogFile log = log(invocation);
                RunEvents events = events(chosen)) {
            log.lines(WritesTo.lines(destination));
            RunListener reporter = switch (format) {
                case text -> new RunReporter(console, workspace.project(), node -> rerun(node, options.verb()), quiet);
                case json -> new JsonReporter(console);
            };
            if (format == GlobalOptions.LogFormat.text && !quiet) {
                console.print(RunReporter.heading(invocation, workspace.project(), workspace.target()));
            }
            Interruption interruption = new Interruption();
            RunReport report;
            List<RunListener> listeners = new ArrayList<>(List.of(log, events));
            if (console.isTerminal() && format == GlobalOptions.LogFormat.text && !quiet) {
                listeners.add(new LiveLine(console, console.width()));
            }
            listeners.add(reporter);
            try (Signals signals = Signals.trip(interruption)) {
                report = workspace
                        .runs()
                        .run(
                                invocation,
                                selection,
                                options,
                                reach,
                                order,
                                chosen,
                                new Listeners(listeners),
                                interruption);
                writeJUnit(report);
            }
            if (format == GlobalOptions.LogFormat.text && !quiet) goOn(report, log);
            return switch (report.ending()) {
                case INTERRUPTED -> ExitCode.INTERRUPTED;
                case COMPLETE, FAIL_FAST -> report.failed() ? ExitCode.NODE_FAILED : ExitCode.OK;
            };
        }
    }

    private RunEvents events(SortedSet<NodeId> chosen) {
        return files.openLineage()
                .map(file -> workspace.openLineage().to(file, chosen))
                .orElse(() -> {});
    }

    /** What a protected target must be asked for. */
    private void askFor(RunOptions options, SortedSet<NodeId> chosen) {
        Consent consent = new Consent(console, global, workspace);
        List<Node> rebuilt = workspace.runs().rebuilt(options, chosen);
        if (options.has(Flag.FULL_REFRESH)) {
            consent.ifProtected("--full-refresh would rebuild " + (rebuilt.isEmpty() ? "its tables" : names(rebuilt)));
        } else if (!rebuilt.isEmpty()) {
            consent.ifProtected("'full_refresh: true' would rebuild " + names(rebuilt));
        }
        if (options.has(Flag.ADOPT)) {
            consent.ifProtected("--adopt would take over relations that Ashlar did not build");
        }
    }

    private static String names(List<Node> nodes) {
        String first = nodes.stream().limit(MOST_NAMED).map(Node::name).collect(Collectors.joining(", "));
        return nodes.size() <= MOST_NAMED ? first : first + " and " + (nodes.size() - MOST_NAMED) + " more";
    }

    private LogFile log(Invocation invocation) {
        try {
            return LogFile.in(workspace.logFolder(), invocation, workspace.mask());
        } catch (IOException e) {
            throw cannotWrite("a log in " + workspace.logFolder(), e);
        }
    }

    private void writeJUnit(RunReport report) {
        if (files.junitXml().isEmpty()) return;
        try {
            JUnitXml.write(files.junitXml().get(), workspace.project(), report);
        } catch (IOException e) {
            throw cannotWrite(files.junitXml().get().toString(), e);
        }
    }

    private static DiagnosticException cannotWrite(String what, IOException e) {
        String reason = switch (e) {
            case FileAlreadyExistsException taken -> taken.getFile() + " is a file";
            case AccessDeniedException denied -> denied.getFile() + " may not be written to";
            case FileSystemException failure when failure.getReason() != null -> failure.getReason();
            default -> e.getMessage();
        };
        return new DiagnosticException(
                Diagnostic.error(
                        "Cannot write " + what + ": " + reason + ".",
                        "Check that there is room on the disk and that the folder may be written to."),
                e);
    }

    private void goOn(RunReport report, LogFile log) {
        boolean whole = report.ending() == RunReport.Ending.COMPLETE && !report.failed();
        if (whole) return;
        console.print("Every statement: " + workspace.shown(log.file()));
        console.print("Go on from here: " + workspace.commandLine("retry"));
    }

    private String rerun(Node node, Verb verb) {
        boolean test = node instanceof Node.DataTest || node instanceof Node.UnitTest;
        if (test && verb != Verb.TEST) {
            // what failed in a gate is not published: the candidate is kept
            return workspace.commandLine("test", "--on-failed", "--select", NodeWords.selector(node));
        }
        String command = test ? "test" : "build";
        return workspace.commandLine(command, "--select", NodeWords.selector(node));
    }
}
