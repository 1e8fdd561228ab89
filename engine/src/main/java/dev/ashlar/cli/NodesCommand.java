package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.load.LoadOrder;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.run.RunOptions.Flag;
import dev.ashlar.run.RunOptions.Verb;
import dev.ashlar.wiring.Settings;
import dev.ashlar.wiring.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import picocli.CommandLine.Mixin;

/** A command that does selected nodes: build and its parts. */
abstract class NodesCommand extends ProjectCommand {
    @Mixin
    SelectionOptions selection = new SelectionOptions();

    @Mixin
    RunFlags flags = new RunFlags();

    private final Verb verb;

    NodesCommand(Verb verb, Console console, Map<String, String> environment) {
        super(console, environment);
        this.verb = verb;
    }

    /** Flags of this command alone. */
    Set<Flag> ownFlags() {
        return Set.of();
    }

    /** What is asked of sources that are loaded from files. */
    LoadOrder order() {
        return new LoadOrder.LoadNew();
    }

    /** Flags of the command alone, as {@code retry} would type them. */
    List<String> ownArguments() {
        return List.of();
    }

    SortedSet<NodeId> chosen(Workspace workspace) {
        return workspace.select(selection.spec(verb));
    }

    /** Asks before what cannot be taken back. */
    void ask(Workspace workspace, SortedSet<NodeId> chosen) {}

    /** What rows it is about; all of them for commands that cannot be told. */
    ReachFlags reach() {
        return new ReachFlags();
    }

    @Override
    Settings.Rebuild rebuild() {
        return flags.fullRefresh ? Settings.Rebuild.FULL_REFRESH : Settings.Rebuild.AS_CONFIGURED;
    }

    @Override
    Optional<String> runTime() {
        return Optional.ofNullable(flags.runTime);
    }

    @Override
    boolean showsNotes() {
        return true;
    }

    @Override
    int work(Workspace workspace) {
        SortedSet<NodeId> chosen = chosen(workspace);
        showWarnings(workspace);
        if (flags.dryRun) {
            return new DryRunFlow(console, workspace)
                    .print(
                            workspace.runs().options(verb, runFlags()),
                            reach().settings(),
                            order(),
                            chosen,
                            Optional.ofNullable(flags.assume));
        }
        if (flags.assume != null) {
            throw new DiagnosticException(Diagnostic.error("--assume goes with --dry-run.", "Add --dry-run."));
        }
        ask(workspace, chosen);
        return new RunFlow(console, workspace, global, RunFlow.Files.of(flags.junitXml, flags.openLineage), order())
                .run(
                        workspace.runs().options(verb, runFlags()),
                        reach().settings(),
                        spec.name(),
                        chosen,
                        arguments(),
                        selection.typed());
    }

    private Set<Flag> runFlags() {
        Set<Flag> wanted = flags.wanted();
        if (global.warnError) wanted.add(Flag.WARN_ERROR);
        wanted.addAll(ownFlags());
        return wanted;
    }

    /** What {@code retry} needs to do the same again. */
    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(global.asArguments());
        arguments.addAll(flags.asArguments());
        arguments.addAll(reach().asArguments());
        if (ownFlags().contains(Flag.ON_FAILED)) arguments.add("--on-failed");
        arguments.addAll(ownArguments());
        arguments.addAll(selection.arguments());
        return arguments;
    }
}
