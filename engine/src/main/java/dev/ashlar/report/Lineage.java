package dev.ashlar.report;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The columns of a project and where each comes from: of models, snapshots, seeds and sources. Immutable; steps are kept
 * one by one and whole paths are walked when asked for, so that its size grows with the columns and not with their
 * descendants.
 */
public final class Lineage {
    public static final Lineage EMPTY = new Lineage(Map.of());

    private final SortedMap<NodeId, NodeLineage> nodes;
    private final Map<NodeId, NodeLineage> byId;
    private volatile Map<ColumnRef, List<ColumnUse>> uses;

    private Lineage(Map<NodeId, NodeLineage> nodes) {
        this.nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
        this.byId = Map.copyOf(nodes);
    }

    public static Lineage of(Map<NodeId, NodeLineage> nodes) {
        return new Lineage(nodes);
    }

    public SortedMap<NodeId, NodeLineage> nodes() {
        return nodes;
    }

    public Optional<NodeLineage> find(NodeId node) {
        return Optional.ofNullable(byId.get(node));
    }

    public Optional<ColumnLineage> find(ColumnRef column) {
        return find(column.node()).flatMap(node -> node.find(column.column()));
    }

    /** What direct children make of a column: those that take its values first, then those that filter by it. */
    public List<ColumnUse> uses(ColumnRef column) {
        return index().getOrDefault(column, List.of());
    }

    /** Every step above a column, nearest first, each once; conditions of the nodes on the way are none of them. */
    public List<ColumnEdge> upstream(ColumnRef column) {
        List<ColumnEdge> found = new ArrayList<>();
        walk(column, (at, distance, next) -> {
            for (ColumnOrigin origin : find(at).map(ColumnLineage::origins).orElse(List.of())) {
                found.add(new ColumnEdge(origin.from(), at.node(), Optional.of(at.column()), origin.kind(), distance));
                next.add(origin.from());
            }
        });
        return List.copyOf(found);
    }

    /** Every step below a column, nearest first, each once; it ends where the column only filters. */
    public List<ColumnEdge> downstream(ColumnRef column) {
        List<ColumnEdge> found = new ArrayList<>();
        walk(column, (at, distance, next) -> {
            for (ColumnUse use : uses(at)) {
                found.add(new ColumnEdge(at, use.node(), use.column(), use.kind(), distance));
                use.column().ifPresent(name -> next.add(new ColumnRef(use.node(), name)));
            }
        });
        return List.copyOf(found);
    }

    private interface Step {
        void from(ColumnRef at, int distance, List<ColumnRef> next);
    }

    private static void walk(ColumnRef start, Step step) {
        Set<ColumnRef> seen = new HashSet<>(Set.of(start));
        Deque<ColumnRef> level = new ArrayDeque<>(List.of(start));
        for (int distance = 1; !level.isEmpty(); distance++) {
            List<ColumnRef> next = new ArrayList<>();
            for (ColumnRef at : level) step.from(at, distance, next);
            level.clear();
            for (ColumnRef reached : next) if (seen.add(reached)) level.add(reached);
        }
    }

    private Map<ColumnRef, List<ColumnUse>> index() {
        Map<ColumnRef, List<ColumnUse>> made = uses;
        return made == null ? makeIndex() : made;
    }

    /** Made when uses are first asked for, by several threads at once as well. */
    private synchronized Map<ColumnRef, List<ColumnUse>> makeIndex() {
        if (uses != null) return uses;
        Map<ColumnRef, List<ColumnUse>> index = new HashMap<>();
        nodes.forEach((id, node) -> {
            for (ColumnLineage column : node.columns()) {
                for (ColumnOrigin origin : column.origins()) {
                    add(index, origin.from(), new ColumnUse(id, Optional.of(column.name()), origin.kind()));
                }
            }
        });
        nodes.forEach((id, node) -> {
            for (ColumnRef filter : node.filters()) {
                add(index, filter, new ColumnUse(id, Optional.<ColumnName>empty(), ColumnOrigin.Kind.FILTERS));
            }
        });
        uses = index;
        return index;
    }

    private static void add(Map<ColumnRef, List<ColumnUse>> index, ColumnRef from, ColumnUse use) {
        index.computeIfAbsent(from, key -> new ArrayList<>(2)).add(use);
    }
}
