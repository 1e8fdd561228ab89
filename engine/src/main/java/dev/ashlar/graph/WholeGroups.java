package dev.ashlar.graph;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Adds to a selection what is published in one transaction with models that it holds. */
final class WholeGroups {
    private final Project project;
    private final TransactionGroups groups;
    private final SelectionWalk walk;
    private final IndirectSelection mode;
    private final Diagnostics found;

    WholeGroups(
            Project project, TransactionGroups groups, SelectionWalk walk, IndirectSelection mode, Diagnostics found) {
        this.project = project;
        this.groups = groups;
        this.walk = walk;
        this.mode = mode;
        this.found = found;
    }

    /** @param excluded what the user wants to leave out, with the tests that read it */
    SortedSet<NodeId> of(SortedSet<NodeId> selected, SortedSet<NodeId> excluded) {
        SortedSet<NodeId> more = new TreeSet<>();
        for (String name : groups.names()) {
            SortedSet<NodeId> taken = new TreeSet<>(groups.members(name));
            taken.retainAll(selected);
            SortedSet<NodeId> lacking = new TreeSet<>(groups.members(name));
            lacking.removeAll(taken);
            if (taken.isEmpty() || lacking.isEmpty()) continue;
            SortedSet<NodeId> refused = new TreeSet<>(lacking);
            refused.retainAll(excluded);
            if (refused.isEmpty()) {
                more.addAll(lacking);
                found.add(Diagnostic.note(
                        "Taken with " + names(taken) + ": " + names(lacking) + ", of transaction group '" + name
                                + "' too.",
                        ""));
            } else {
                found.add(Diagnostic.error(
                        "The selection takes " + names(taken) + " and excludes " + names(refused)
                                + ", but the models of transaction group '" + name + "' are published together.",
                        "Exclude all of them, or none."));
            }
        }
        if (more.isEmpty()) return selected;
        SortedSet<NodeId> all = new TreeSet<>(walk.with(selected, more, mode));
        SortedSet<NodeId> unwanted = new TreeSet<>(excluded);
        unwanted.removeAll(selected);
        all.removeAll(unwanted);
        return all;
    }

    private String names(Collection<NodeId> ids) {
        return ids.stream().map(id -> project.load(id).name()).collect(Collectors.joining(", "));
    }
}
