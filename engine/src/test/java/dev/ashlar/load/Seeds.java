package dev.ashlar.load;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeConfig;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.RelationName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Nodes to load, for tests. */
public final class Seeds {
    private Seeds() {}

    public static Node.Header header(NodeId id, String name, String file) {
        return new Node.Header(
                id,
                name,
                "shop",
                List.of("shop", name),
                SourceLocation.ofFile(file),
                Optional.empty(),
                "",
                new TreeSet<>(),
                Map.of(),
                NodeConfig.EMPTY,
                List.of(),
                List.of());
    }

    public static Node.Seed seed(String file, Node.SeedFormat format) {
        return seed(RelationName.of("dev_seeds", "s"), file, format);
    }

    public static Node.Seed seed(RelationName relation, String file, Node.SeedFormat format) {
        return new Node.Seed(
                header(NodeId.of(NodeKind.SEED, "shop", "s"), "s", file),
                new Node.Build(
                        relation,
                        Node.Layout.NONE,
                        List.of(),
                        Node.Contract.NONE,
                        List.of(),
                        List.of(),
                        List.of(),
                        new Materialization.Conduct(
                                Materialization.Publication.TESTED,
                                Optional.empty(),
                                Materialization.OnError.SKIP_CHILDREN,
                                Optional.empty()),
                        Node.PersistDocs.NONE,
                        Map.of()),
                file,
                format);
    }

    public static Node.Source source(Node.ExternalFiles files) {
        return new Node.Source(
                header(NodeId.of(NodeKind.SOURCE, "shop", "shop", "orders"), "orders", "models/sources.yml"),
                "shop",
                RelationName.of("dev_raw", "orders"),
                List.of(),
                Optional.of(files),
                Optional.empty(),
                new Materialization.Conduct(
                        Materialization.Publication.TESTED,
                        Optional.empty(),
                        Materialization.OnError.SKIP_CHILDREN,
                        Optional.empty()));
    }
}
