package dev.ashlar.adapter.yaml;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.AnchorNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** SnakeYAML's nodes of one document to trees: aliases and {@code <<} resolved, sizes watched. */
final class NodeConverter {
    /** A document may always unfold to so many values, however small it is. */
    private static final long UNFOLDED = 100_000;

    /** Beyond that, it may unfold to so many times its own values. */
    private static final long TIMES = 10;

    private final String file;
    private final Map<Node, Sized> done = new IdentityHashMap<>();
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private long written;

    NodeConverter(String file) {
        this.file = file;
    }

    /** @param values how many values the tree holds once every alias is unfolded */
    private record Sized(Tree tree, long values) {}

    static Diagnostic unfolds(SourceLocation at) {
        return Diagnostic.error(
                at,
                "Aliases (*name) unfold to far more values than the file holds.",
                "Write the values out, or use fewer aliases within aliases.");
    }

    Tree convert(Node root) {
        return sized(root).tree;
    }

    private Sized sized(Node node) {
        Sized before = done.get(node);
        if (before != null) return before;
        if (!open.add(node)) {
            throw refused(node, "An alias (*name) stands within the value that it names.", "Write the value out.");
        }
        written++;
        Sized sized = switch (node) {
            case ScalarNode scalar -> new Sized(new Tree.Scalar(Scalars.value(scalar), at(scalar)), 1);
            case SequenceNode sequence -> sequence(sequence);
            case MappingNode mapping -> mapping(mapping);
            case AnchorNode anchor -> sized(anchor.getRealNode());
            default -> throw new IllegalStateException("No such YAML node: " + node.getNodeId());
        };
        open.remove(node);
        if (sized.values > Math.max(UNFOLDED, TIMES * written)) throw new DiagnosticException(unfolds(at(node)));
        done.put(node, sized);
        return sized;
    }

    private Sized sequence(SequenceNode node) {
        List<Tree> items = new ArrayList<>(node.getValue().size());
        long values = 1;
        for (Node item : node.getValue()) {
            Sized sized = sized(item);
            items.add(sized.tree);
            values += sized.values;
        }
        return new Sized(new Tree.Sequence(items, at(node)), values);
    }

    private Sized mapping(MappingNode node) {
        List<Tree.Entry> entries = new ArrayList<>(node.getValue().size());
        Map<String, SourceLocation> own = new HashMap<>();
        List<Tree.Mapping> merged = new ArrayList<>();
        long values = 1;
        for (NodeTuple tuple : node.getValue()) {
            Sized value = sized(tuple.getValueNode());
            values += value.values;
            if (Tag.MERGE.equals(tuple.getKeyNode().getTag())) {
                merged.addAll(mergedInto(tuple.getValueNode(), value.tree));
                continue;
            }
            String key = key(tuple.getKeyNode());
            SourceLocation at = at(tuple.getKeyNode());
            SourceLocation first = own.putIfAbsent(key, at);
            if (first != null) {
                throw new DiagnosticException(Diagnostic.error(
                        at,
                        "The key '" + key + "' stands here a second time; the first is on line " + first.line() + ".",
                        "Keep one of them."));
            }
            entries.add(new Tree.Entry(key, at, value.tree));
        }
        for (Tree.Mapping from : merged) {
            for (Tree.Entry entry : from.entries()) {
                if (own.putIfAbsent(entry.key(), entry.keyAt()) == null) entries.add(entry);
            }
        }
        return new Sized(new Tree.Mapping(entries, at(node)), values);
    }

    private List<Tree.Mapping> mergedInto(Node node, Tree value) {
        if (value instanceof Tree.Mapping one) return List.of(one);
        List<Tree.Mapping> all = new ArrayList<>();
        if (value instanceof Tree.Sequence several) {
            for (Tree item : several.items()) {
                if (item instanceof Tree.Mapping one) all.add(one);
            }
            if (all.size() == several.items().size()) return all;
        }
        throw refused(node, "'<<' merges mappings only.", "Let it name a mapping, or a list of them.");
    }

    private String key(Node node) {
        if (node instanceof ScalarNode scalar) return scalar.getValue();
        throw refused(
                node,
                "A list or mapping stands where a key is wanted.",
                "If this is a template, write '${...}' within quotes: Jinja's braces are not understood.");
    }

    private DiagnosticException refused(Node node, String message, String remedy) {
        return new DiagnosticException(Diagnostic.error(at(node), message, remedy));
    }

    /** Where the content starts: behind an opening quote, and on the first line of a block. */
    private SourceLocation at(Node node) {
        Mark mark = node.getStartMark();
        int line = mark.getLine() + 1;
        int column = mark.getColumn() + 1;
        if (node instanceof ScalarNode scalar) {
            ScalarStyle style = scalar.getScalarStyle();
            if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED)
                return new SourceLocation(file, line + 1, 1);
            if (style != ScalarStyle.PLAIN) column++;
        }
        return new SourceLocation(file, line, column);
    }
}
