package dev.ashlar.compile.parse;

import dev.ashlar.compile.properties.Declarations.Properties;
import dev.ashlar.compile.properties.Declarations.VersionProperties;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeKind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the properties of a node by its name, and in the end those that belong to no node. */
final class PropertiesIndex {
    private final Map<NodeKind, Map<String, Properties>> byName = new EnumMap<>(NodeKind.class);
    private final Map<String, VersionOf> byFile = new HashMap<>();
    private final Set<VersionOf> found = new HashSet<>();
    private final Map<NodeKind, Set<String>> taken = new EnumMap<>(NodeKind.class);
    private final Diagnostics diagnostics;

    /** The version of a model that a file holds. */
    record VersionOf(Properties model, VersionProperties properties, Node.Version version) {}

    PropertiesIndex(List<Properties> all, Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        for (Properties properties : all) {
            Properties first = byName.computeIfAbsent(properties.kind(), k -> new LinkedHashMap<>())
                    .putIfAbsent(properties.name(), properties);
            if (first == null) {
                addVersions(properties);
                continue;
            }
            diagnostics.error(
                    properties.at(),
                    "The properties of " + word(properties.kind()) + " '" + properties.name()
                            + "' stand here a second time; the first stand at " + first.at() + ".",
                    "Keep one of them.");
        }
    }

    private void addVersions(Properties model) {
        if (model.versions().isEmpty()) return;
        List<String> versions =
                model.versions().stream().map(VersionProperties::version).toList();
        String latest = model.latestVersion().orElseGet(() -> highest(versions));
        if (!versions.contains(latest)) {
            diagnostics.error(
                    model.at(),
                    "'latest_version' of model '" + model.name() + "' is " + latest
                            + ", which is none of its versions.",
                    "Its versions are " + String.join(", ", versions) + ".");
        }
        for (VersionProperties version : model.versions()) {
            VersionOf of = new VersionOf(model, version, new Node.Version(version.version(), latest));
            if (version.definedIn().isPresent()) {
                byFile.put(version.definedIn().get(), of);
            } else {
                byFile.put(model.name() + "_v" + version.version(), of);
                byFile.put(model.name() + ".v" + version.version(), of);
            }
        }
    }

    private static String highest(List<String> versions) {
        return versions.stream()
                .max((a, b) -> isNumber(a) && isNumber(b)
                        ? Long.compare(Long.parseLong(a), Long.parseLong(b))
                        : a.compareTo(b))
                .orElseThrow();
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,18}");
    }

    Optional<VersionOf> version(String stem) {
        Optional<VersionOf> version = Optional.ofNullable(byFile.get(stem));
        version.ifPresent(found::add);
        return version;
    }

    /** Whether the name is that of a model that only its versions have files for. */
    boolean hasVersions(String name) {
        Properties model = byName.getOrDefault(NodeKind.MODEL, Map.of()).get(name);
        return model != null && !model.versions().isEmpty();
    }

    Optional<Properties> take(NodeKind kind, String name) {
        taken.computeIfAbsent(kind, k -> new TreeSet<>()).add(name);
        return Optional.ofNullable(byName.getOrDefault(kind, Map.of()).get(name));
    }

    /** Reports properties that no node took. */
    void reportUnused() {
        byName.forEach((kind, properties) -> properties.values().forEach(each -> {
            if (!taken.getOrDefault(kind, Set.of()).contains(each.name())) report(each);
            else reportMissing(each);
        }));
    }

    private void reportMissing(Properties model) {
        Set<VersionOf> known = new LinkedHashSet<>(byFile.values());
        known.removeAll(found);
        for (VersionOf version : known) {
            if (!version.model().equals(model)) continue;
            String file = version.properties()
                    .definedIn()
                    .orElse(model.name() + "_v" + version.version().version());
            diagnostics.error(
                    version.properties().at(),
                    "Version " + version.version().version() + " of model '" + model.name() + "' has no file '" + file
                            + ".sql'.",
                    "Add it, or name its file with 'defined_in'.");
        }
    }

    private void report(Properties properties) {
        for (Map.Entry<NodeKind, Set<String>> other : taken.entrySet()) {
            if (!other.getValue().contains(properties.name())) continue;
            diagnostics.error(
                    properties.at(),
                    "'" + properties.name() + "' is no " + word(properties.kind()) + " but a " + word(other.getKey())
                            + ".",
                    "Move it below the block of that kind.");
            return;
        }
        Collection<String> names = taken.getOrDefault(properties.kind(), Set.of());
        String near = NearestName.didYouMean(properties.name(), names);
        diagnostics.error(
                properties.at(),
                "There is no " + word(properties.kind()) + " '" + properties.name()
                        + "' that these properties belong to.",
                near.isEmpty() ? "Add its file, or take the properties out." : near);
    }

    private static String word(NodeKind kind) {
        return kind.word().replace('_', ' ');
    }
}
