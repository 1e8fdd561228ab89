package dev.ashlar.run;

import dev.ashlar.graph.GateAssignment;
import dev.ashlar.graph.ProjectGraph;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import dev.ashlar.run.RunOptions.Verb;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of a selection a verb does, and which of it gates what.
 *
 * @param scheduled the nodes that are started one by one: without tests that a node's gate runs
 * @param gates only a build has any
 */
record Errand(SortedSet<NodeId> scheduled, GateAssignment gates) {
    Errand {
        scheduled = Collections.unmodifiableSortedSet(new TreeSet<>(scheduled));
    }

    static Errand of(Project project, ProjectGraph graph, Set<NodeId> selected, Verb verb) {
        SortedSet<NodeId> work = new TreeSet<>();
        for (NodeId id : selected) {
            boolean foreign = project.load(id) instanceof Node.Source source
                    && source.external().isEmpty();
            if (verb.does(id.kind()) && !foreign) work.add(id);
        }
        if (verb != Verb.BUILD) return new Errand(work, none());
        Set<NodeId> tests = new HashSet<>(work);
        tests.removeIf(id -> id.kind() != NodeKind.DATA_TEST);
        Set<NodeId> built = new HashSet<>(work);
        built.removeIf(id -> id.kind() == NodeKind.DATA_TEST || id.kind() == NodeKind.UNIT_TEST);
        built.removeIf(id -> project.load(id).isEphemeral());
        GateAssignment gates = GateAssignment.of(project, graph, built, tests);
        gates.gated().values().forEach(work::removeAll);
        return new Errand(work, gates);
    }

    private static GateAssignment none() {
        return new GateAssignment(new TreeMap<>(), new TreeSet<>(), List.of(), List.of(), List.of());
    }
}
