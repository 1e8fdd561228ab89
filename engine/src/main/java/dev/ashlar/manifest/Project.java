package dev.ashlar.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A whole project, read and checked, for one target.
 *
 * @param nodes enabled nodes by unique id
 * @param disabled nodes switched off, so that a reference to one can say so
 * @param vars variables after {@code --vars}
 * @param selectors entries of {@code selectors.yml} by name: the whole mapping of each, with {@code definition} and
 *     {@code default}
 */
public record Project(
        String name,
        String version,
        List<Layer> layers,
        SortedMap<NodeId, Node> nodes,
        SortedMap<NodeId, Node> disabled,
        List<MacroDefinition> macros,
        List<DocBlock> docs,
        List<Group> groups,
        Map<String, Object> vars,
        List<Hook> onRunStart,
        List<Hook> onRunEnd,
        Map<String, Tree> selectors,
        Schemas schemas) {
    public Project {
        layers = List.copyOf(layers);
        nodes = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
        disabled = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(disabled));
        macros = List.copyOf(macros);
        docs = List.copyOf(docs);
        groups = List.copyOf(groups);
        vars = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(vars));
        onRunStart = List.copyOf(onRunStart);
        onRunEnd = List.copyOf(onRunEnd);
        selectors = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(selectors));
    }

    public Optional<Node> find(NodeId id) {
        return Optional.ofNullable(nodes.get(id));
    }

    /** @throws IllegalArgumentException when there is no such node: a fault of the caller, not of the user */
    public Node load(NodeId id) {
        Node node = nodes.get(id);
        if (node == null) throw new IllegalArgumentException("No node " + id);
        return node;
    }

    /** @param uniqueId {@code macro.<package>.<name>} */
    public record MacroDefinition(
            String uniqueId,
            String name,
            String packageName,
            String file,
            String description,
            List<String> arguments) {}

    public record DocBlock(String name, String text, String file) {}

    public record Group(String name, String ownerName, String ownerEmail) {}

    /**
     * Schemas of the target that are not a node's own.
     *
     * @param meta where the records of runs, loads and locks stand
     */
    public record Schemas(String meta) {}
}
