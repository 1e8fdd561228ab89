package dev.ashlar.cli;

import dev.ashlar.run.RunOptions.Verb;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "build",
        description = "Loads, seeds, snapshots, runs and tests in DAG order; what fails its tests is not published.",
        footer = "  ashlar build --select +mart_daily_revenue")
final class BuildCommand extends NodesCommand {
    @Mixin
    ReachFlags reach = new ReachFlags();

    BuildCommand(Console console, Map<String, String> environment) {
        super(Verb.BUILD, console, environment);
    }

    @Override
    ReachFlags reach() {
        return reach;
    }
}
