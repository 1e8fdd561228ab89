package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project;
import dev.ashlar.report.ColumnRef;
import dev.ashlar.report.NodeLineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code lineage} was asked about.
 *
 * @param column as typed; empty for the whole node
 */
record LineageTarget(Node node, String column) {
    /**
     * The longest beginning of the words that names a node is the node; what is left is the column.
     *
     * @throws DiagnosticException when there is no such node
     */
    static LineageTarget of(Project project, String words) {
        for (int end = words.length(); end > 0; end = words.lastIndexOf('.', end - 1)) {
            Optional<Node> node = find(project, words.substring(0, end));
            if (node.isPresent())
                return new LineageTarget(node.get(), end == words.length() ? "" : words.substring(end + 1));
        }
        List<String> known = new ArrayList<>();
        for (Node node : project.nodes().values()) if (hasColumns(node)) known.add(shown(node));
        int dot = words.indexOf('.');
        String near = NearestName.didYouMean(words, known);
        if (near.isEmpty() && dot > 0) near = NearestName.didYouMean(words.substring(0, dot), known);
        throw new DiagnosticException(Diagnostic.error(
                "There is no model, snapshot, seed or source '" + words + "'.",
                near.isEmpty() ? "See them with 'ashlar ls'; a source is written source.table." : near));
    }

    private static Optional<Node> find(Project project, String name) {
        return project.nodes().values().stream()
                .filter(LineageTarget::hasColumns)
                .filter(node -> shown(node).equals(name)
                        || NodeWords.selector(node).equals(name)
                        || node.id().value().equals(name))
                .findFirst();
    }

    static boolean hasColumns(Node node) {
        return switch (node) {
            case Node.Model m -> true;
            case Node.Snapshot s -> true;
            case Node.Seed s -> true;
            case Node.Source s -> true;
            case Node.DataTest t -> false;
            case Node.UnitTest t -> false;
            case Node.Analysis a -> false;
            case Node.Exposure e -> false;
        };
    }

    /** How the node is called here: {@code orders}, {@code shop.orders}. */
    static String shown(Node node) {
        return node instanceof Node.Source source
                ? source.sourceName() + "." + source.name()
                : NodeWords.selector(node);
    }

    /** @throws DiagnosticException when the node has no such column */
    Optional<ColumnRef> column(NodeLineage columns) {
        if (column.isEmpty()) return Optional.empty();
        return Optional.of(columns.find(new ColumnName(column))
                .map(found -> new ColumnRef(node.id(), found.name()))
                .orElseThrow(() -> new DiagnosticException(Diagnostic.error(
                        "'" + shown(node) + "' has no column '" + column + "'"
                                + columns.unresolved()
                                        .map(why -> " that is known: " + why)
                                        .orElse("") + ".",
                        suggestion(columns)))));
    }

    private String suggestion(NodeLineage columns) {
        List<String> names =
                columns.columns().stream().map(known -> known.name().name()).toList();
        String near = NearestName.didYouMean(column, names);
        return near.isEmpty() && !names.isEmpty() ? "It has " + String.join(", ", names) + "." : near;
    }
}
