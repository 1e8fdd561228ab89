package dev.ashlar.cli;

import dev.ashlar.run.RunOptions.Verb;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "snapshot",
        description = "Takes snapshots: versions of rows that change (SCD2).",
        footer = "  ashlar snapshot --select customers_history")
final class SnapshotCommand extends NodesCommand {
    SnapshotCommand(Console console, Map<String, String> environment) {
        super(Verb.SNAPSHOT, console, environment);
    }
}
