package dev.ashlar.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds {@code source freshness}, the longer name of {@code freshness}. */
@Command(
        name = "source",
        description = "Holds 'source freshness', the same as 'freshness'.",
        mixinStandardHelpOptions = true,
        subcommands = FreshnessCommand.class)
final class SourceCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Write 'ashlar source freshness'.");
    }
}
