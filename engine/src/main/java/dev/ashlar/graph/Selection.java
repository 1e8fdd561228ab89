package dev.ashlar.graph;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.graph.SelectionSpec.Groups;
import dev.ashlar.graph.Selector.Difference;
import dev.ashlar.graph.Selector.Everything;
import dev.ashlar.graph.Selector.Intersection;
import dev.ashlar.graph.Selector.Union;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The nodes that a command is about.
 *
 * @param diagnostics errors for selectors that cannot be used (then there are no nodes), warnings for those that match
 *     nothing
 */
public record Selection(SortedSet<NodeId> nodes, List<Diagnostic> diagnostics) {
    public Selection {
        nodes = Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
        diagnostics = List.copyOf(diagnostics);
    }

    public static Selection select(Project project, ProjectGraph graph, SelectionSpec spec) {
        return select(project, graph, spec, Map.of());
    }

    /** @param more methods that the project alone cannot answer ({@code state}, {@code result}, {@code source_status}) */
    public static Selection select(
            Project project, ProjectGraph graph, SelectionSpec spec, Map<String, SelectorMethod> more) {
        Map<String, SelectorMethod> methods = new HashMap<>(BuiltInMethods.ALL);
        methods.putAll(more);
        Diagnostics found = new Diagnostics();
        SelectorDefinitions definitions = new SelectorDefinitions(project.selectors());
        Optional<Selector> wanted = wanted(spec, definitions, found);
        if (found.hasErrors()) return new Selection(new TreeSet<>(), found.list());
        TransactionGroups groups =
                spec.groups() == Groups.WHOLE ? TransactionGroups.of(project) : TransactionGroups.NONE;
        SelectionWalk walk = new SelectionWalk(project, graph, groups, methods, definitions, found);
        SortedSet<NodeId> nodes = walk.nodes(wanted.orElse(new Everything()), spec.indirect());
        if (!groups.names().isEmpty()) {
            SelectionWalk excluding =
                    new SelectionWalk(project, graph, TransactionGroups.NONE, methods, definitions, new Diagnostics());
            Selector without = spec.exclude().isEmpty() ? null : parse(spec.exclude());
            SortedSet<NodeId> excluded =
                    without == null ? new TreeSet<>() : excluding.nodes(without, IndirectSelection.EAGER);
            nodes = new WholeGroups(project, groups, walk, spec.indirect(), found).of(nodes, excluded);
        }
        if (found.hasErrors()) return new Selection(new TreeSet<>(), found.list());
        if (!spec.resourceTypes().isEmpty()) {
            nodes.removeIf(id -> !spec.resourceTypes().contains(id.kind()));
        }
        if (nodes.isEmpty() && wanted.isPresent() && found.warnings().isEmpty()) {
            found.add(Diagnostic.warning("The selection '" + wanted.get().text() + "' leaves no node.", ""));
        }
        return new Selection(nodes, found.list());
    }

    private static Optional<Selector> wanted(SelectionSpec spec, SelectorDefinitions definitions, Diagnostics found) {
        Selector[] named = new Selector[1];
        Selector[] chosen = new Selector[1];
        Selector[] without = new Selector[1];
        boolean silent = spec.select().isEmpty()
                && spec.exclude().isEmpty()
                && spec.selector().isEmpty();
        found.collecting(() -> named[0] = silent
                ? definitions.findDefault().orElse(null)
                : spec.selector().map(definitions::load).orElse(null));
        found.collecting(() -> chosen[0] = parse(spec.select()));
        found.collecting(() -> without[0] = parse(spec.exclude()));
        Selector from = named[0] == null
                ? chosen[0]
                : chosen[0] == null ? named[0] : new Intersection(List.of(named[0], chosen[0]));
        if (without[0] == null) return Optional.ofNullable(from);
        return Optional.of(new Difference(from == null ? new Everything() : from, without[0]));
    }

    private static Selector parse(List<String> texts) {
        if (texts.isEmpty()) return null;
        Diagnostics wrong = new Diagnostics();
        List<Selector> parts = new java.util.ArrayList<>();
        for (String text : texts) wrong.collecting(() -> parts.add(SelectorParser.parse(text)));
        if (wrong.hasErrors()) throw new DiagnosticException(wrong.errors(), null);
        return parts.size() == 1 ? parts.get(0) : new Union(parts);
    }
}
