package dev.ashlar.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root command: only holds the others. */
@Command(
        name = "ashlar",
        description = "Builds a layered, tested warehouse from SQL files.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            InitCommand.class,
            DebugCommand.class,
            BuildCommand.class,
            LoadCommand.class,
            SeedCommand.class,
            RunCommand.class,
            SnapshotCommand.class,
            TestCommand.class,
            RetryCommand.class,
            PublishCommand.class,
            RollbackCommand.class,
            FreshnessCommand.class,
            SourceCommand.class,
            ParseCommand.class,
            CompileCommand.class,
            LsCommand.class,
            DocsCommand.class,
            ShowCommand.class,
            LineageCommand.class,
            RunOperationCommand.class,
            StatusCommand.class,
            UnlockCommand.class,
            CleanCommand.class,
        },
        footer = {
            "",
            "First steps:  ashlar init shop     a small working project",
            "              ashlar build         load, build and test everything",
            "              ashlar COMMAND -h    flags and an example"
        })
final class AshlarCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? Try 'ashlar build' or 'ashlar --help'.");
    }
}
