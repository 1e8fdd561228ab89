package dev.ashlar.cli;

import dev.ashlar.compile.render.NodeFacts;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.wiring.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "ls",
        aliases = "list",
        description = "Lists nodes of the project.",
        footer = "  ashlar ls --select +dim_customers --output path")
final class LsCommand extends ProjectCommand {
    @Mixin
    SelectionOptions selection = new SelectionOptions();

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "selector",
            description = "selector (default), name, path or json")
    Output output;

    @Option(
            names = "--output-keys",
            paramLabel = "KEY",
            arity = "1..*",
            split = " ",
            description = "with json: only these keys")
    List<String> outputKeys = new ArrayList<>();

    enum Output {
        SELECTOR,
        TEXT,
        NAME,
        PATH,
        JSON
    }

    LsCommand(Console console, Map<String, String> environment) {
        super(console, environment);
    }

    @Override
    int work(Workspace workspace) {
        var chosen = workspace.select(selection.spec());
        showWarnings(workspace);
        StringBuilder lines = new StringBuilder();
        for (NodeId id : chosen) {
            lines.append(line(workspace.project().load(id))).append('\n');
        }
        if (!lines.isEmpty()) console.print(lines.substring(0, lines.length() - 1));
        return ExitCode.OK;
    }

    private String line(Node node) {
        return switch (output) {
            case SELECTOR, TEXT -> selector(node);
            case NAME -> node.name();
            case PATH -> node.header().location().file();
            case JSON -> JsonLines.of(kept(NodeFacts.of(node)));
        };
    }

    private static String selector(Node node) {
        String fqn = String.join(".", node.header().fqn());
        return switch (node) {
            case Node.Source s -> "source:" + fqn;
            case Node.Exposure e -> "exposure:" + fqn;
            case Node.UnitTest t -> "unit_test:" + fqn;
            case Node.Model m -> fqn;
            case Node.Seed s -> fqn;
            case Node.Snapshot s -> fqn;
            case Node.DataTest t -> fqn;
            case Node.Analysis a -> fqn;
        };
    }

    private Map<String, Object> kept(Map<String, Object> facts) {
        if (outputKeys.isEmpty()) return facts;
        Map<String, Object> kept = new LinkedHashMap<>();
        for (String key : outputKeys) if (facts.containsKey(key)) kept.put(key, facts.get(key));
        return kept;
    }
}
