package dev.ashlar.cli;

import dev.ashlar.port.RunRecords.PastInvocation;
import dev.ashlar.wiring.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "Shows the last runs on a target, as recorded in its warehouse, and what failed in the newest.",
        footer = "  ashlar status --target prod")
final class StatusCommand extends ProjectCommand {
    @Option(names = "--limit", paramLabel = "N", defaultValue = "10", description = "runs to show")
    int limit;

    StatusCommand(Console console, Map<String, String> environment) {
        super(console, environment);
    }

    @Override
    int work(Workspace workspace) {
        List<PastInvocation> recent = workspace.records().recent(limit);
        if (recent.isEmpty()) {
            console.print("No run is recorded on target '" + workspace.target().name() + "' yet.");
            return ExitCode.OK;
        }
        List<List<String>> rows = new ArrayList<>();
        for (PastInvocation past : recent) rows.add(row(past));
        TextTable.lines(List.of("started (UTC)", "command", "status", "nodes", "invocation"), rows)
                .forEach(console::print);
        failures(recent.get(0)).forEach(console::print);
        return ExitCode.OK;
    }

    private static List<String> row(PastInvocation past) {
        Map<String, Integer> counts = new TreeMap<>();
        past.statuses().values().forEach(status -> counts.merge(status, 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((status, count) -> parts.add(count + " " + status));
        String started = past.invocation().startedAt().toString().replace('T', ' ');
        return List.of(
                started.substring(0, Math.min(19, started.length())),
                (past.invocation().command() + " " + past.selection()).strip(),
                past.status(),
                String.join(", ", parts),
                past.invocation().id());
    }

    private static List<String> failures(PastInvocation newest) {
        List<String> lines = new ArrayList<>();
        newest.statuses().forEach((node, status) -> {
            if (status.equals("error") || status.equals("fail")) lines.add("  " + status + "  " + node);
        });
        if (lines.isEmpty()) return lines;
        lines.add(0, "");
        lines.add(1, "Failed in the newest run (go on with 'ashlar retry'):");
        return lines;
    }
}
