package dev.ashlar.run;

import dev.ashlar.graph.ProjectGraph;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.Conduct;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.StoreFailures;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.run.RunOptions.Flag;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a run writes to, told from the project alone, before anything is connected. */
public final class Writing {
    private Writing() {}

    /** Schemas that the run makes relations in, without that of its records. */
    public static SortedSet<String> schemas(
            Project project, ProjectGraph graph, Set<NodeId> selected, RunOptions options) {
        return schemas(project, Errand.of(project, graph, selected, options.verb()), selected, options);
    }

    static SortedSet<String> schemas(Project project, Errand errand, Set<NodeId> selected, RunOptions options) {
        SortedSet<String> schemas = new TreeSet<>();
        for (NodeId id : selected) {
            Node node = project.load(id);
            if (node instanceof Node.DataTest test) {
                if (options.verb().does(id.kind()))
                    schemaOfFailures(project, test, options).ifPresent(schemas::add);
            } else if (errand.scheduled().contains(id)) {
                node.findRelation().map(RelationName::schema).ifPresent(schemas::add);
            }
        }
        return schemas;
    }

    /** Beside what is tested, in {@code <schema>_failures}, unless the test says otherwise; empty when nothing is kept. */
    private static Optional<String> schemaOfFailures(Project project, Node.DataTest test, RunOptions options) {
        Optional<String> said =
                test.rules().storeFailures().map(StoreFailures::relation).map(RelationName::schema);
        if (said.isPresent() || !options.has(Flag.STORE_FAILURES)) return said;
        return tested(project, test).map(relation -> relation.schema() + "_failures");
    }

    /** The relation whose rows the test judges; the first where it looks at several. */
    static Optional<RelationName> tested(Project project, Node.DataTest test) {
        return Stream.concat(test.attachedTo().stream(), test.dependsOn().stream())
                .flatMap(id -> project.find(id).stream())
                .flatMap(node -> node.findRelation().stream())
                .findFirst();
    }

    /** Incremental models that the run builds anew, by the flag or by their own word. */
    public static List<Node> rebuilt(Project project, ProjectGraph graph, Set<NodeId> selected, RunOptions options) {
        return Errand.of(project, graph, selected, options.verb()).scheduled().stream()
                .map(project::load)
                .filter(node -> node instanceof Node.Model model
                        && model.materialization() instanceof Materialization.Incremental
                        && Conducts.of(node).flatMap(Conduct::fullRefresh).orElse(options.has(Flag.FULL_REFRESH)))
                .toList();
    }
}
