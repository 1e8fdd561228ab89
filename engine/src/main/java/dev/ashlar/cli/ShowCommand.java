package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.report.QueryResult;
import dev.ashlar.wiring.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "show",
        description = "Shows rows of a node's SQL, or of any query, without building anything.",
        footer = "  ashlar show --inline 'select count(*) as orders from ${ref(\"stg_orders\")}'")
final class ShowCommand extends ProjectCommand {
    private static final int EVERY_ROW = -1;

    @Mixin
    SelectionOptions selection = new SelectionOptions();

    @Option(names = "--inline", paramLabel = "SQL", description = "a query; a template like any model")
    String inline;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "5", description = "rows to show; -1 for all")
    int limit;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "table",
            description = "table (default), json or csv")
    Output output;

    enum Output {
        TABLE,
        TEXT,
        JSON,
        CSV
    }

    ShowCommand(Console console, Map<String, String> environment) {
        super(console, environment);
    }

    @Override
    int work(Workspace workspace) {
        if (limit < EVERY_ROW) throw refusal("--limit cannot be " + limit + ".", "Write -1 for all rows.");
        if (inline != null) {
            showWarnings(workspace);
            print(workspace.compilation().rowsOfInline(inline, rows()));
            return ExitCode.OK;
        }
        List<Node> nodes = selection.isEmpty() ? List.of() : nodes(workspace);
        if (nodes.isEmpty()) {
            throw refusal("Nothing to show.", "Name a model with --select, or give a query with --inline.");
        }
        if (nodes.size() > 1 && output != Output.TABLE && output != Output.TEXT) {
            throw refusal(
                    "--output " + output.name().toLowerCase(Locale.ROOT) + " holds the rows of one node, but "
                            + nodes.size() + " are selected.",
                    "Select one of them.");
        }
        for (Node node : nodes) {
            if (nodes.size() > 1) console.print(console.colors().bold(node.name()) + ":");
            print(workspace.compilation().rows(node, rows()));
            if (nodes.size() > 1) console.print("");
        }
        return ExitCode.OK;
    }

    private List<Node> nodes(Workspace workspace) {
        SortedSet<NodeId> chosen = workspace.select(selection.spec());
        showWarnings(workspace);
        return chosen.stream()
                .map(workspace.project()::load)
                .filter(ShowCommand::hasRows)
                .toList();
    }

    private static DiagnosticException refusal(String message, String remedy) {
        return new DiagnosticException(Diagnostic.error(message, remedy));
    }

    private static boolean hasRows(Node node) {
        return switch (node) {
            case Node.Model m -> true;
            case Node.Snapshot s -> true;
            case Node.Seed s -> true;
            case Node.Source s -> true;
            case Node.Analysis a -> true;
            case Node.DataTest t -> false;
            case Node.UnitTest t -> false;
            case Node.Exposure e -> false;
        };
    }

    private int rows() {
        return limit == EVERY_ROW ? Integer.MAX_VALUE : limit;
    }

    private void print(QueryResult result) {
        List<String> header =
                result.columns().stream().map(c -> c.name().name()).toList();
        switch (output) {
            case TABLE, TEXT -> TextTable.lines(header, result.rows()).forEach(console::print);
            case JSON ->
                console.print(JsonLines.of(
                        result.rows().stream().map(row -> object(header, row)).toList()));
            case CSV -> {
                console.print(csv(header));
                result.rows().forEach(row -> console.print(csv(row)));
            }
        }
    }

    private static Map<String, Object> object(List<String> header, List<Object> row) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) object.put(header.get(i), row.get(i));
        return object;
    }

    private static String csv(List<?> values) {
        List<String> cells = new ArrayList<>();
        for (Object value : values) {
            String text = value == null ? "" : ShownValue.text(value);
            boolean quoted = text.contains(",") || text.contains("\"") || text.contains("\n") || text.contains("\r");
            cells.add(quoted ? "\"" + text.replace("\"", "\"\"") + "\"" : text);
        }
        return String.join(",", cells);
    }
}
