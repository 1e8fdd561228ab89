package dev.ashlar.compile.parse;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.manifest.Node;
import dev.ashlar.port.ModelTemplates.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What references can mean. */
final class NodeIndex {
    private final String project;
    private final Map<String, List<Draft>> named = new HashMap<>();
    private final Map<String, Node.Source> sources = new HashMap<>();
    private final Set<String> disabledSources = new TreeSet<>();

    NodeIndex(String project) {
        this.project = project;
    }

    void add(Draft draft) {
        named.computeIfAbsent(draft.name(), name -> new ArrayList<>()).add(draft);
    }

    void add(Node.Source source, boolean enabled) {
        String key = source.sourceName() + "." + source.name();
        if (enabled) sources.put(key, source);
        else disabledSources.add(key);
    }

    /** What a reference leads to. */
    sealed interface Found {
        record ToDraft(Draft draft) implements Found {}

        record ToSource(Node.Source source) implements Found {}

        record Disabled(Diagnostic problem) implements Found {}

        record Nothing(Diagnostic problem) implements Found {}
    }

    Found find(Reference reference) {
        return switch (reference) {
            case Reference.ToNode node -> node(node);
            case Reference.ToSource source -> source(source.source(), source.table(), "source", source);
            case Reference.ToRejects rejects -> rejects(rejects);
        };
    }

    private Found rejects(Reference.ToRejects reference) {
        Found found = source(reference.source(), reference.table(), "rejects", reference);
        if (found instanceof Found.ToSource loaded && loaded.source().external().isEmpty()) {
            return new Found.Nothing(Diagnostic.error(
                    reference.at(),
                    "Cannot resolve rejects('" + reference.source() + "', '" + reference.table()
                            + "'): the table is not loaded from files, so nothing is rejected.",
                    "Give it 'external:', or read source('" + reference.source() + "', '" + reference.table() + "')."));
        }
        return found;
    }

    private Found source(String source, String table, String word, Reference reference) {
        String key = source + "." + table;
        Node.Source found = sources.get(key);
        if (found != null) return new Found.ToSource(found);
        String call = word + "('" + source + "', '" + table + "')";
        if (disabledSources.contains(key)) {
            return new Found.Disabled(Diagnostic.error(
                    reference.at(),
                    "Cannot resolve " + call + ": the source table is disabled.",
                    "Enable it, or take the reference out."));
        }
        return new Found.Nothing(Diagnostic.error(
                reference.at(),
                "Cannot resolve " + call + ": no such source table.",
                remedy(
                        NearestName.didYouMean(key, sources.keySet()),
                        "Declare it below 'sources:' in a properties file.")));
    }

    private Found node(Reference.ToNode reference) {
        String call = "ref('" + reference.name() + "')";
        if (!reference.packageName().isEmpty() && !reference.packageName().equals(project)) {
            return new Found.Nothing(Diagnostic.error(
                    reference.at(),
                    "Cannot resolve ref('" + reference.packageName() + "', '" + reference.name()
                            + "'): there is no package '" + reference.packageName() + "'.",
                    "This project is '" + project + "'."));
        }
        List<Draft> candidates = named.getOrDefault(reference.name(), List.of());
        List<Draft> meant = candidates.stream()
                .filter(draft -> isMeant(draft, reference.version()))
                .toList();
        Optional<Draft> enabled = meant.stream().filter(Draft::isEnabled).findFirst();
        if (enabled.isPresent()) return new Found.ToDraft(enabled.get());
        if (!meant.isEmpty()) {
            Draft draft = meant.get(0);
            return new Found.Disabled(Diagnostic.error(
                    reference.at(),
                    "Cannot resolve " + call + ": the " + draft.what() + " is disabled at "
                            + draft.config().placeOf("enabled", draft.at()) + ".",
                    "Enable it, or take the reference out."));
        }
        if (!candidates.isEmpty()) {
            String versions = candidates.stream()
                    .flatMap(draft -> draft.version().stream())
                    .map(Node.Version::version)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return new Found.Nothing(Diagnostic.error(
                    reference.at(),
                    "Cannot resolve version '" + reference.version() + "' of " + call + ".",
                    versions.isEmpty()
                            ? "It has no versions: take the version out."
                            : "Its versions are " + versions + "."));
        }
        Optional<Draft> version = named.values().stream()
                .flatMap(List::stream)
                .filter(draft -> draft.version()
                        .filter(v -> reference.name().equals(draft.name() + "_v" + v.version())
                                || reference.name().equals(draft.name() + ".v" + v.version()))
                        .isPresent())
                .findFirst();
        if (version.isPresent()) {
            Node.Version own = version.get().version().orElseThrow();
            return new Found.Nothing(Diagnostic.error(
                    reference.at(),
                    "Cannot resolve " + call + ": a version is no name of its own.",
                    "Write ref('" + version.get().name() + "', {'version': '" + own.version() + "'})."));
        }
        return new Found.Nothing(Diagnostic.error(
                reference.at(),
                "Cannot resolve " + call + ": no such model, seed or snapshot.",
                NearestName.didYouMean(reference.name(), enabledNames())));
    }

    /** Enabled versions of a model; none of one that has no versions. */
    List<String> versions(String model) {
        return named.getOrDefault(model, List.of()).stream()
                .filter(Draft::isEnabled)
                .flatMap(draft -> draft.version().stream())
                .map(Node.Version::version)
                .sorted()
                .toList();
    }

    private static boolean isMeant(Draft draft, String version) {
        if (draft.version().isEmpty()) return version.isEmpty();
        Node.Version own = draft.version().get();
        return own.version().equals(version.isEmpty() ? own.latest() : version);
    }

    private Set<String> enabledNames() {
        return named.values().stream()
                .flatMap(List::stream)
                .filter(Draft::isEnabled)
                .map(Draft::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String remedy(String near, String otherwise) {
        return near.isEmpty() ? otherwise : near;
    }
}
