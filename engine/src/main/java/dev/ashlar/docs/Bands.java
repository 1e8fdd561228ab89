package dev.ashlar.docs;

import dev.ashlar.manifest.Layer;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The bands of a project from left to right: sources, seeds, the layers from the lowest up, exposures. */
final class Bands {
    private final List<Band> bands;
    private final Map<String, Integer> byKey;

    private Bands(List<Band> bands) {
        this.bands = bands;
        this.byKey = bands.stream().collect(Collectors.toMap(Band::key, bands::indexOf));
    }

    static Bands of(Project project) {
        List<Band> bands = new ArrayList<>();
        if (has(project, Node.Source.class)) bands.add(new Band("sources", "Sources", ""));
        if (has(project, Node.Seed.class)) bands.add(new Band("seeds", "Seeds", ""));
        List<Layer> layers = project.layers();
        int afterRank = highestReadBySnapshots(project).orElse(-1);
        boolean snapshots = has(project, Node.Snapshot.class);
        if (snapshots && afterRank < 0) bands.add(new Band("snapshots", "Snapshots", ""));
        for (Layer layer : layers) {
            bands.add(new Band("layer-" + layer.name(), layer.name(), layer.schema()));
            if (snapshots && layer.rank() == afterRank) bands.add(new Band("snapshots", "Snapshots", ""));
        }
        boolean loose = project.nodes().values().stream()
                .anyMatch(node -> node instanceof Node.Model model && !named(layers, model.layer()));
        if (loose) bands.add(new Band("models", "Models", ""));
        if (has(project, Node.Analysis.class)) bands.add(new Band("analyses", "Analyses", ""));
        if (has(project, Node.Exposure.class)) bands.add(new Band("exposures", "Exposures", ""));
        return new Bands(List.copyOf(bands));
    }

    List<Band> list() {
        return bands;
    }

    /** Empty for tests, which stand with the nodes that they look at. */
    Optional<Integer> of(Node node) {
        Function<String, Optional<Integer>> at = key -> Optional.ofNullable(byKey.get(key));
        return switch (node) {
            case Node.Model model -> at.apply("layer-" + model.layer()).or(() -> at.apply("models"));
            case Node.Source source -> at.apply("sources");
            case Node.Seed seed -> at.apply("seeds");
            case Node.Snapshot snapshot -> at.apply("snapshots");
            case Node.Analysis analysis -> at.apply("analyses");
            case Node.Exposure exposure -> at.apply("exposures");
            case Node.DataTest test -> Optional.empty();
            case Node.UnitTest test -> Optional.empty();
        };
    }

    private static boolean has(Project project, Class<? extends Node> kind) {
        return project.nodes().values().stream().anyMatch(kind::isInstance);
    }

    private static boolean named(List<Layer> layers, String name) {
        return layers.stream().anyMatch(layer -> layer.name().equals(name));
    }

    /** So that what snapshots read stands to their left. */
    private static Optional<Integer> highestReadBySnapshots(Project project) {
        return project.nodes().values().stream()
                .filter(Node.Snapshot.class::isInstance)
                .flatMap(snapshot -> snapshot.dependsOn().stream())
                .flatMap(parent -> project.find(parent).stream())
                .filter(Node.Model.class::isInstance)
                .map(model -> ((Node.Model) model).layer())
                .flatMap(name ->
                        project.layers().stream().filter(layer -> layer.name().equals(name)))
                .map(Layer::rank)
                .max(Integer::compare);
    }
}
