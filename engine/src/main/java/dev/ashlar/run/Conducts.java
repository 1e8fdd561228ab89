package dev.ashlar.run;

import dev.ashlar.manifest.Materialization.Conduct;
import dev.ashlar.manifest.Node;
import java.util.Optional;

/** The limits and policies of a node, where its kind has any. */
final class Conducts {
    private Conducts() {}

    static Optional<Conduct> of(Node node) {
        return switch (node) {
            case Node.Model model -> Optional.of(model.build().conduct());
            case Node.Snapshot snapshot -> Optional.of(snapshot.build().conduct());
            case Node.Seed seed -> Optional.of(seed.build().conduct());
            case Node.Source source -> Optional.of(source.conduct());
            case Node.DataTest test -> Optional.empty();
            case Node.UnitTest test -> Optional.empty();
            case Node.Analysis analysis -> Optional.empty();
            case Node.Exposure exposure -> Optional.empty();
        };
    }
}
