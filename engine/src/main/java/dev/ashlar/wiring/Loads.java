package dev.ashlar.wiring;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.load.FileStanding;
import dev.ashlar.load.LoadOrder;
import dev.ashlar.load.SourceTask;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.wiring.Places.Asking;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks at the files of sources that are loaded, and at what the ledger says of them. Changes nothing. */
public final class Loads {
    private final Workspace workspace;

    Loads(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Of the nodes those that are loaded from files. */
    public SortedSet<NodeId> loaded(SortedSet<NodeId> nodes) {
        return nodes.stream()
                .filter(id -> workspace.project().load(id) instanceof Node.Source source
                        && source.external().isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The files of each source. */
    public Map<Node.Source, List<FileStanding>> listed(SortedSet<NodeId> nodes) {
        Map<Node.Source, List<FileStanding>> listed = new LinkedHashMap<>();
        SourceTask task = new NodeTasks(workspace)
                .sources(workspace.connected().records().findLoads(), new LoadOrder.LoadNew(), Asking.LANDED_ONLY);
        try (WarehouseSession session = workspace.warehouse().open()) {
            for (NodeId id : loaded(nodes)) {
                Node.Source source = (Node.Source) workspace.project().load(id);
                listed.put(source, task.standing(source, session));
            }
        }
        return listed;
    }

    /** The source whose files these are. */
    public SortedSet<NodeId> holding(SortedSet<NodeId> nodes, LoadOrder.PassOver order) {
        return holding(nodes, order.files());
    }

    /** The source whose files these are, or were. */
    public SortedSet<NodeId> holding(SortedSet<NodeId> nodes, LoadOrder.TakeOut order) {
        return holding(nodes, order.files());
    }

    /** @throws DiagnosticException when a file is of no source, or of several */
    private SortedSet<NodeId> holding(SortedSet<NodeId> nodes, Set<String> files) {
        Map<Node.Source, List<FileStanding>> listed = listed(nodes);
        SortedSet<NodeId> holding = new TreeSet<>();
        for (String file : files) {
            List<Node.Source> those = listed.entrySet().stream()
                    .filter(entry ->
                            entry.getValue().stream().anyMatch(one -> one.file().equals(file)))
                    .map(Map.Entry::getKey)
                    .toList();
            if (those.isEmpty()) throw unknown(file, listed);
            those.forEach(source -> holding.add(source.id()));
        }
        if (holding.size() == 1) return holding;
        String names = holding.stream()
                .map(id -> (Node.Source) workspace.project().load(id))
                .map(source -> source.sourceName() + "." + source.name())
                .collect(Collectors.joining(", "));
        throw new DiagnosticException(Diagnostic.error(
                "These files belong to more than one source: " + names + ".",
                "Name one with --select source:NAME, and only its files."));
    }

    private static DiagnosticException unknown(String file, Map<Node.Source, List<FileStanding>> listed) {
        List<String> known = new ArrayList<>();
        listed.values().forEach(some -> some.forEach(one -> known.add(one.file())));
        return new DiagnosticException(Diagnostic.error(
                ("No selected source has, or has loaded, a file '" + file + "'. " + NearestName.didYouMean(file, known))
                        .strip(),
                "'ashlar load --plan' shows the files by the names they go by."));
    }
}
