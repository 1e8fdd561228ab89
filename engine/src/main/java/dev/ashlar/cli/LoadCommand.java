package dev.ashlar.cli;

import dev.ashlar.run.RunOptions.Verb;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "load",
        description = "Loads new files of sources into the raw layer, each exactly once.",
        footer = "  ashlar load --select source:shop")
final class LoadCommand extends NodesCommand {
    LoadCommand(Console console, Map<String, String> environment) {
        super(Verb.LOAD, console, environment);
    }
}
