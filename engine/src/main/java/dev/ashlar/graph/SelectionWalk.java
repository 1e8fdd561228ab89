package dev.ashlar.graph;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.graph.Selector.Company;
import dev.ashlar.graph.Selector.Criterion;
import dev.ashlar.graph.Selector.Difference;
import dev.ashlar.graph.Selector.Everything;
import dev.ashlar.graph.Selector.Intersection;
import dev.ashlar.graph.Selector.Union;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Evaluates a selector. Tests come along with the nodes they read, criterion by criterion; one that waits for other nodes
 * to be selected too is asked again wherever criteria are combined.
 */
final class SelectionWalk {
    private static final Map<String, String> NOT_GIVEN = Map.of(
            "state", "the earlier manifest to compare with is not given",
            "result", "the results of an earlier run are not given",
            "source_status", "the freshness results of an earlier run are not given");

    private final Project project;
    private final ProjectGraph graph;
    private final ProjectGraph ways;
    private final Map<String, SelectorMethod> methods;
    private final SelectorDefinitions definitions;
    private final Diagnostics found;

    /** @param groups what is taken whole: a way that leads to one of a group goes on from all of it */
    SelectionWalk(
            Project project,
            ProjectGraph graph,
            TransactionGroups groups,
            Map<String, SelectorMethod> methods,
            SelectorDefinitions definitions,
            Diagnostics found) {
        this.project = project;
        this.graph = graph;
        this.ways = groups.spread(graph);
        this.methods = methods;
        this.definitions = definitions;
        this.found = found;
    }

    /** @param waiting tests that read a selected node and others too, with the mode that decides about them */
    private record Found(SortedSet<NodeId> nodes, SortedMap<NodeId, IndirectSelection> waiting) {}

    SortedSet<NodeId> nodes(Selector selector, IndirectSelection mode) {
        return evaluate(selector, mode).nodes;
    }

    /** More nodes, with the tests that come along by then. */
    SortedSet<NodeId> with(SortedSet<NodeId> nodes, SortedSet<NodeId> more, IndirectSelection mode) {
        Found all = withTests(more, mode);
        all.nodes.addAll(nodes);
        return settled(all).nodes;
    }

    private Found evaluate(Selector selector, IndirectSelection mode) {
        return switch (selector) {
            case Everything all -> new Found(new TreeSet<>(project.nodes().keySet()), new TreeMap<>());
            case Criterion criterion ->
                criterion(criterion, criterion.indirect().orElse(mode));
            case Union union -> union(union, mode);
            case Intersection intersection -> intersection(intersection, mode);
            case Difference difference -> difference(difference, mode);
        };
    }

    private Found union(Union union, IndirectSelection mode) {
        Found all = new Found(new TreeSet<>(), new TreeMap<>());
        for (Selector part : union.parts()) {
            Found one = evaluate(part, mode);
            all.nodes.addAll(one.nodes);
            all.waiting.putAll(one.waiting);
        }
        return settled(all);
    }

    private Found intersection(Intersection intersection, IndirectSelection mode) {
        List<Found> parts =
                intersection.parts().stream().map(part -> evaluate(part, mode)).toList();
        Found both = parts.get(0);
        boolean emptied = !both.nodes.isEmpty();
        for (Found part : parts.subList(1, parts.size())) {
            emptied &= !part.nodes.isEmpty();
            both.nodes.retainAll(part.nodes);
            both.waiting.keySet().retainAll(part.waiting.keySet());
        }
        if (emptied && both.nodes.isEmpty()) {
            found.add(Diagnostic.warning(
                    "The selector '" + intersection.text() + "' matches nothing.",
                    "Each of its parts does, but no node is in all of them."));
        }
        return settled(both);
    }

    /** What reads an excluded node is excluded with it, whatever the mode. */
    private Found difference(Difference difference, IndirectSelection mode) {
        Found from = evaluate(difference.from(), mode);
        SortedSet<NodeId> without = evaluate(difference.without(), IndirectSelection.EAGER).nodes;
        from.nodes.removeAll(without);
        from.waiting.keySet().removeAll(without);
        return settled(from);
    }

    private Found criterion(Criterion criterion, IndirectSelection mode) {
        SortedSet<NodeId> matched = matched(criterion, mode);
        SortedSet<NodeId> nodes = new TreeSet<>(matched);
        if (criterion.company() == Company.CHILDRENS_PARENTS) {
            nodes.addAll(ways.descendants(matched, Selector.ALL));
            nodes.addAll(ways.ancestors(nodes, Selector.ALL));
        }
        if (criterion.parents() > 0) nodes.addAll(ways.ancestors(matched, criterion.parents()));
        if (criterion.children() > 0) nodes.addAll(ways.descendants(matched, criterion.children()));
        nodes.removeIf(id -> isTest(id) && !matched.contains(id)); // a walk brings tests only as the mode allows
        return withTests(nodes, mode);
    }

    private SortedSet<NodeId> matched(Criterion criterion, IndirectSelection mode) {
        SortedSet<NodeId> matched = new TreeSet<>();
        try {
            if (criterion.method().equals("selector")) {
                return evaluate(definitions.load(criterion.value()), mode).nodes;
            }
            SelectorMethod method = methods.get(criterion.method());
            if (method == null) {
                throw SelectorParser.refused(
                        criterion.text(),
                        NOT_GIVEN.get(criterion.method()),
                        "Name the folder to look in with --state.");
            }
            Predicate<Node> wanted = method.matching(criterion, project);
            for (Node node : project.nodes().values()) if (wanted.test(node)) matched.add(node.id());
            if (matched.isEmpty()) warnOfNothing(criterion, wanted);
        } catch (DiagnosticException e) {
            found.addAll(e.diagnostics());
        }
        return matched;
    }

    private void warnOfNothing(Criterion criterion, Predicate<Node> wanted) {
        boolean disabled = project.disabled().values().stream().anyMatch(wanted);
        String remedy = disabled
                ? "What it names is disabled."
                : switch (criterion.method()) {
                    case "fqn" -> near(criterion, List.of(NodeKind.MODEL, NodeKind.SEED, NodeKind.SNAPSHOT));
                    case "exposure" -> near(criterion, List.of(NodeKind.EXPOSURE));
                    case "unit_test" -> near(criterion, List.of(NodeKind.UNIT_TEST));
                    case "tag" ->
                        NearestName.didYouMean(
                                criterion.value(),
                                project.nodes().values().stream()
                                        .flatMap(node -> node.header().tags().stream())
                                        .distinct()
                                        .toList());
                    case "source" ->
                        NearestName.didYouMean(
                                criterion.value(),
                                project.nodes().values().stream()
                                        .filter(Node.Source.class::isInstance)
                                        .map(Node.Source.class::cast)
                                        .map(source -> criterion.value().indexOf('.') < 0
                                                ? source.sourceName()
                                                : source.sourceName() + "." + source.name())
                                        .distinct()
                                        .toList());
                    default -> "";
                };
        found.add(Diagnostic.warning("The selector '" + criterion.text() + "' matches nothing.", remedy));
    }

    private String near(Criterion criterion, List<NodeKind> kinds) {
        return NearestName.didYouMean(
                criterion.value(),
                project.nodes().values().stream()
                        .filter(node -> kinds.contains(node.id().kind()))
                        .map(Node::name)
                        .distinct()
                        .toList());
    }

    private Found withTests(SortedSet<NodeId> nodes, IndirectSelection mode) {
        Found all = new Found(new TreeSet<>(nodes), new TreeMap<>());
        if (mode == IndirectSelection.EMPTY) return all;
        for (NodeId id : nodes) {
            for (NodeId child : graph.children(id)) {
                if (!isTest(child)) continue;
                if (mode == IndirectSelection.EAGER) all.nodes.add(child);
                else all.waiting.put(child, mode);
            }
        }
        return settled(all);
    }

    /** Takes in the tests that waited for nodes which are now there. */
    private Found settled(Found all) {
        if (all.waiting.isEmpty()) return all;
        SortedSet<NodeId> buildable = new TreeSet<>(all.nodes);
        if (all.waiting.containsValue(IndirectSelection.BUILDABLE)) {
            buildable.addAll(graph.ancestors(all.nodes, Selector.ALL));
        }
        all.waiting.entrySet().removeIf(entry -> {
            boolean wide = entry.getValue() == IndirectSelection.BUILDABLE;
            boolean ready = graph.parents(entry.getKey()).stream()
                    .allMatch(parent -> (wide ? buildable : all.nodes).contains(parent)
                            || (wide && parent.kind() == NodeKind.SOURCE));
            if (ready) all.nodes.add(entry.getKey());
            return ready;
        });
        return all;
    }

    private static boolean isTest(NodeId id) {
        return id.kind() == NodeKind.DATA_TEST || id.kind() == NodeKind.UNIT_TEST;
    }
}
