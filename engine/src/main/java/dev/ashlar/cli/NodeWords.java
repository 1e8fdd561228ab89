package dev.ashlar.cli;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;

/** How reports call a node. */
final class NodeWords {
    private NodeWords() {}

    /** The kind of work: {@code table}, {@code incremental}, {@code load}, {@code test}, ... */
    static String kind(Node node) {
        return switch (node) {
            case Node.Model m -> m.materialization().word();
            case Node.Snapshot s -> "snapshot";
            case Node.Seed s -> "seed";
            case Node.Source s -> s.external().isPresent() ? "load" : "source";
            case Node.DataTest t -> "test";
            case Node.UnitTest t -> "unit test";
            case Node.Analysis a -> "analysis";
            case Node.Exposure e -> "exposure";
        };
    }

    /** The relation for what is built; the name for the rest. */
    static String name(Node node) {
        return switch (node) {
            case Node.DataTest t -> t.name();
            case Node.Source s -> s.sourceName() + "." + s.name();
            case Node.Model n -> relationOrName(n);
            case Node.Snapshot n -> relationOrName(n);
            case Node.Seed n -> relationOrName(n);
            case Node.UnitTest n -> n.name();
            case Node.Analysis n -> n.name();
            case Node.Exposure n -> n.name();
        };
    }

    private static String relationOrName(Node node) {
        return node.findRelation().map(RelationName::plain).orElse(node.name());
    }

    /** A selector that means just this node. */
    static String selector(Node node) {
        if (node instanceof Node.Source s) return "source:" + s.sourceName() + "." + s.name();
        return node instanceof Node.Model model && model.version().isPresent()
                ? model.name() + ".v" + model.version().get().version()
                : node.name();
    }
}
