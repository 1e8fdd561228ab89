package dev.ashlar.cli;

import dev.ashlar.run.RunOptions.Verb;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(name = "seed", description = "Loads seed files.", footer = "  ashlar seed --select country_names")
final class SeedCommand extends NodesCommand {
    SeedCommand(Console console, Map<String, String> environment) {
        super(Verb.SEED, console, environment);
    }
}
