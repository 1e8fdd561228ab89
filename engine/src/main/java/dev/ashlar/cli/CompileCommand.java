package dev.ashlar.cli;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.wiring.Lineages;
import dev.ashlar.wiring.Settings;
import dev.ashlar.wiring.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "compile",
        description = {
            "Renders templates to SQL in target/compiled, and changes nothing in the warehouse. Says what is surely wrong in the",
            "SQL: columns that are not there or not clear, types that do not go together, CTEs that nothing reads."
        },
        footer = "  ashlar compile --select fact_order_items")
final class CompileCommand extends ProjectCommand {
    @Mixin
    SelectionOptions selection = new SelectionOptions();

    @Option(names = "--inline", paramLabel = "SQL", description = "compile this text instead, and print it")
    String inline;

    @Option(
            names = {"-f", "--full-refresh"},
            description = "as if every incremental were built afresh")
    boolean fullRefresh;

    CompileCommand(Console console, Map<String, String> environment) {
        super(console, environment);
    }

    @Override
    int work(Workspace workspace) {
        if (inline != null) {
            showWarnings(workspace);
            console.print(workspace.compilation().inline(inline));
            return ExitCode.OK;
        }
        Map<NodeId, String> compiled = new LinkedHashMap<>();
        Diagnostics problems = new Diagnostics();
        var chosen = workspace.select(selection.spec());
        showWarnings(workspace);
        for (NodeId id : chosen) {
            Node node = workspace.project().load(id);
            problems.collecting(() -> workspace
                    .compilation()
                    .sql(node, fullRefresh ? Settings.Rebuild.FULL_REFRESH : Settings.Rebuild.AS_CONFIGURED)
                    .ifPresent(sql -> compiled.put(id, sql)));
        }
        problems.throwIfErrors();
        Lineages.Checked checked = workspace.lineages().check(chosen);
        workspace.remark(checked.found());
        showWarnings(workspace);
        compiled.forEach(
                (id, sql) -> workspace.writeCompiled(workspace.project().load(id), sql));
        workspace.writeManifest(compiled, checked.lineage());
        List<NodeId> shown = compiled.keySet().stream()
                .filter(id -> chosen.size() == 1 || id.kind() != NodeKind.DATA_TEST)
                .toList();
        if (shown.size() == 1 && !selection.isEmpty()) {
            console.print(compiled.get(shown.get(0)).strip());
        } else if (!global.quiet) {
            console.print(
                    "Compiled " + Counted.of(compiled.size(), "node") + " to " + workspace.shown("compiled") + ".");
        }
        return ExitCode.OK;
    }
}
