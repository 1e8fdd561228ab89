package dev.ashlar.cli;

import dev.ashlar.run.RunOptions.Verb;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "run",
        description = "Builds models, without testing them.",
        footer = "  ashlar run --select tag:daily --full-refresh")
final class RunCommand extends NodesCommand {
    @Mixin
    ReachFlags reach = new ReachFlags();

    RunCommand(Console console, Map<String, String> environment) {
        super(Verb.RUN, console, environment);
    }

    @Override
    ReachFlags reach() {
        return reach;
    }
}
