package dev.ashlar.cli;

import dev.ashlar.manifest.NodeId;
import dev.ashlar.port.ArtifactStore.FreshnessRow;
import dev.ashlar.report.NodeResult;
import dev.ashlar.run.FreshnessCheck.Found;
import dev.ashlar.wiring.Runs;
import dev.ashlar.wiring.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "freshness",
        description = "Checks how old the newest rows of sources are, and writes sources.json.",
        footer = "  ashlar freshness --select source:shop")
final class FreshnessCommand extends ProjectCommand {
    @Mixin
    SelectionOptions selection = new SelectionOptions();

    FreshnessCommand(Console console, Map<String, String> environment) {
        super(console, environment);
    }

    @Override
    int work(Workspace workspace) {
        SortedSet<NodeId> chosen = workspace.select(selection.spec());
        showWarnings(workspace);
        Runs.Fresh fresh = workspace.runs().freshness(chosen, selection.typed(), selection.arguments());
        Found found = fresh.found();
        if (found.rows().isEmpty()) {
            console.print("No selected source says how fresh it should be: nothing was checked.");
            return ExitCode.OK;
        }
        if (!global.quiet) table(found.rows()).forEach(console::print);
        for (FreshnessRow row : found.rows()) {
            if (!row.error().isEmpty()) console.problem(console.colors().red("error:") + " " + row.error());
        }
        fresh.unrecorded()
                .ifPresent(why -> console.problem(console.colors().yellow("warning:")
                        + " What was found was not written to the warehouse's records: " + why));
        return found.report().results().stream().anyMatch(NodeResult::failed) ? ExitCode.NODE_FAILED : ExitCode.OK;
    }

    private static List<String> table(List<FreshnessRow> rows) {
        List<List<String>> cells = new ArrayList<>();
        for (FreshnessRow row : rows) {
            cells.add(List.of(
                    row.source().value().replaceFirst("^source\\.[^.]*\\.", ""),
                    row.status(),
                    row.maxLoadedAt().orElse("-"),
                    row.ageSeconds().map(FreshnessCommand::age).orElse("-")));
        }
        return TextTable.lines(List.of("source", "status", "newest row (UTC)", "age"), cells);
    }

    /** In the largest whole unit and the next: {@code 2d 3h}. */
    static String age(double seconds) {
        Duration age = Duration.ofSeconds((long) seconds);
        if (age.toDays() > 0) return age.toDays() + "d " + age.toHoursPart() + "h";
        if (age.toHours() > 0) return age.toHours() + "h " + age.toMinutesPart() + "m";
        return age.toMinutes() > 0 ? age.toMinutes() + "m " + age.toSecondsPart() + "s" : age.toSeconds() + "s";
    }
}
