package dev.ashlar.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds {@code docs generate} and {@code docs serve}. */
@Command(
        name = "docs",
        description = "Makes and serves a site about the project: every node, its lineage, its tests and runs.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DocsGenerateCommand.class, DocsServeCommand.class})
final class DocsCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Write 'ashlar docs generate' or 'ashlar docs serve'.");
    }
}
