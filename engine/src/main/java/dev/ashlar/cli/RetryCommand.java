package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.port.ArtifactStore.Journal;
import dev.ashlar.port.RunRecords.PastInvocation;
import dev.ashlar.report.Invocation;
import dev.ashlar.run.RunOptions.Flag;
import dev.ashlar.run.RunOptions.Verb;
import dev.ashlar.wiring.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "retry",
        description = {
            "Does what the last run left undone: failed and skipped nodes, with the flags and variables it had.",
            "Without target/ (on another machine) the records in the warehouse say what that is."
        },
        footer = "  ashlar retry --target prod")
final class RetryCommand extends ProjectCommand {
    /** Invocations of which the last run is one. */
    private static final int RECENT = 50;

    @Option(names = "--invocation", paramLabel = "ID", description = "the run to go on with, instead of the last")
    String invocation;

    @Option(
            names = {"-x", "--fail-fast"},
            description = "stop at the first failure")
    boolean failFast;

    @Option(names = "--openlineage", paramLabel = "FILE", description = "append events of OpenLineage, one a line")
    Path openLineage;

    RetryCommand(Console console, Map<String, String> environment) {
        super(console, environment);
    }

    /** Selection and flags of a command of old, read again by the same parser. */
    @Command(name = "past")
    static final class Past {
        @Mixin
        GlobalOptions global = new GlobalOptions();

        @Mixin
        SelectionOptions selection = new SelectionOptions();

        @Mixin
        RunFlags flags = new RunFlags();

        @Mixin
        ReachFlags reach = new ReachFlags();

        @ArgGroup
        LoadFlags load = new LoadFlags();

        @Option(names = "--on-failed")
        boolean onFailed;

        static Past read(Invocation invocation) {
            Past past = new Past();
            new CommandLine(past).parseArgs(invocation.arguments().toArray(String[]::new));
            return past;
        }

        Set<Flag> wanted() {
            Set<Flag> wanted = EnumSet.noneOf(Flag.class);
            wanted.addAll(flags.wanted());
            if (global.warnError) wanted.add(Flag.WARN_ERROR);
            if (onFailed) wanted.add(Flag.ON_FAILED);
            return wanted;
        }
    }

    @Override
    int work(Workspace workspace) throws Exception {
        Optional<Journal> journal = invocation == null ? workspace.artifacts().lastJournal() : Optional.empty();
        if (journal.isPresent()
                && journal.get().invocation().target().equals(workspace.target().name())) {
            Invocation past = journal.get().invocation();
            return again(
                    workspace, past, (open, selected) -> open.pastRuns().undone(selected, verb(past), journal.get()));
        }
        PastInvocation recorded = recorded(workspace)
                .orElseThrow(() -> new DiagnosticException(Diagnostic.error(
                        invocation == null
                                ? "No run is recorded on target '"
                                        + workspace.target().name() + "'."
                                : "No run '" + invocation + "' is recorded on target '"
                                        + workspace.target().name() + "'.",
                        "See 'ashlar status' for the runs there are.")));
        demandSameCode(workspace, recorded.invocation());
        return again(
                workspace,
                recorded.invocation(),
                (open, selected) -> open.pastRuns().undone(selected, verb(recorded.invocation()), recorded));
    }

    /** The last run: what was published or rolled back by itself since is none. */
    private Optional<PastInvocation> recorded(Workspace workspace) {
        if (invocation != null) return workspace.records().findInvocation(Optional.of(invocation));
        List<PastInvocation> recent = workspace.records().recent(RECENT);
        return recent.stream()
                .filter(past -> findVerb(past.invocation()).isPresent())
                .findFirst()
                .or(() -> recent.stream().findFirst());
    }

    private interface Undone {
        SortedSet<NodeId> of(Workspace workspace, SortedSet<NodeId> selected);
    }

    private int again(Workspace workspace, Invocation past, Undone undone) throws Exception {
        if (past.vars().isEmpty() || global.vars != null) return run(workspace, past, undone);
        try (Workspace sameVars =
                Workspace.open(settings().withVars(JsonLines.of(past.vars())), console::hide, console::problem)) {
            return run(sameVars, past, undone);
        }
    }

    private int run(Workspace workspace, Invocation past, Undone undone) {
        Past flags = Past.read(past);
        SortedSet<NodeId> rest = undone.of(workspace, workspace.select(flags.selection.spec(verb(past))));
        showWarnings(workspace);
        if (rest.isEmpty()) {
            if (global.logFormat == GlobalOptions.LogFormat.text && !global.quiet) {
                console.print("Nothing to do again: every node of run " + past.id() + " ended well.");
            }
            return ExitCode.OK;
        }
        Set<Flag> wanted = flags.wanted();
        if (failFast) wanted.add(Flag.FAIL_FAST);
        SelectionOptions exactly = exactly(workspace, rest);
        List<String> arguments = new ArrayList<>(flags.global.asArguments());
        arguments.addAll(flags.flags.asArguments());
        if (flags.reach.goingOnFrom == null)
            flags.reach.goingOnFrom = past.startedAt().toString();
        arguments.addAll(flags.reach.asArguments());
        arguments.addAll(flags.load.asArguments());
        arguments.addAll(exactly.arguments());
        return new RunFlow(console, workspace, global, RunFlow.Files.of(null, openLineage), flags.load.order())
                .run(
                        workspace.runs().options(verb(past), wanted),
                        flags.reach.settings(),
                        verbWord(past),
                        rest,
                        arguments,
                        exactly.typed());
    }

    /** Names every node, so that a retry of this retry knows what it was about. */
    private static SelectionOptions exactly(Workspace workspace, SortedSet<NodeId> nodes) {
        SelectionOptions options = new SelectionOptions();
        nodes.forEach(
                id -> options.select.add(NodeWords.selector(workspace.project().load(id))));
        options.indirectSelection = "empty";
        return options;
    }

    private void demandSameCode(Workspace workspace, Invocation past) {
        String now = workspace.invocation(past.command(), List.of()).gitRevision();
        if (past.gitRevision().equals(now) || global.yes) return;
        throw new DiagnosticException(Diagnostic.error(
                "Run " + past.id() + " was of git revision '" + past.gitRevision() + "', but the project stands at '"
                        + now + "'.",
                "Check out that revision, or add --yes to go on with the code as it is."));
    }

    private static Optional<Verb> findVerb(Invocation past) {
        return Arrays.stream(Verb.values())
                .filter(verb -> verb.name().equalsIgnoreCase(past.command()))
                .findFirst();
    }

    private static Verb verb(Invocation past) {
        return findVerb(past)
                .orElseThrow(() -> new DiagnosticException(Diagnostic.error(
                        "The last run was 'ashlar " + past.command() + "', which has nothing to retry.", "")));
    }

    private static String verbWord(Invocation past) {
        return verb(past).name().toLowerCase(Locale.ROOT);
    }
}
