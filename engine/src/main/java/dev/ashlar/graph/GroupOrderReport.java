package dev.ashlar.graph;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Words what keeps transaction groups from being published at once, each step with the place it is defined at. */
public final class GroupOrderReport {
    private final Project project;
    private final ProjectGraph graph;
    private final TransactionGroups groups;

    private GroupOrderReport(Project project, ProjectGraph graph, TransactionGroups groups) {
        this.project = project;
        this.graph = TransactionGroups.real(project, graph);
        this.groups = groups;
    }

    /**
     * The errors to show.
     *
     * @param graph of the project, without cycles
     */
    public static List<Diagnostic> of(Project project, ProjectGraph graph) {
        TransactionGroups groups = TransactionGroups.of(project);
        if (groups.names().isEmpty()) return List.of();
        GroupOrderReport report = new GroupOrderReport(project, graph, groups);
        List<Diagnostic> left = report.left();
        return left.isEmpty() ? report.interleaved().stream().toList() : left;
    }

    private List<Diagnostic> left() {
        List<Diagnostic> errors = new ArrayList<>();
        for (String name : groups.names()) way(groups.members(name)).ifPresent(way -> errors.add(left(name, way)));
        return errors;
    }

    /** A shortest way from a member through others to a member. */
    private Optional<List<NodeId>> way(SortedSet<NodeId> members) {
        Optional<List<NodeId>> shortest = Optional.empty();
        for (NodeId member : members) {
            Optional<List<NodeId>> way = way(member, members);
            if (way.isPresent() && way.get().size() < shortest.map(List::size).orElse(Integer.MAX_VALUE))
                shortest = way;
        }
        return shortest;
    }

    private Optional<List<NodeId>> way(NodeId from, Set<NodeId> members) {
        Map<NodeId, NodeId> before = new HashMap<>();
        ArrayDeque<NodeId> open = new ArrayDeque<>();
        before.put(from, from);
        open.add(from);
        while (!open.isEmpty()) {
            NodeId at = open.remove();
            for (NodeId next : new TreeSet<>(graph.children(at))) {
                if (members.contains(next)) {
                    if (!at.equals(from)) return Optional.of(path(before, from, at, next));
                } else if (before.putIfAbsent(next, at) == null) {
                    open.add(next);
                }
            }
        }
        return Optional.empty();
    }

    /** Each reads the next. */
    private static List<NodeId> path(Map<NodeId, NodeId> before, NodeId from, NodeId last, NodeId back) {
        List<NodeId> path = new ArrayList<>(List.of(back));
        for (NodeId at = last; !at.equals(from); at = before.get(at)) path.add(at);
        path.add(from);
        return path;
    }

    private Diagnostic left(String name, List<NodeId> path) {
        List<NodeId> outside = path.subList(1, path.size() - 1);
        String what = outside.stream().map(this::name).collect(Collectors.joining(" and "));
        return Diagnostic.error(
                node(path.get(0)).header().location(),
                "Transaction group '" + name + "' cannot be published at once: " + reading(path) + ", and "
                        + what + (outside.size() == 1 ? " is" : " are") + " not of the group. They stand in "
                        + places(path) + ".",
                "Let " + what + " be of the group too, or take " + name(path.get(0)) + " or "
                        + name(path.get(path.size() - 1)) + " out of it.");
    }

    private String reading(List<NodeId> path) {
        StringBuilder words =
                new StringBuilder(name(path.get(0))).append(" reads ").append(name(path.get(1)));
        path.subList(2, path.size())
                .forEach(id -> words.append(", which reads ").append(name(id)));
        return words.toString();
    }

    private Optional<Diagnostic> interleaved() {
        return graph.merging(groups::unit).findCycle().map(this::interleaved);
    }

    /** @param cycle of units: each reads the next, the last is the first again */
    private Diagnostic interleaved(List<NodeId> cycle) {
        List<String> steps = new ArrayList<>();
        Set<NodeId> nodes = new LinkedHashSet<>();
        Set<String> names = new TreeSet<>();
        for (int at = 0; at < cycle.size() - 1; at++) {
            SortedSet<NodeId> read = groups.company(cycle.get(at + 1));
            for (NodeId reader : groups.company(cycle.get(at))) {
                Optional<NodeId> parent =
                        graph.parents(reader).stream().filter(read::contains).min(NodeId::compareTo);
                if (parent.isEmpty()) continue;
                steps.add(withGroup(reader) + " reads " + withGroup(parent.get()));
                nodes.addAll(List.of(reader, parent.get()));
                break;
            }
            groups.nameOf(cycle.get(at)).ifPresent(names::add);
        }
        return Diagnostic.error(
                node(nodes.iterator().next()).header().location(),
                "Transaction groups " + names.stream().map(n -> "'" + n + "'").collect(Collectors.joining(" and "))
                        + " would each have to be published before the other: " + String.join(", ", steps)
                        + ". They stand in " + places(nodes) + ".",
                "Make one group of them, or take a model out.");
    }

    private String withGroup(NodeId id) {
        return name(id)
                + groups.nameOf(id).map(group -> " (of '" + group + "')").orElse("");
    }

    private String places(Collection<NodeId> ids) {
        return ids.stream()
                .map(this::node)
                .map(node -> node.name() + " (" + node.header().location() + ")")
                .collect(Collectors.joining(", "));
    }

    private Node node(NodeId id) {
        return project.load(id);
    }

    private String name(NodeId id) {
        return node(id).name();
    }
}
