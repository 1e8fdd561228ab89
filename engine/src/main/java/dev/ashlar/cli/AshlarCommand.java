package dev.ashlar.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
        footer = {
            "",
            "First steps:  ashlar init shop     a small working project",
            "              ashlar build         load, build and test everything",
            "              ashlar COMMAND -h    flags and an example"
        })
final class AshlarCommand implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
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
            CleanCommand.class);

    @Spec
    CommandSpec spec;

    /**
     * The command that the words begin with; all of them where they begin with none. Making all, each with its thirty flags, takes
     * longer than reading a small project.
     */
    static List<Class<?>> of(List<String> words) {
        List<Class<?>> named = COMMANDS.stream()
                .filter(type -> words.stream().limit(1).anyMatch(namesOf(type)::contains))
                .toList();
        return named.isEmpty() ? COMMANDS : named;
    }

    private static Set<String> namesOf(Class<?> type) {
        Command command = type.getAnnotation(Command.class);
        Set<String> names = new HashSet<>(List.of(command.aliases()));
        names.add(command.name());
        return names;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? Try 'ashlar build' or 'ashlar --help'.");
    }
}
