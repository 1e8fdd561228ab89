package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.wiring.Workspace;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The one node that a command is told by name. */
final class NamedNode {
    private NamedNode() {}

    /**
     * @param kinds what may be meant, for the message
     * @param meant whether a node of that name is taken
     * @param suggested whether a node is offered where no name matches
     * @throws DiagnosticException when there is none of that name
     */
    static Node of(Project project, String name, String kinds, Predicate<Node> meant, Predicate<Node> suggested) {
        return project.nodes().values().stream()
                .filter(meant)
                .filter(node -> NodeWords.selector(node).equals(name))
                .findFirst()
                .orElseThrow(() -> new DiagnosticException(Diagnostic.error(
                        "There is no " + kinds + " '" + name + "'.",
                        NearestName.didYouMean(name, selectors(project, suggested)))));
    }

    private static List<String> selectors(Project project, Predicate<Node> suggested) {
        return project.nodes().values().stream()
                .filter(suggested)
                .map(NodeWords::selector)
                .toList();
    }

    /** The schemas that a change of the node's relation writes to: its own, and that of the records. */
    static SortedSet<String> schemas(Workspace workspace, Node node) {
        SortedSet<String> schemas = new TreeSet<>();
        schemas.add(workspace.project().schemas().meta());
        node.findRelation().map(RelationName::schema).ifPresent(schemas::add);
        return schemas;
    }
}
