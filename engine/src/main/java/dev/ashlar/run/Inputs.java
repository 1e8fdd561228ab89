package dev.ashlar.run;

import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import java.util.List;

/** What a node reads, where its plan depends on what stands there: of materialized views, which cannot read all kinds. */
final class Inputs {
    private Inputs() {}

    static List<RelationName> of(Node node, Project project) {
        boolean matters =
                node instanceof Node.Model model && model.materialization() instanceof Materialization.MaterializedView;
        if (!matters) return List.of();
        return node.dependsOn().stream()
                .flatMap(id -> project.find(id).stream())
                .flatMap(parent -> parent.findRelation().stream())
                .toList();
    }
}
