package dev.ashlar.docs;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The nodes that have a page, by number: band by band, by name within a band. The site knows nodes by these numbers. */
final class NodeTable {
    private final Bands bands;
    private final List<Node> nodes;
    private final Map<NodeId, Integer> numbers = new HashMap<>();

    private NodeTable(Bands bands, List<Node> nodes) {
        this.bands = bands;
        this.nodes = nodes;
        for (int i = 0; i < nodes.size(); i++) numbers.put(nodes.get(i).id(), i);
    }

    static NodeTable of(Project project) {
        Bands bands = Bands.of(project);
        List<Node> nodes = new ArrayList<>();
        for (Node node : project.nodes().values()) if (bands.of(node).isPresent()) nodes.add(node);
        nodes.sort(Comparator.comparing((Node node) -> bands.of(node).orElseThrow())
                .thenComparing(Node::name)
                .thenComparing(Node::id));
        return new NodeTable(bands, List.copyOf(nodes));
    }

    Bands bands() {
        return bands;
    }

    List<Node> nodes() {
        return nodes;
    }

    int band(Node node) {
        return bands.of(node).orElseThrow();
    }

    /** Empty for tests. */
    OptionalInt find(NodeId id) {
        Integer number = numbers.get(id);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Those of the list that have a page. */
    int[] numbers(List<NodeId> ids) {
        return ids.stream()
                .map(this::find)
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .toArray();
    }
}
