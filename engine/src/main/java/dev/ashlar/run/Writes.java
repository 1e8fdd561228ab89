package dev.ashlar.run;

import dev.ashlar.graph.TransactionGroups;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What the nodes of a run write: their relations, and the failing rows of their tests. */
final class Writes {
    private Writes() {}

    /** Nodes that write nothing are left out; one of those that are published together stands for all. */
    static Map<NodeId, Set<RelationName>> of(RunRequest request, Errand errand, RunMarks marks) {
        Map<NodeId, Set<RelationName>> all = new LinkedHashMap<>();
        TransactionGroups groups = TransactionGroups.of(request.project()).keeping(errand.scheduled());
        for (NodeId id : errand.scheduled()) {
            Set<RelationName> names = new LinkedHashSet<>();
            add(request.project().load(id), request, marks, names);
            for (NodeId test : errand.gates().gatesOf(id)) add(request.project().load(test), request, marks, names);
            if (!names.isEmpty()) {
                all.computeIfAbsent(groups.unit(id), unit -> new LinkedHashSet<>())
                        .addAll(names);
            }
        }
        return all;
    }

    private static void add(Node node, RunRequest request, RunMarks marks, Set<RelationName> names) {
        if (node instanceof DataTest test) {
            StoredFailures.relation(test, request.options(), marks).ifPresent(names::add);
        } else {
            node.findRelation().ifPresent(names::add);
        }
    }
}
