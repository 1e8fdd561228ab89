package dev.ashlar.cli;

import dev.ashlar.manifest.Node;
import dev.ashlar.report.ColumnRef;
import dev.ashlar.report.Lineage;
import dev.ashlar.report.NodeLineage;
import dev.ashlar.wiring.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "lineage",
        description = {
            "Shows where a column comes from and what is made of it, as the SQL of the project says. Without a column, all",
            "columns of the node. Needs no warehouse."
        },
        footer = "  ashlar lineage mart_revenue.net_revenue --upstream")
final class LineageCommand extends ProjectCommand {
    @Parameters(paramLabel = "NODE[.COLUMN]", description = "a model, snapshot, seed or source; a column of it")
    String name;

    @Option(names = "--upstream", description = "only where it comes from")
    boolean upstream;

    @Option(names = "--downstream", description = "only what is made of it")
    boolean downstream;

    @Option(names = "--output", paramLabel = "FORM", defaultValue = "text", description = "text (default) or json")
    Output output;

    enum Output {
        TEXT,
        JSON
    }

    /** Which ways are asked for. */
    enum Direction {
        UPSTREAM,
        DOWNSTREAM,
        BOTH;

        boolean up() {
            return this != DOWNSTREAM;
        }

        boolean down() {
            return this != UPSTREAM;
        }
    }

    LineageCommand(Console console, Map<String, String> environment) {
        super(console, environment);
    }

    @Override
    int work(Workspace workspace) {
        LineageTarget target = LineageTarget.of(workspace.project(), name);
        showWarnings(workspace);
        Direction direction = direction();
        Node node = target.node();
        Lineage lineage = direction.down()
                ? workspace.lineages().around(node.id())
                : workspace.lineages().above(List.of(node.id()));
        NodeLineage columns = lineage.find(node.id()).orElseThrow();
        Optional<ColumnRef> column = target.column(columns);
        switch (output) {
            case TEXT -> new LineageText(console, workspace.project(), lineage, direction).print(node, columns, column);
            case JSON -> console.print(JsonLines.of(new LineageJson(lineage, direction).of(node, columns, column)));
        }
        return ExitCode.OK;
    }

    private Direction direction() {
        if (upstream == downstream) return Direction.BOTH;
        return upstream ? Direction.UPSTREAM : Direction.DOWNSTREAM;
    }
}
