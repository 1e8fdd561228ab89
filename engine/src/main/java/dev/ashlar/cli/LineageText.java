package dev.ashlar.cli;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.ColumnOrigin;
import dev.ashlar.report.ColumnRef;
import dev.ashlar.report.ColumnUse;
import dev.ashlar.report.Lineage;
import dev.ashlar.report.NodeLineage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Lineage for people: a tree for a column, a list for a node. */
final class LineageText {
    private final Console console;
    private final Project project;
    private final Lineage lineage;
    private final LineageCommand.Direction direction;

    LineageText(Console console, Project project, Lineage lineage, LineageCommand.Direction direction) {
        this.console = console;
        this.project = project;
        this.lineage = lineage;
        this.direction = direction;
    }

    void print(Node node, NodeLineage columns, Optional<ColumnRef> column) {
        if (column.isPresent()) {
            tree(column.get());
            return;
        }
        console.print(LineageTarget.shown(node));
        columns.columns().forEach(each -> list(node.id(), each));
        if (direction.up() && !columns.filters().isEmpty()) {
            console.print("  rows are chosen, joined or grouped by " + names(columns.filters()));
        }
        if (direction.up()) {
            columns.unresolved().ifPresent(why -> console.print("  there may be more columns: " + why));
        }
    }

    private void list(NodeId node, ColumnLineage column) {
        console.print("  " + column.name().name()
                + column.type().map(type -> "  " + type).orElse(""));
        if (direction.up()) {
            for (ColumnOrigin origin : column.origins()) {
                console.print(
                        "    <- " + name(origin.from()) + "  " + origin.kind().word());
            }
            column.unresolved().ifPresent(why -> console.print("    <- unresolved: " + why));
        }
        if (direction.down()) {
            for (ColumnUse use : lineage.uses(new ColumnRef(node, column.name()))) {
                console.print("    -> " + name(use) + "  " + use.kind().word());
            }
        }
    }

    private void tree(ColumnRef column) {
        console.print(name(column)
                + lineage.find(column)
                        .flatMap(ColumnLineage::type)
                        .map(type -> "  " + type)
                        .orElse(""));
        if (direction.up()) {
            console.print("comes from");
            if (!above(column, "  ", new HashSet<>())) console.print("  " + nothing(column));
        }
        if (direction.down()) {
            console.print("goes to");
            if (!below(column, "  ", new HashSet<>())) console.print("  nothing in this project");
        }
    }

    private String nothing(ColumnRef column) {
        return switch (project.load(column.node())) {
            case Node.Source s -> "outside: it is a column of a source";
            case Node.Seed s -> "the seed's file";
            case Node.Model n -> "no column: it is a constant, a count of rows or the like";
            case Node.Snapshot n -> "no column: it is a constant, a count of rows or the like";
            case Node.DataTest n -> throw new IllegalArgumentException(n.id().value());
            case Node.UnitTest n -> throw new IllegalArgumentException(n.id().value());
            case Node.Analysis n -> throw new IllegalArgumentException(n.id().value());
            case Node.Exposure n -> throw new IllegalArgumentException(n.id().value());
        };
    }

    private boolean above(ColumnRef column, String indent, Set<ColumnRef> seen) {
        Optional<ColumnLineage> found = lineage.find(column);
        List<ColumnOrigin> origins = found.map(ColumnLineage::origins).orElse(List.of());
        for (ColumnOrigin origin : origins) {
            boolean again = !seen.add(origin.from());
            boolean more = lineage.find(origin.from())
                    .filter(up -> !up.origins().isEmpty())
                    .isPresent();
            console.print(indent + name(origin.from()) + "  " + origin.kind().word()
                    + (again && more ? "  (see above)" : ""));
            if (!again) above(origin.from(), indent + "  ", seen);
        }
        Optional<String> unresolved = found.flatMap(ColumnLineage::unresolved);
        unresolved.ifPresent(why -> console.print(indent + "unresolved: " + why));
        return !origins.isEmpty() || unresolved.isPresent();
    }

    private boolean below(ColumnRef column, String indent, Set<ColumnRef> seen) {
        List<ColumnUse> uses = lineage.uses(column);
        for (ColumnUse use : uses) {
            Optional<ColumnRef> next = use.column().map(name -> new ColumnRef(use.node(), name));
            boolean again = next.isPresent() && !seen.add(next.get());
            boolean more = next.isPresent() && !lineage.uses(next.get()).isEmpty();
            console.print(indent + name(use) + "  " + use.kind().word() + (again && more ? "  (see above)" : ""));
            if (next.isPresent() && !again) below(next.get(), indent + "  ", seen);
        }
        return !uses.isEmpty();
    }

    private String names(List<ColumnRef> columns) {
        return columns.stream().map(this::name).collect(Collectors.joining(", "));
    }

    private String name(ColumnUse use) {
        String node = LineageTarget.shown(project.load(use.node()));
        return use.column().map(column -> node + "." + column.name()).orElse(node);
    }

    private String name(ColumnRef column) {
        return LineageTarget.shown(project.load(column.node())) + "."
                + column.column().name();
    }
}
