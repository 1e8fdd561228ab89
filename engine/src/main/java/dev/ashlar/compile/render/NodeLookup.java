package dev.ashlar.compile.render;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project;
import dev.ashlar.port.ModelTemplates.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the node a reference of a template means, in a project that has been parsed. */
public final class NodeLookup {
    private final Map<String, List<Node>> byName = new HashMap<>();
    private final Map<String, Node.Source> sources = new HashMap<>();

    public NodeLookup(Project project) {
        for (Node node : project.nodes().values()) {
            switch (node) {
                case Node.Model m -> named(m);
                case Node.Seed s -> named(s);
                case Node.Snapshot s -> named(s);
                case Node.Source s -> sources.put(s.sourceName() + "." + s.name(), s);
                case Node.DataTest t -> {}
                case Node.UnitTest t -> {}
                case Node.Analysis a -> {}
                case Node.Exposure e -> {}
            }
        }
    }

    private void named(Node node) {
        byName.computeIfAbsent(node.name(), k -> new ArrayList<>()).add(node);
    }

    /** @throws DiagnosticException when there is no such node */
    public Node load(Reference reference) {
        return switch (reference) {
            case Reference.ToNode r ->
                findNamed(r)
                        .orElseThrow(() -> new DiagnosticException(Diagnostic.error(
                                r.at(),
                                "Cannot resolve ref('" + r.name() + "'): no such model, seed or snapshot.",
                                NearestName.didYouMean(r.name(), byName.keySet()))));
            case Reference.ToSource r -> source(r.source(), r.table(), r);
            case Reference.ToRejects r -> source(r.source(), r.table(), r);
        };
    }

    private Optional<Node> findNamed(Reference.ToNode reference) {
        List<Node> named = byName.getOrDefault(reference.name(), List.of());
        return named.stream()
                .filter(n -> reference.packageName().isEmpty()
                        || n.header().packageName().equals(reference.packageName()))
                .filter(n -> isVersion(n, reference.version()))
                .findFirst();
    }

    private static boolean isVersion(Node node, String version) {
        if (!(node instanceof Node.Model model) || model.version().isEmpty()) return version.isEmpty();
        Node.Version own = model.version().get();
        return own.version().equals(version.isEmpty() ? own.latest() : version);
    }

    private Node.Source source(String source, String table, Reference reference) {
        Node.Source found = sources.get(source + "." + table);
        if (found != null) return found;
        throw new DiagnosticException(Diagnostic.error(
                reference.at(),
                "Cannot resolve source('" + source + "', '" + table + "'): no such source table.",
                NearestName.didYouMean(source + "." + table, sources.keySet())));
    }
}
