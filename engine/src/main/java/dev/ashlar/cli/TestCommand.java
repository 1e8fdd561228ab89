package dev.ashlar.cli;

import dev.ashlar.run.RunOptions.Flag;
import dev.ashlar.run.RunOptions.Verb;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "test",
        description = "Runs tests on what is published.",
        footer = "  ashlar test --select dim_customers --store-failures")
final class TestCommand extends NodesCommand {
    @Option(names = "--on-failed", description = "look at the candidates that failed their gate, where there are any")
    boolean onFailed;

    TestCommand(Console console, Map<String, String> environment) {
        super(Verb.TEST, console, environment);
    }

    @Override
    Set<Flag> ownFlags() {
        return onFailed ? Set.of(Flag.ON_FAILED) : Set.of();
    }
}
