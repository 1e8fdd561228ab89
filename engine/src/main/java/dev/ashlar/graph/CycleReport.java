package dev.ashlar.graph;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words a cycle as the path that closes it, each step with the place it is defined at. */
public final class CycleReport {
    private CycleReport() {}

    /** The error to show, or empty when the project has no cycle. */
    public static Optional<Diagnostic> of(Project project, ProjectGraph graph) {
        return graph.findCycle().map(path -> word(project, path));
    }

    private static Diagnostic word(Project project, List<NodeId> path) {
        String names = path.stream().map(id -> project.load(id).name()).collect(Collectors.joining(" -> "));
        String places = path.subList(0, path.size() - 1).stream()
                .map(project::load)
                .map(node -> node.name() + " (" + node.header().location() + ")")
                .collect(Collectors.joining(", "));
        Node first = project.load(path.get(0));
        return Diagnostic.error(
                first.header().location(),
                "The nodes read each other in a cycle: " + names + ". They stand in " + places + ".",
                "Take out one of these references.");
    }
}
