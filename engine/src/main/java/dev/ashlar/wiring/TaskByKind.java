package dev.ashlar.wiring;

import dev.ashlar.manifest.Node;
import dev.ashlar.port.NodeTask;

/** Hands each node to the stage that makes its kind ready. */
record TaskByKind(NodeTask models, NodeTask seeds, NodeTask sources) implements NodeTask {
    @Override
    public Prepared prepare(Node node, Facts facts) {
        return switch (node) {
            case Node.Model m -> models.prepare(m, facts);
            case Node.Snapshot s -> models.prepare(s, facts);
            case Node.Seed s -> seeds.prepare(s, facts);
            case Node.Source s -> sources.prepare(s, facts);
            case Node.DataTest t -> throw notBuilt(t);
            case Node.UnitTest t -> throw notBuilt(t);
            case Node.Analysis a -> throw notBuilt(a);
            case Node.Exposure e -> throw notBuilt(e);
        };
    }

    private static IllegalArgumentException notBuilt(Node node) {
        return new IllegalArgumentException(node.id() + " is never built");
    }
}
