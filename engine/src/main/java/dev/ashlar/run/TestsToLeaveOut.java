package dev.ashlar.run;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.RunListener;
import dev.ashlar.port.Warehouse;
import dev.ashlar.report.Catalog;
import dev.ashlar.run.RunOptions.Verb;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tests that came along with a selection but read a node that is neither built by the run nor stands in the warehouse: the
 * first build of a part of a project. They can tell nothing yet, so a build leaves them out and says so; without this they
 * would end in error and keep sound nodes from being published.
 */
final class TestsToLeaveOut {
    private final RunRequest request;
    private final Warehouse warehouse;

    TestsToLeaveOut(RunRequest request, Warehouse warehouse) {
        this.request = request;
        this.warehouse = warehouse;
    }

    /** The request without them. One look at the catalog, and only where a test reads outside the selection. */
    RunRequest without(RunListener listener) {
        if (request.options().verb() != Verb.BUILD) return request;
        Map<NodeId, Map<NodeId, RelationName>> outside = readOutside();
        if (outside.isEmpty()) return request;
        Set<String> schemas = outside.values().stream()
                .flatMap(read -> read.values().stream())
                .map(RelationName::schema)
                .collect(Collectors.toSet());
        Catalog standing = warehouse.catalog(schemas);
        SortedSet<NodeId> selected = new TreeSet<>(request.selected());
        SortedSet<String> missing = new TreeSet<>();
        outside.forEach((test, read) -> read.forEach((id, relation) -> {
            if (standing.find(relation).isPresent()) return;
            selected.remove(test);
            missing.add(request.project().load(id).name());
        }));
        int left = request.selected().size() - selected.size();
        if (left == 0) return request;
        listener.note(Diagnostic.warning(
                Counted.of(left, "test is", "tests are") + " left out, reading " + String.join(", ", missing)
                        + ", which this run does not build and which does not stand in the warehouse yet.",
                "Select that too, or build everything once."));
        return request.selecting(selected);
    }

    private Map<NodeId, Map<NodeId, RelationName>> readOutside() {
        Map<NodeId, Map<NodeId, RelationName>> outside = new HashMap<>();
        for (NodeId id : request.selected()) {
            if (!(request.project().load(id) instanceof Node.DataTest test)) continue;
            for (NodeId parent : test.dependsOn()) {
                if (request.selected().contains(parent) || request.deferred().containsKey(parent)) continue;
                ownRelation(parent)
                        .ifPresent(relation -> outside.computeIfAbsent(id, unused -> new HashMap<>())
                                .put(parent, relation));
            }
        }
        return outside;
    }

    /** Of what Ashlar builds or loads; a foreign table that lacks is an error of its own. */
    private Optional<RelationName> ownRelation(NodeId id) {
        return request.project()
                .find(id)
                .filter(node -> !(node instanceof Node.Source source)
                        || source.external().isPresent())
                .flatMap(Node::findRelation);
    }
}
